using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Cli;

/// <summary>
/// What a training gains by acting and learning at the same time where both weigh the same: steps a second by turns on one thread and on two threads, and their ratio, beside what two trainings at once make. The distance between updates is
/// found first, so that acting from one to the next takes as long as the update does on this machine.
/// </summary>
internal static class OverlapBenchmarks
{
    private static readonly DqnOptions Dqn = new() { HiddenSizes = [128, 128], BatchSize = 128, BufferSize = 50_000, EpsilonStart = 0.1f, EpsilonEnd = 0.1f };

    private static readonly DqnOptions Wide = Dqn with { HiddenSizes = [256, 256] };

    private static readonly SacOptions Sac = new() { BufferSize = 50_000, RandomSteps = 0 };

    /// <summary>Four for each case.</summary>
    public static IEnumerable<Benchmark> All =>
    [
        .. Of("dqn-lander", new OverlapCase(
            () => Envs.MakeVector("LunarLander-v3"),
            (env, every, start) => new DqnAgent(env, Dqn with { TrainEvery = every, LearningStarts = start }, seed: 1))),
        .. Of("wide-dqn-lander", new OverlapCase(
            () => Envs.MakeVector("LunarLander-v3"),
            (env, every, start) => new DqnAgent(env, Wide with { TrainEvery = every, LearningStarts = start }, seed: 1))),
        .. Of("sac-walker", new OverlapCase(
            () => Envs.MakeVector("BipedalWalker-v3"),
            (env, every, start) => new SacAgent(env, Sac with { TrainEvery = every, LearningStarts = start }, seed: 1))),
    ];

    private static IEnumerable<Benchmark> Of(string name, OverlapCase overlapCase)
    {
        string byTurns = $"overlap/{name}/by-turns", together = $"overlap/{name}/together", gain = $"overlap/{name}/gain", most = $"overlap/{name}/most";
        yield return new Benchmark(byTurns, () => new Figure(byTurns, overlapCase.Speeds.ByTurns, "steps/s", overlapCase.Speeds.AllocatedByTurns));
        yield return new Benchmark(together, () => new Figure(together, overlapCase.Speeds.Together, "steps/s", overlapCase.Speeds.AllocatedTogether));
        yield return new Benchmark(gain, () => new Figure(gain, overlapCase.Speeds.Together / overlapCase.Speeds.ByTurns, "times", overlapCase.Speeds.AllocatedTogether));
        yield return new Benchmark(most, () => new Figure(most, overlapCase.Speeds.Most, "times", overlapCase.Speeds.AllocatedByTurns));
    }
}
