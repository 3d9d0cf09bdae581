namespace Bellman.Core;

/// <summary>Shows observations between other bounds, mapped affinely from those inside (Gymnasium's <c>RescaleObservation</c>).</summary>
public sealed class RescaleObservation : ObservationWrapper
{
    private readonly AffineMap _map;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="minObs">The new lowest values, one for all or one for each; infinite exactly where the old ones are.</param>
    /// <param name="maxObs">The new highest values, one for all or one for each; infinite exactly where the old ones are.</param>
    /// <exception cref="ArgumentException">The observations are something else, or the bounds are out of order or infinite on one side alone.</exception>
    public RescaleObservation(Env inner, IReadOnlyList<float> minObs, IReadOnlyList<float> maxObs)
        : base(inner, AffineMap.Rescaled(WrappedSpace.Observations(inner), minObs, maxObs, nameof(minObs), nameof(maxObs))) =>
        _map = new AffineMap(WrappedSpace.Observations(inner), (Box)ObservationSpace, nameof(minObs));

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => _map.Map(inner, observation);
}
