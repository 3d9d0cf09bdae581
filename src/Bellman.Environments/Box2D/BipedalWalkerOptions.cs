namespace Bellman.Environments;

/// <summary>Options of <see cref="BipedalWalker"/>, Gymnasium's and one more.</summary>
public sealed record BipedalWalkerOptions
{
    /// <summary>Whether stumps, stairs and pits stand in the way. Default: false.</summary>
    public bool Hardcore { get; init; }

    /// <summary>
    /// Whether every episode is computed in a world as new, so that it follows from the random numbers alone, rather than in the world of the episode before it, as Gymnasium's are. The
    /// difference is in the last digits, where several contacts are solved. A reset with a seed makes a new world in either case. Default: false.
    /// </summary>
    public bool FreshWorld { get; init; }
}
