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
}
