namespace Bellman.Core;

/// <summary>Shows the same numbers in another shape (Gymnasium's <c>ReshapeObservation</c>).</summary>
public sealed class ReshapeObservation : Wrapper
{
    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="shape">The new lengths; their product is the number of numbers.</param>
    /// <exception cref="ArgumentException">The observations are something else, or the shape holds more or fewer numbers.</exception>
    public ReshapeObservation(Env inner, IReadOnlyList<int> shape)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Box box = WrappedSpace.Observations(inner);
        if (shape.Any(length => length < 1) || shape.Aggregate(1L, (product, length) => product * length) != box.Size)
            throw new ArgumentException($"shape must hold {box.Size} numbers, but is [{string.Join(", ", shape)}].", nameof(shape));
        ObservationSpace = new Box(box.Low, box.High, [.. shape], box.Element);
    }

    /// <inheritdoc/>
    public override Space ObservationSpace { get; }
}
