using System.Globalization;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>What came of a run, in a sentence or two.</summary>
internal static class ReportSentence
{
    /// <summary>Says it.</summary>
    /// <param name="summary">The summary of the run.</param>
    /// <param name="threshold">The mean return that solves the environment; <see langword="null"/> where there is none.</param>
    public static string Of(RunSummary summary, double? threshold)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string trained = string.Create(culture, $"in {summary.Steps:N0} steps, {summary.Episodes:N0} episodes and {summary.WallSeconds:F1} seconds of training");
        string mean = summary.MeanReturnLast100 is { } last ? string.Create(culture, $"{last:F2}") : "none";
        string first = summary switch
        {
            { Solved: true } => string.Create(culture, $"The {summary.Agent} agent solved {summary.Environment} after {summary.SolvedAtEpisode:N0} episodes and {summary.SolvedAtStep:N0} steps; the training made {summary.Steps:N0} steps in {summary.WallSeconds:F1} seconds."),
            _ when threshold is { } goal => string.Create(culture, $"The {summary.Agent} agent did not solve {summary.Environment} {trained}: the mean return of its last 100 episodes is {mean}, and {goal:0.##} would solve it."),
            _ => $"The {summary.Agent} agent was trained in {summary.Environment} {trained}: the mean return of its last 100 episodes is {mean}.",
        };
        return summary.Evaluation is not { } greedy
            ? first + " It was stopped before its evaluation."
            : first + string.Create(culture, $" Acting greedily it earns {greedy.Mean:F2} on average over {greedy.Episodes} episodes, from {greedy.Min:F2} to {greedy.Max:F2}.");
    }
}
