namespace Bellman.Experiments;

/// <summary>The bounds between which a statistic lies with some confidence.</summary>
/// <param name="Low">The lower one.</param>
/// <param name="High">The upper one.</param>
public readonly record struct ConfidenceInterval(double Low, double High);
