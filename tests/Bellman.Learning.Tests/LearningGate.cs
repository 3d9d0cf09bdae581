using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>
/// Trains a preset, or the defaults of an environment, with ten seeds and judges the interquartile mean of what the last weights then earn greedily.
/// The environment variable BELLMAN_LEARNING=full makes it twenty seeds and the whole training, as in docs/results.md.
/// </summary>
internal static class LearningGate
{
    public static bool Full => Environment.GetEnvironmentVariable("BELLMAN_LEARNING") == "full";

    public static double Score(string environment, long steps, params string[] assignments) => Score(Presets.DefaultFor(environment), steps, assignments);

<<<<<<< HEAD
    public static double ScorePreset(string preset, long steps, params string[] assignments) => Score(Presets.Find(preset).Options, steps, assignments);

    private static double Score(RunOptions options, long steps, string[] assignments)
    {
        string[] short_ = Full ? [] : [$"training.steps={steps}", "training.episodes=0"];
        options = options.With(short_.Concat(assignments));
=======
    /// <summary>The same for the settings of one agent in an environment.</summary>
    public static double ScoreOf(string environment, string agent, long steps, params string[] assignments) =>
        Score(Presets.DefaultFor(environment, agent), steps, assignments);

    /// <summary>The same for a preset.</summary>
    public static double ScoreOf(string preset, long steps, params string[] assignments) =>
        Score(Presets.Find(preset).Options, steps, Full ? assignments : ["training.episodes=0", .. assignments]);

    private static double Score(RunOptions options, long steps, string[] assignments)
    {
        string[] short_ = Full ? [] : [$"training.steps={steps}"];
>>>>>>> b680282 (Tune the pendulum and the continuous car, gate what was learned, and describe the agents that act with numbers and by policy gradient)
        ulong[] seeds = [.. Enumerable.Range(0, Full ? 20 : 10).Select(i => (ulong)i)];
        IReadOnlyList<TrialResult> results = Trials.Run(options.With(assignments.Concat(short_)), seeds, jobs: Environment.ProcessorCount, episodes: 20);
        return Statistics.InterquartileMean(results.Select(result => result.Evaluation.Mean));
    }
}
