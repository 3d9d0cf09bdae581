namespace Bellman.Environments;

/// <summary>Options of <see cref="BipedalWalker"/>, as Gymnasium's.</summary>
public sealed record BipedalWalkerOptions
{
    /// <summary>Whether stumps, stairs and pits stand in the way. Default: false.</summary>
    public bool Hardcore { get; init; }
}
