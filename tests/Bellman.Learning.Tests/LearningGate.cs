using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>
/// Trains the defaults of an environment with ten seeds and judges the interquartile mean of what the last weights then earn greedily.
/// The environment variable BELLMAN_LEARNING=full makes it twenty seeds and the whole training, as in docs/results.md.
/// </summary>
internal static class LearningGate
{
    public static bool Full => Environment.GetEnvironmentVariable("BELLMAN_LEARNING") == "full";

    public static double Score(string environment, long steps, params string[] assignments) =>
        Score(Presets.DefaultFor(environment), steps, seedCount: 10, assignments);

    /// <summary>The same of any options, with a number of seeds of its own.</summary>
    public static double Score(RunOptions begin, long steps, int seedCount, params string[] assignments)
    {
        string[] short_ = Full ? [] : [$"training.steps={steps}"];
        RunOptions options = begin.With(short_.Concat(assignments));
        ulong[] seeds = [.. Enumerable.Range(0, Full ? 20 : seedCount).Select(i => (ulong)i)];
        IReadOnlyList<TrialResult> results = Trials.Run(options, seeds, jobs: Environment.ProcessorCount, episodes: 20);
        return Statistics.InterquartileMean(results.Select(result => result.Evaluation.Mean));
    }
}
