namespace Bellman.Experiments;

/// <summary>A point of a sweep's grid.</summary>
/// <param name="Values">The value of each option that varies, in the order of the grid, as it was given.</param>
/// <param name="Options">The resolved options of its trainings; they name no seed.</param>
public sealed record SweepSetting(IReadOnlyList<string> Values, RunOptions Options);
