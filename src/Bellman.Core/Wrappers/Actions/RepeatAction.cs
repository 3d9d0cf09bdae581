using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Repeats each action for several steps, adds up their rewards and shows the last observation (Gymnasium's <c>RepeatAction</c>); an end of the episode ends the
/// repetition too.
/// </summary>
public sealed class RepeatAction : Wrapper
{
    private readonly int _repeats;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="numRepeats">How many steps are one, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numRepeats"/> is below 1.</exception>
    public RepeatAction(Env inner, int numRepeats)
        : base(inner) => _repeats = Check.Positive(numRepeats, nameof(numRepeats));

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = 0;
        for (int step = 1; ; step++)
        {
            StepResult result = Inner.Step(action, observation);
            reward += result.Reward;
            if (result.Done || step == _repeats) return result with { Reward = reward };
        }
    }
}
