using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Shows observations as numbers of another type (Gymnasium's <c>DtypeObservation</c>). Rows stay floats, but the type says what is stored: images as
/// <see cref="ElementType.Byte"/> take a quarter of the room in a replay. Integers are cut off towards zero and limited to what the type holds.
/// </summary>
public sealed class DtypeObservation : ObservationWrapper
{
    private readonly ElementType _dtype;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment; its observations are a <see cref="Box"/>.</param>
    /// <param name="dtype">The new type.</param>
    /// <exception cref="ArgumentException">The observations are something else.</exception>
    public DtypeObservation(Env inner, ElementType dtype)
        : base(inner, Cast(WrappedSpace.Observations(inner), Check.Defined(dtype, nameof(dtype)))) => _dtype = dtype;

    /// <inheritdoc/>
    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation)
    {
        for (int i = 0; i < inner.Length; i++) observation[i] = Cast(inner[i], _dtype);
    }

    private static float Cast(float value, ElementType dtype) =>
        dtype.IsInteger() ? Math.Clamp(MathF.Truncate(value), dtype.Smallest(), dtype.Largest()) : value;

    private static Box Cast(Box box, ElementType dtype)
    {
        float[] low = box.Low.ToArray(), high = box.High.ToArray();
        for (int i = 0; i < low.Length; i++) (low[i], high[i]) = (Cast(low[i], dtype), Cast(high[i], dtype));
        return new Box(low, high, box.Shape.AsSpan(), dtype);
    }
}
