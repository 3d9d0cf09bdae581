namespace Bellman.Core;

/// <summary>
/// Maps each number of one box affinely onto another, bounds onto bounds. A number without bounds has none on the other side either and keeps its
/// scale. Numbers beyond the bounds map to numbers beyond them.
/// </summary>
internal sealed class AffineMap
{
    private readonly Box _from;
    private readonly Box _to;
    private readonly double[] _scale;

    /// <summary>Makes the map.</summary>
    /// <param name="from">Where numbers come from.</param>
    /// <param name="to">Where they go; a box of the same size.</param>
    /// <param name="parameter">The caller's parameter that the bounds of <paramref name="to"/> or <paramref name="from"/> came from.</param>
    /// <exception cref="ArgumentException">A number is bounded on one side alone, or has no room.</exception>
    public AffineMap(Box from, Box to, string parameter)
    {
        (_from, _to) = (from, to);
        _scale = new double[from.Size];
        for (int i = 0; i < _scale.Length; i++)
        {
            if (float.IsFinite(from.Low[i]) != float.IsFinite(to.Low[i]) || float.IsFinite(from.High[i]) != float.IsFinite(to.High[i]))
                throw new ArgumentException($"The bounds of number {i} would map {Range(from, i)} onto {Range(to, i)}: infinite bounds only go with infinite ones.", parameter);
            bool bounded = float.IsFinite(from.Low[i]) && float.IsFinite(from.High[i]);
            if (bounded && (from.Low[i] == from.High[i] || to.Low[i] == to.High[i]))
                throw new ArgumentException($"The bounds of number {i} would map {Range(from, i)} onto {Range(to, i)}, where one has no room.", parameter);
            _scale[i] = bounded ? ((double)to.High[i] - to.Low[i]) / ((double)from.High[i] - from.Low[i]) : 1;
        }
    }

    /// <summary>A box of the same shape with other bounds.</summary>
    /// <exception cref="ArgumentException">The bounds do not fit the box, or are out of order.</exception>
    public static Box Rescaled(Box box, IReadOnlyList<float> low, IReadOnlyList<float> high, string lowName, string highName)
    {
        float[] lows = WrappedSpace.ForEach(low, box.Size, lowName), highs = WrappedSpace.ForEach(high, box.Size, highName);
        for (int i = 0; i < lows.Length; i++)
        {
            if (!(lows[i] < highs[i])) throw new ArgumentException($"{lowName} must be below {highName}, but they are {lows[i]} and {highs[i]}.", lowName);
        }

        return new Box(lows, highs, box.Shape.AsSpan(), box.Element == ElementType.Double ? ElementType.Double : ElementType.Single);
    }

    /// <summary>Maps a row.</summary>
    public void Map(ReadOnlySpan<float> from, Span<float> to)
    {
        for (int i = 0; i < _scale.Length; i++) to[i] = Map(i, from[i]);
    }

    private static string Range(Box box, int i) => FormattableString.Invariant($"[{box.Low[i]}, {box.High[i]}]");

    private float Map(int i, float value)
    {
        float fromLow = _from.Low[i], fromHigh = _from.High[i], toLow = _to.Low[i], toHigh = _to.High[i];
        if (float.IsInfinity(fromLow)) return float.IsInfinity(fromHigh) ? value : (float)((double)toHigh - fromHigh + value);

        // Rounding must not carry a number out of the bounds that it was within.
        double mapped = toLow + (((double)value - fromLow) * _scale[i]);
        return (float)(value >= fromLow && value <= fromHigh ? Math.Clamp(mapped, toLow, toHigh) : mapped);
    }
}
