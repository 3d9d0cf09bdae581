namespace Bellman.Core;

/// <summary>Several spaces in order (Gymnasium's <c>Tuple</c>).</summary>
public sealed class TupleSpace : CompositeSpace
{
    /// <summary>Puts spaces one after the other.</summary>
    /// <param name="parts">The spaces.</param>
    /// <exception cref="ArgumentException">One is null.</exception>
    public TupleSpace(params ReadOnlySpan<Space> parts)
        : base(Check(parts.ToArray(), nameof(parts)))
    {
    }

    /// <inheritdoc/>
    public override bool Equals(Space? other) => other is TupleSpace tuple && Parts.SequenceEqual(tuple.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"Tuple({string.Join(", ", Parts)})";
}
