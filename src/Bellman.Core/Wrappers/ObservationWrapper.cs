namespace Bellman.Core;

/// <summary>A wrapper that shows other observations (Gymnasium's <c>ObservationWrapper</c>).</summary>
public abstract class ObservationWrapper : Wrapper
{
    private readonly float[] _inner;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="observationSpace">What the new observations can be.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    protected ObservationWrapper(Env inner, Space observationSpace)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(observationSpace);
        ObservationSpace = observationSpace;
        _inner = new float[inner.ObservationSpace.Size];
    }

    /// <inheritdoc/>
    public sealed override Space ObservationSpace { get; }

    /// <summary>Writes the new observation. A wrapper with memory of its own clears it in <see cref="OnReset"/>.</summary>
    /// <param name="inner">What the environment inside shows.</param>
    /// <param name="observation">Receives as many numbers as the new space has.</param>
    protected abstract void Observe(ReadOnlySpan<float> inner, Span<float> observation);

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(_inner);
        Observe(_inner, observation);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = Inner.Step(action, _inner);
        Observe(_inner, observation[..ObservationSpace.Size]);
        return result;
    }
}
