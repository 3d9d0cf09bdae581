using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>
/// Trains a preset, or the defaults of an environment, with ten seeds and judges the interquartile mean of what the last weights then earn greedily.
/// The environment variable BELLMAN_LEARNING=full makes it twenty seeds and the whole training, as in docs/results.md.
/// </summary>
internal static class LearningGate
{
    private const int Seeds = 10;

    public static bool Full => Environment.GetEnvironmentVariable("BELLMAN_LEARNING") == "full";

    public static double Score(string environment, long steps, params string[] assignments) => Score(Presets.DefaultFor(environment), steps, Seeds, assignments);

    /// <summary>The same for the settings of one agent in an environment.</summary>
    public static double ScoreOf(string environment, string agent, long steps, params string[] assignments) =>
        Score(Presets.DefaultFor(environment, agent), steps, Seeds, assignments);

    public static double ScorePreset(string preset, long steps, params string[] assignments) => Score(Presets.Find(preset).Options, steps, Seeds, assignments);

    /// <summary>The same for whatever a run is made of, with fewer seeds where a training takes long.</summary>
    public static double Score(RunOptions options, long steps, int seeds, params string[] assignments)
    {
        string[] short_ = Full ? [] : [$"training.steps={steps}", "training.episodes=0"];
        options = options.With(short_.Concat(assignments));
        ulong[] all = [.. Enumerable.Range(0, Full ? 20 : seeds).Select(i => (ulong)i)];
        IReadOnlyList<TrialResult> results = Trials.Run(options, all, jobs: Environment.ProcessorCount, episodes: 20);
        return Statistics.InterquartileMean(results.Select(result => result.Evaluation.Mean));
    }
}
