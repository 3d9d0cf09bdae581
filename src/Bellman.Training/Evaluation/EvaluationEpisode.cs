namespace Bellman.Training;

/// <summary>An episode of an evaluation that has just finished, for showing progress.</summary>
/// <param name="Number">How many have finished, from 1.</param>
/// <param name="Seed">What its world was seeded with.</param>
/// <param name="Return">The undiscounted sum of its rewards.</param>
/// <param name="Length">The number of its steps.</param>
/// <param name="Steps">The steps of the whole evaluation so far.</param>
public readonly record struct EvaluationEpisode(int Number, ulong Seed, double Return, int Length, long Steps);
