namespace Bellman.Training;

/// <summary>A curve as it is drawn: for each place of a grid a running mean, and the extremes since the place before.</summary>
/// <param name="Mean">The running means; not a number where nothing happened since the place before.</param>
/// <param name="Low">The smallest values.</param>
/// <param name="High">The largest values.</param>
public sealed record CurveTrace(double[] Mean, double[] Low, double[] High)
{
    /// <summary>
    /// Looks at a curve at the places of a grid. The mean is taken over as many values as asked for, and over all since the place before where those are more.
    /// </summary>
    /// <param name="curve">The curve.</param>
    /// <param name="axis">What the grid is in.</param>
    /// <param name="grid">The places, in ascending order.</param>
    /// <param name="window">Over how many values the mean is taken, at least 1; as many as there are at the beginning.</param>
    /// <param name="after">Values up to here belong to no place, but count in running means. Default: none.</param>
    public static CurveTrace Of(Curve curve, CurveAxis axis, ReadOnlySpan<double> grid, int window, double after = double.NegativeInfinity)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var sums = new RunningSums(curve, axis);
        var trace = new CurveTrace(new double[grid.Length], new double[grid.Length], new double[grid.Length]);
        double before = double.IsNegativeInfinity(after) ? 0 : sums.CountUpTo(after);
        int bucket = sums.FirstBeyond(after);
        for (int i = 0; i < grid.Length; i++)
        {
            double count = sums.CountUpTo(grid[i]);
            trace.Mean[i] = count > before ? sums.MeanOfLast(Math.Max(window, count - before), count) : double.NaN;
            (trace.Low[i], trace.High[i], bucket) = sums.Extremes(bucket, grid[i], i > 0 ? grid[i - 1] : after);
            before = count;
        }

        return trace;
    }
}
