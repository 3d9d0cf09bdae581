using Bellman.Core;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>How many environment steps of training each preset makes in a second once it learns, nothing saved and nothing shown.</summary>
internal static class TrainingBenchmarks
{
    /// <summary>One for each preset.</summary>
    public static IEnumerable<Benchmark> All => Presets.All.Select(preset => Steps($"train/{preset.Name}", () => preset.Options));

    /// <summary>Environment steps a second of one training.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="settings">What is trained.</param>
    public static Benchmark Steps(string name, Func<RunOptions> settings) => new(name, () =>
    {
        RunOptions options = settings();
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed: 1);
        var probe = new SpeedProbe();
        var trainer = new Trainer(env, agent) { Seed = 1, Options = new TrainingOptions { Steps = 0 }, Callbacks = { probe } };
        trainer.Run();
        return new Figure(name, probe.StepsPerSecond, "steps/s", probe.AllocatedBytesPerStep);
    });
}
