namespace Bellman.Core;

/// <summary>
/// Shows any observation as one row of numbers (Gymnasium's <c>FlattenObservation</c>): a choice as ones and zeros with a single one
/// (one-hot), the parts of a composite one after the other. Networks then take what only a table could.
/// </summary>
public sealed class FlattenObservation : ObservationWrapper
{
    private readonly Space _space;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public FlattenObservation(Env inner)
        : base(inner, SpaceFlattening.Of((inner ?? throw new ArgumentNullException(nameof(inner))).ObservationSpace)) => _space = inner.ObservationSpace;

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => SpaceFlattening.Write(_space, inner, observation);
}
