using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Repeats each action for several steps, adds up their rewards and shows the larger of the last two observations number by number (Gymnasium's
/// <c>MaxAndSkipObservation</c>), since Atari's games draw some things in every second frame only. Where the episode ends on the way, the two last steps made count, or the
/// one.
/// </summary>
public sealed class MaxAndSkipObservation : Wrapper
{
    private readonly int _skip;
    private readonly float[] _other;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="skip">How many steps are one, at least 1. Default 4.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skip"/> is below 1.</exception>
    public MaxAndSkipObservation(Env inner, int skip = 4)
        : base(inner)
    {
        _other = new float[WrappedSpace.Observations(inner).Size];
        _skip = Check.Positive(skip, nameof(skip));
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = 0;
        for (int step = 1; ; step++)
        {
            // The steps write in turns to the one and the other, so that the last two are there without a copy.
            StepResult result = Inner.Step(action, int.IsOddInteger(step) ? observation : _other);
            reward += result.Reward;
            if (!result.Done && step < _skip) continue;
            if (step > 1) TakeLarger(observation);
            return result with { Reward = reward };
        }
    }

    private void TakeLarger(Span<float> observation)
    {
        for (int i = 0; i < _other.Length; i++) observation[i] = MathF.Max(observation[i], _other[i]);
    }
}
