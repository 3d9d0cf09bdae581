namespace Bellman.Core;

/// <summary>Shows what a function makes of each observation (Gymnasium's <c>TransformObservation</c>).</summary>
public sealed class TransformObservation : ObservationWrapper
{
    private readonly ObservationTransform _transform;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="transform">The function; it should depend on nothing but its argument.</param>
    /// <param name="observationSpace">What it gives; null where that is the space inside.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> or <paramref name="transform"/> is null.</exception>
    public TransformObservation(Env inner, ObservationTransform transform, Space? observationSpace = null)
        : base(inner, observationSpace ?? (inner ?? throw new ArgumentNullException(nameof(inner))).ObservationSpace)
    {
        ArgumentNullException.ThrowIfNull(transform);
        _transform = transform;
    }

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => _transform(inner, observation);
}
