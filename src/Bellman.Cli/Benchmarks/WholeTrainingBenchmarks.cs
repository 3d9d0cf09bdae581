using System.Diagnostics;
using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>
/// How many seconds whole trainings take, from the making of the worlds to the last step, nothing saved and nothing shown. Once and cold: what the runtime compiles meanwhile counts, as it does
/// for whoever trains.
/// </summary>
internal static class WholeTrainingBenchmarks
{
    /// <summary>Those that another program's trainings are timed with.</summary>
    public static IEnumerable<Benchmark> All => Presets.All.Where(preset => preset.Name.StartsWith("rltools-", StringComparison.Ordinal)).Select(Whole);

    private static Benchmark Whole(Preset preset)
    {
        string name = $"whole/{preset.Name}";
        return new Benchmark(name, () =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            using VectorEnv env = preset.Options.MakeVector();
            Agent agent = preset.Options.MakeAgent(env, seed: 1);
            TrainingReport report = new Trainer(env, agent) { Seed = 1, Options = preset.Options.Training with { EvaluateEvery = 0 } }.Run();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new Figure(name, seconds, "s", (GC.GetAllocatedBytesForCurrentThread() - before) / (double)report.Steps);
        });
    }
}
