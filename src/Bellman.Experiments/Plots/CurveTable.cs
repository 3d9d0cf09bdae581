using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>The curves of several runs at common places, ready to be drawn, averaged or written down.</summary>
/// <param name="Axis">What the places are in.</param>
/// <param name="Places">
/// The places, in ascending order: those of the values themselves where they are few, otherwise evenly spread.
/// </param>
/// <param name="Runs">A trace for each run, in their order; its arrays have the length of <paramref name="Places"/>.</param>
public sealed record CurveTable(CurveAxis Axis, double[] Places, IReadOnlyList<CurveTrace> Runs)
{
    private static readonly CurveTrace Nothing = new([], [], []);

    /// <summary>Looks at what readers have read.</summary>
    /// <param name="readers">The readers, <see langword="null"/> for a run that has no such figure.</param>
    /// <param name="axis">What the curves are drawn against.</param>
    /// <param name="points">How many places there are at most, at least 2.</param>
    /// <param name="window">Over how many values running means are taken, at least 1.</param>
    /// <param name="after">The left end of what is looked at. Default: the beginning.</param>
    /// <param name="to">The right end. Default: the end.</param>
    public static CurveTable Of(
        IReadOnlyList<CurveReader?> readers, CurveAxis axis, int points, int window, double after = double.NegativeInfinity, double to = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        double[] places = Exact(readers, axis, points, after, to) ?? Even(readers, axis, points, after, to);
        return new CurveTable(axis, places, [.. readers.Select(reader => reader?.Trace(axis, places, window, after) ?? Empty(places.Length))]);
    }

    /// <summary>A run's trace where it has no values.</summary>
    private static CurveTrace Empty(int length)
    {
        if (length == 0) return Nothing;
        double[] nothing = new double[length];
        Array.Fill(nothing, double.NaN);
        return new CurveTrace(nothing, nothing, nothing);
    }

    private static double[]? Exact(IReadOnlyList<CurveReader?> readers, CurveAxis axis, int points, double after, double to)
    {
        var places = new SortedSet<double>();
        foreach (CurveReader? reader in readers)
        {
            if (reader is null) continue;
            if (reader.Places(axis, after, to, points) is not { } own) return null;
            places.UnionWith(own);
            if (places.Count > points) return null;
        }

        return [.. places];
    }

    private static double[] Even(IReadOnlyList<CurveReader?> readers, CurveAxis axis, int points, double after, double to)
    {
        (double First, double Last)[] ranges = [.. readers.Select(reader => reader?.Range(axis)).OfType<(double, double)>()];
        if (ranges.Length == 0) return [];
        double low = Math.Max(after, ranges.Min(range => range.First)), high = Math.Min(to, ranges.Max(range => range.Last));
        if (high <= low) return [];
        double[] places = new double[points];
        for (int i = 0; i < points; i++) places[i] = low + ((high - low) * i / (points - 1));
        return places;
    }
}
