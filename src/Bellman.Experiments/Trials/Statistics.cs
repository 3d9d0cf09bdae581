using Bellman.Numerics;

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

    /// <summary>
    /// Between which bounds a statistic lies, by the percentile bootstrap (Efron 1979): it is taken of many samples that are drawn from the values with
    /// replacement, and the bounds leave the same share of the results out on either side. Few values say little of the tails, so that the interval of three or five
    /// seeds is rather too narrow.
    /// </summary>
    /// <param name="values">The values, for instance one for each seed.</param>
    /// <param name="statistic">What is taken of each sample, for instance <see cref="InterquartileMean"/>. Default: the mean.</param>
    /// <param name="confidence">The share of the results between the bounds, from 0 to 1. Default 0.95.</param>
    /// <param name="resamples">How many samples are drawn, at least 1. Default 10,000.</param>
    /// <param name="seed">The seed of the draws: the same one gives the same interval. Default 0.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static ConfidenceInterval Bootstrap(
        IEnumerable<double> values, Func<IEnumerable<double>, double>? statistic = null, double confidence = 0.95, int resamples = 10_000, ulong seed = 0)
    {
        // In order, so that the interval does not depend on which training finished first.
        double[] sorted = Sorted(values);
        Check.Range(confidence, 0, 1, nameof(confidence));
        Check.Positive(resamples, nameof(resamples));
        statistic ??= Enumerable.Average;
        Pcg64 random = new SeedStreams(seed).Stream("bootstrap");
        var sample = new double[sorted.Length];
        var results = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            for (int j = 0; j < sample.Length; j++) sample[j] = sorted[random.Next(sorted.Length)];
            results[i] = statistic(sample);
        }

        Array.Sort(results);
        double outside = (1 - confidence) / 2;
        return new ConfidenceInterval(Quantile(results, outside), Quantile(results, 1 - outside));
    }

    /// <summary>The quantile of sorted values, in a straight line between the two nearest.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static double[] Sorted(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Order()];
        return sorted.Length > 0 ? sorted : throw new ArgumentException("There are no values.", nameof(values));
    }
}
