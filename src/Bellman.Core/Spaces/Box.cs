using System.Collections.Immutable;
using System.Globalization;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>Numbers between bounds, one pair of bounds for each; a bound may be infinite.</summary>
public sealed class Box : Space
{
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly int[] _unbounded;
    private readonly int[] _boundedBelow;
    private readonly int[] _boundedAbove;
    private readonly int[] _bounded;

    /// <summary>Makes a row of numbers with the same bounds.</summary>
    /// <param name="low">Lowest value; negative infinity for none.</param>
    /// <param name="high">Highest value; infinity for none.</param>
    /// <param name="size">How many numbers; at least 0. Default 1.</param>
    /// <param name="element">What the numbers are. Default single precision.</param>
    /// <exception cref="ArgumentException">The bounds are out of order, not numbers, or not of the element type.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public Box(float low, float high, int size = 1, ElementType element = ElementType.Single)
        : this(low, high, [size], element)
    {
    }

    /// <summary>Makes an array of numbers with the same bounds.</summary>
    /// <param name="low">Lowest value; negative infinity for none.</param>
    /// <param name="high">Highest value; infinity for none.</param>
    /// <param name="shape">Its lengths, none of them negative; empty for a single number.</param>
    /// <param name="element">What the numbers are. Default single precision.</param>
    /// <exception cref="ArgumentException">The bounds are out of order, not numbers, or not of the element type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    public Box(float low, float high, ReadOnlySpan<int> shape, ElementType element = ElementType.Single)
        : this(Repeat(low, shape), Repeat(high, shape), [.. shape], element)
    {
    }

    /// <summary>Makes numbers with bounds of their own.</summary>
    /// <param name="low">Lowest values; negative infinity for none.</param>
    /// <param name="high">Highest values, as many; infinity for none.</param>
    /// <param name="element">What the numbers are. Default single precision.</param>
    /// <exception cref="ArgumentException">The bounds differ in number, are out of order, or not of the element type.</exception>
    public Box(ReadOnlySpan<float> low, ReadOnlySpan<float> high, ElementType element = ElementType.Single)
        : this(low.ToArray(), high.ToArray(), [low.Length], element)
    {
    }

    /// <summary>Makes an array of numbers with bounds of their own.</summary>
    /// <param name="low">Lowest values in row-major order; negative infinity for none.</param>
    /// <param name="high">Highest values in row-major order; infinity for none.</param>
    /// <param name="shape">The lengths of the array; their product is the number of bounds.</param>
    /// <param name="element">What the numbers are. Default single precision.</param>
    /// <exception cref="ArgumentException">
    /// The bounds do not fit the shape, are out of order, not numbers, or not of the element type.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    public Box(ReadOnlySpan<float> low, ReadOnlySpan<float> high, ReadOnlySpan<int> shape, ElementType element = ElementType.Single)
        : this(low.ToArray(), high.ToArray(), [.. shape], element)
    {
    }

    private Box(float[] low, float[] high, ImmutableArray<int> shape, ElementType element)
        : base(SizeOf(shape.AsSpan()), shape)
    {
        if (low.Length != Size)
            throw new ArgumentException($"There are {low.Length} lower bounds, but {ShapeText} has {Size} numbers.", nameof(low));
        if (high.Length != Size)
            throw new ArgumentException($"There are {high.Length} upper bounds, but {ShapeText} has {Size} numbers.", nameof(high));
        CheckBounds(low, high, element);
        (_low, _high, Element) = (low, high, element);
        int[] indices = [.. Enumerable.Range(0, Size)];
        _unbounded = [.. indices.Where(i => float.IsInfinity(low[i]) && float.IsInfinity(high[i]))];
        _boundedBelow = [.. indices.Where(i => float.IsFinite(low[i]) && float.IsInfinity(high[i]))];
        _boundedAbove = [.. indices.Where(i => float.IsInfinity(low[i]) && float.IsFinite(high[i]))];
        _bounded = [.. indices.Where(i => float.IsFinite(low[i]) && float.IsFinite(high[i]))];
    }

    /// <summary>Lowest value of each number; negative infinity where there is none.</summary>
    public ReadOnlySpan<float> Low => _low;

    /// <summary>Highest value of each number; infinity where there is none.</summary>
    public ReadOnlySpan<float> High => _high;

    /// <summary>What the numbers are.</summary>
    public ElementType Element { get; }

    /// <summary>Whether every number has both bounds.</summary>
    public bool IsBounded => _bounded.Length == Size;

    /// <inheritdoc/>
    public override bool Equals(Space? other) => other is Box box && Element == box.Element
        && Shape.AsSpan().SequenceEqual(box.Shape.AsSpan())
        && Low.SequenceEqual(box.Low) && High.SequenceEqual(box.High);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Element, Size == 0 ? 0 : _low[0], Size == 0 ? 0 : _high[0]);

    /// <inheritdoc/>
    public override string ToString() => $"Box({Text(_low)}, {Text(_high)}, {ShapeText}, {Element.NumPyName()})";

    /// <summary>
    /// Normal where there is no bound, exponential from the bound where there is one, uniform between two; in this order,
    /// which is Gymnasium's, so that the draws are.
    /// </summary>
    private protected override void OnSample(Pcg64 rng, Span<float> destination)
    {
        foreach (int i in _unbounded)
            destination[i] = (float)rng.Normal();
        foreach (int i in _boundedBelow)
            destination[i] = (float)(rng.Exponential() + _low[i]);
        foreach (int i in _boundedAbove)
            destination[i] = (float)(-rng.Exponential() + _high[i]);
        if (Element.IsInteger())
        {
            foreach (int i in _bounded)
                destination[i] = (float)Math.Floor(rng.Uniform(_low[i], _high[i] + 1.0));
        }
        else
        {
            foreach (int i in _bounded)
                destination[i] = (float)rng.Uniform((double)_low[i], _high[i]);
        }
    }

    /// <inheritdoc/>
    private protected override bool OnContains(ReadOnlySpan<float> value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!(value[i] >= _low[i] && value[i] <= _high[i]))
                return false;
            if (Element.IsInteger() && value[i] != MathF.Floor(value[i]))
                return false;
        }

        return true;
    }

    private static int SizeOf(ReadOnlySpan<int> shape)
    {
        int size = 1;
        foreach (int length in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(shape));
            size = checked(size * length);
        }

        return size;
    }

    private static float[] Repeat(float bound, ReadOnlySpan<int> shape)
    {
        float[] bounds = new float[SizeOf(shape)];
        Array.Fill(bounds, bound);
        return bounds;
    }

    private static void CheckBounds(float[] low, float[] high, ElementType element)
    {
        if (!Enum.IsDefined(element))
            throw new ArgumentOutOfRangeException(nameof(element), element, "This is no element type.");
        for (int i = 0; i < low.Length; i++)
        {
            if (!(low[i] <= high[i]))
                throw new ArgumentException($"The bounds {low[i]} and {high[i]} of number {i} are out of order.", nameof(low));
            if (low[i] < element.Smallest() || low[i] == float.PositiveInfinity)
                throw new ArgumentException($"The lower bound {low[i]} of number {i} is no value of {element}.", nameof(low));
            if (high[i] > element.Largest() || high[i] == float.NegativeInfinity)
                throw new ArgumentException($"The upper bound {high[i]} of number {i} is no value of {element}.", nameof(high));
            if (element.IsInteger() && (low[i] != MathF.Floor(low[i]) || high[i] != MathF.Floor(high[i])))
                throw new ArgumentException($"The bounds {low[i]} and {high[i]} of number {i} are no integers.", nameof(low));
        }
    }

    private string Text(float[] bounds)
    {
        if (bounds.Length > 0 && bounds.AsSpan().IndexOfAnyExcept(bounds[0]) < 0)
            return Text(bounds[0]);
        return $"[{string.Join(' ', bounds.Select(Text))}]";
    }

    private string Text(float bound)
    {
        if (float.IsInfinity(bound))
            return bound > 0 ? "inf" : "-inf";
        string text = bound.ToString(CultureInfo.InvariantCulture);
        return Element.IsInteger() || text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
