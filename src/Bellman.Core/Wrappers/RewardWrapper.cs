namespace Bellman.Core;

/// <summary>A wrapper that gives other rewards (Gymnasium's <c>RewardWrapper</c>).</summary>
public abstract class RewardWrapper : Wrapper
{
    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    protected RewardWrapper(Env inner)
        : base(inner)
    {
    }

    /// <summary>The new reward of a step.</summary>
    /// <param name="reward">The reward of the environment inside.</param>
    /// <returns>The reward that takes its place.</returns>
    protected abstract float Reward(float reward);

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation);
        return result with { Reward = Reward(result.Reward) };
    }
}
