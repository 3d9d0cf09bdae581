namespace Bellman.Experiments;

/// <summary>Summaries of few, skewed numbers, as trainings over several seeds give them.</summary>
public static class Statistics
{
    /// <summary>The median: the middle value, or the mean of the two middle ones.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = Sorted(values);
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>
    /// The interquartile mean: of the middle half of the values, those at its edges counted by the part that belongs to it
    /// (Agarwal et al. 2021, who recommend it for reinforcement learning).
    /// </summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double InterquartileMean(IEnumerable<double> values)
    {
        double[] sorted = Sorted(values);
        double low = sorted.Length / 4.0, high = sorted.Length - low, sum = 0;
        for (int i = 0; i < sorted.Length; i++) sum += sorted[i] * Math.Max(0, Math.Min(high, i + 1) - Math.Max(low, i));
        return sum / (high - low);
    }

    private static double[] Sorted(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Order()];
        return sorted.Length > 0 ? sorted : throw new ArgumentException("There are no values.", nameof(values));
    }
}
