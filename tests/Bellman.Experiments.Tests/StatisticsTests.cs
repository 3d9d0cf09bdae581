namespace Bellman.Experiments.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(2.0, new[] { 3.0, 1.0, 2.0 })]
    [InlineData(2.5, new[] { 4.0, 1.0, 2.0, 3.0 })]
    [InlineData(7.0, new[] { 7.0 })]
    public void Median_Values_IsTheMiddle(double expected, double[] values) => Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void InterquartileMean_EightValues_LeavesOutTwoAtEitherEnd() =>
        Assert.Equal(4.5, Statistics.InterquartileMean([100, -100, 3, 4, 5, 6, -50, 50]));

    [Fact]
    public void InterquartileMean_FiveValues_CountsEdgesInPart() =>
        Assert.Equal(((0.75 * 2) + 3 + (0.75 * 5)) / 2.5, Statistics.InterquartileMean([1, 2, 3, 5, 9]), 12);

    [Fact]
    public void Median_NoValues_IsRefused() => Assert.Throws<ArgumentException>(() => Statistics.Median([]));

    /// <summary>For many values the bootstrap comes to the textbook's interval, mean ± 1.96 standard errors.</summary>
    [Fact]
    public void Bootstrap_ManyValues_IsTheNormalInterval()
    {
        var random = new Numerics.SeedStreams(3).Stream("values");
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => 50 + (10 * random.Normal()))];
        double mean = values.Average();
        double error = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) / values.Length);
        ConfidenceInterval interval = Statistics.Bootstrap(values);
        Assert.Equal(mean - (1.96 * error), interval.Low, 0.05);
        Assert.Equal(mean + (1.96 * error), interval.High, 0.05);
    }

    /// <summary>Of two values, a resample's mean is either of them with probability 1/4, and their middle with 1/2.</summary>
    [Fact]
    public void Bootstrap_TwoValues_HasThemAsBounds()
    {
        Assert.Equal(new ConfidenceInterval(1, 3), Statistics.Bootstrap([3, 1]));
        Assert.Equal(new ConfidenceInterval(2, 2), Statistics.Bootstrap([3, 1], confidence: 0.4));
    }

    /// <summary>One value in twenty that is far off moves the mean, and hardly ever the middle half.</summary>
    [Fact]
    public void Bootstrap_OtherStatistic_IsTakenOfEachResample()
    {
        double[] values = [.. Enumerable.Range(0, 19).Select(i => (double)i), 1000];
        Assert.InRange(Statistics.Bootstrap(values, Statistics.InterquartileMean).High, 8, 19);
        Assert.InRange(Statistics.Bootstrap(values).High, 100, 300);
    }

    [Fact]
    public void Bootstrap_SameValuesInAnotherOrder_IsTheSameInterval() =>
        Assert.Equal(Statistics.Bootstrap([5, 1, 4, 2]), Statistics.Bootstrap([1, 2, 4, 5]));

    [Fact]
    public void Bootstrap_NoValues_IsRefused() => Assert.Throws<ArgumentException>(() => Statistics.Bootstrap([]));
}
