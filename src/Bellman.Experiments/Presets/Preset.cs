namespace Bellman.Experiments;

/// <summary>A training that is known to work, under a name.</summary>
/// <param name="Name">The name that <c>--preset</c> takes.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Source">Where its settings come from.</param>
/// <param name="Options">Everything that the run is made of; the seed is left to the user.</param>
public sealed record Preset(string Name, string Summary, string Source, RunOptions Options);
