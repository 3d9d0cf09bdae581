namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="CliffWalking"/>.</summary>
public sealed record CliffWalkingOptions
{
    /// <summary>Whether a step may slip to either side of its direction, each with a probability of a third. Default false.</summary>
    public bool IsSlippery { get; init; }
}
