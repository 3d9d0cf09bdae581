namespace Bellman.Core;

/// <summary>A wrapper that changes observations where they stand, without another space or a copy.</summary>
public abstract class InPlaceObservationWrapper : Wrapper
{
    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    protected InPlaceObservationWrapper(Env inner)
        : base(inner)
    {
    }

    /// <summary>Changes an observation.</summary>
    /// <param name="observation">What the environment inside shows, which is to become what this one shows.</param>
    protected abstract void Change(Span<float> observation);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        Change(observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, observation);
        Change(observation[..ObservationSpace.Size]);
        return result;
    }
}
