using System.Runtime.CompilerServices;

namespace Bellman.Core;

/// <summary>
/// One step of all worlds of a <see cref="VectorEnv"/>, as spans over its buffers: valid until the next step.
/// Rows follow each other without gaps; row i belongs to world i.
/// </summary>
public readonly ref struct Transitions
{
    /// <summary>How many worlds there are.</summary>
    public required int Count { get; init; }

    /// <summary>What each world showed before the step; <see cref="Count"/> rows.</summary>
    public required ReadOnlySpan<float> Observations { get; init; }

    /// <summary>What was done in each world; <see cref="Count"/> rows.</summary>
    public required ReadOnlySpan<float> Actions { get; init; }

    /// <summary>The reward in each world.</summary>
    public required ReadOnlySpan<float> Rewards { get; init; }

    /// <summary>
    /// What each world showed after the step; <see cref="Count"/> rows. Always the true successor: where the episode ended, its last
    /// observation, never the first one of the next episode.
    /// </summary>
    public required ReadOnlySpan<float> NextObservations { get; init; }

    /// <summary>
    /// Which actions are allowed behind what <see cref="NextObservations"/> shows; <see cref="Count"/> rows of answers as <see cref="ActionMasks"/> describes them, empty where the worlds have none
    /// (<see cref="VectorEnv.HasActionMask"/>). Where an episode was truncated it is what would have been allowed next, but for worlds that are stepped in lanes, which allow all there; where one was
    /// terminated nothing follows, and all are allowed. The worlds are asked whenever this is.
    /// </summary>
    /// <exception cref="InvalidOperationException">A world allows nothing.</exception>
    public ReadOnlySpan<bool> NextAllowed => Worlds is null ? default : Worlds.NextAllowedActions();

    /// <summary>Whether each world reached a terminal state, whose value is zero.</summary>
    public required ReadOnlySpan<bool> Terminated { get; init; }

    /// <summary>Whether each world's episode was cut off from outside; its last state still has a value.</summary>
    public required ReadOnlySpan<bool> Truncated { get; init; }

    /// <summary>
    /// The undiscounted sum of rewards of each world's episode up to and with this step; the episode's return where it ended. The rewards are those of
    /// the world itself, before wrappers change them.
    /// </summary>
    public required ReadOnlySpan<double> EpisodeReturns { get; init; }

    /// <summary>The number of steps of each world's episode up to and with this one; the episode's length where it ended.</summary>
    public required ReadOnlySpan<int> EpisodeLengths { get; init; }

    /// <summary>Who made the step, to be asked for masks.</summary>
    internal VectorEnv? Worlds { get; init; }

    /// <summary>Whether the episode of world <paramref name="world"/> ended with this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Done(int world) => Terminated[world] | Truncated[world];

    /// <summary>Whether the episode of any world ended with this step.</summary>
    public bool AnyDone => Terminated.Contains(true) || Truncated.Contains(true);
}
