using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>What can be chosen about the MinAtar games.</summary>
public sealed record MinAtarOptions
{
    /// <summary>
    /// Whether the actions are only those that do something in the game (the ids with -v1), rather than all six (those with -v0).
    /// Default true.
    /// </summary>
    public bool MinimalActions { get; init; } = true;

    /// <summary>The probability that the last action is repeated in place of the one that was chosen, from 0 to 1. Default 0.1.</summary>
    public double StickyActionProbability { get; init => field = Check.Range(value, 0, 1); } = 0.1;

    /// <summary>Whether games become faster the longer one plays well. Default true.</summary>
    public bool DifficultyRamping { get; init; } = true;
}
