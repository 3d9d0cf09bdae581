namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="CartPole"/>.</summary>
public sealed record CartPoleOptions
{
    /// <summary>
    /// Whether rewards are those of Sutton and Barto's book: 0 for each step and -1 for the fall, instead of 1 for each step.
    /// Default false.
    /// </summary>
    public bool SuttonBartoReward { get; init; }
}
