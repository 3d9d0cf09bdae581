namespace Bellman.Experiments;

/// <summary>The mean of several runs with a band in which it lies with 95% confidence, at the places of a <see cref="CurveTable"/>.</summary>
/// <param name="Mean">The means; not a number where a run has not been or is over.</param>
/// <param name="Low">The lower ends of the bootstrap intervals.</param>
/// <param name="High">The upper ends.</param>
public sealed record SeedBand(double[] Mean, double[] Low, double[] High)
{
    private const int Resamples = 500;

    /// <summary>Averages running means over seeds, from where all runs have begun up to where the first has ended.</summary>
    /// <param name="places">The places of the values.</param>
    /// <param name="runs">The running means of each run at the places; between two of its values a run goes in a straight line.</param>
    public static SeedBand Of(ReadOnlySpan<double> places, IReadOnlyList<double[]> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        double[][] filled = new double[runs.Count][];
        for (int i = 0; i < filled.Length; i++) filled[i] = Filled(places, runs[i]);
        var band = new SeedBand(new double[places.Length], new double[places.Length], new double[places.Length]);
        double[] values = new double[runs.Count];
        for (int i = 0; i < places.Length; i++)
        {
            for (int run = 0; run < values.Length; run++) values[run] = filled[run][i];
            bool all = values.Length > 0 && values.All(double.IsFinite);
            band.Mean[i] = all ? values.Average() : double.NaN;
            (band.Low[i], band.High[i]) = all && values.Length > 1 ? Interval(values) : (double.NaN, double.NaN);
        }

        return band;
    }

    private static (double Low, double High) Interval(double[] values)
    {
        ConfidenceInterval interval = Statistics.Bootstrap(values, resamples: Resamples);
        return (interval.Low, interval.High);
    }

    private static double[] Filled(ReadOnlySpan<double> places, double[] values)
    {
        double[] filled = [.. values];
        int last = -1;
        for (int i = 0; i < filled.Length; i++)
        {
            if (!double.IsFinite(filled[i])) continue;
            for (int j = last + 1; last >= 0 && j < i; j++)
                filled[j] = filled[last] + ((filled[i] - filled[last]) * (places[j] - places[last]) / (places[i] - places[last]));
            last = i;
        }

        return filled;
    }
}
