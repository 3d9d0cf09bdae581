namespace Bellman.Core;

/// <summary>What one step of an environment gave, besides the observation that it wrote into the caller's span.</summary>
/// <param name="Reward">The reward of this step.</param>
/// <param name="Terminated">Whether the episode ended in a terminal state, whose value is zero.</param>
/// <param name="Truncated">
/// Whether the episode was cut off from outside, as by a time limit. The last state still has a value: algorithms bootstrap from it.
/// </param>
public readonly record struct StepResult(float Reward, bool Terminated, bool Truncated = false)
{
    /// <summary>Whether the episode is over, for whichever reason.</summary>
    public bool Done => Terminated || Truncated;
}
