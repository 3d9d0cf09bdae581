using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>
/// Trains a preset, or the defaults of an environment, with ten seeds and judges the interquartile mean of what the last weights then earn greedily.
/// The whole trainings of docs/results.md are held to their figures by <see cref="PublishedTests"/>.
/// </summary>
internal static class LearningGate
{
    private const int Seeds = 10;

    public static double Score(string environment, long steps, params string[] assignments) => Score(Presets.DefaultFor(environment), steps, Seeds, assignments);

    /// <summary>The same for the settings of one agent in an environment.</summary>
    public static double ScoreOf(string environment, string agent, long steps, params string[] assignments) =>
        Score(Presets.DefaultFor(environment, agent), steps, Seeds, assignments);

    public static double ScorePreset(string preset, long steps, params string[] assignments) => Score(Presets.Find(preset).Options, steps, Seeds, assignments);

    /// <summary>The same for whatever a run is made of, with fewer seeds where a training takes long.</summary>
    public static double Score(RunOptions options, long steps, int seeds, params string[] assignments)
    {
        options = options.With([$"training.steps={steps}", "training.episodes=0", .. assignments]);
        ulong[] all = [.. Enumerable.Range(0, seeds).Select(i => (ulong)i)];
        IReadOnlyList<TrialResult> results = Trials.Run(options, all, jobs: Environment.ProcessorCount, episodes: 20);
        return Statistics.InterquartileMean(results.Select(result => result.Evaluation.Mean));
    }
}
