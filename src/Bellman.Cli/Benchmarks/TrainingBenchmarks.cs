using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>How many environment steps of training each preset makes in a second once it learns, nothing saved and nothing shown.</summary>
internal static class TrainingBenchmarks
{
    /// <summary>One for each preset.</summary>
    public static IEnumerable<Benchmark> All => Presets.All.Select(preset => Steps(preset));

    private static Benchmark Steps(Preset preset)
    {
        string name = $"train/{preset.Name}";
        return new Benchmark(name, () =>
        {
            using VectorEnv env = preset.Options.MakeVector();
            Agent agent = preset.Options.MakeAgent(env, seed: 1);
            var probe = new SpeedProbe();
            var trainer = new Trainer(env, agent) { Seed = 1, Options = new TrainingOptions { Steps = 0 }, Callbacks = { probe } };
            trainer.Run();
            return new Figure(name, probe.StepsPerSecond, "steps/s", probe.AllocatedBytesPerStep);
        });
    }
}
