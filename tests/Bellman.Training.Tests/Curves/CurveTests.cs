namespace Bellman.Training.Tests;

public sealed class CurveTests
{
    [Fact]
    public void Trace_FewValues_IsTheRunningMeanOfEach()
    {
        double[] values = [3, 5, 1, double.NaN, 7, 9];
        var curve = new Curve();
        for (int i = 0; i < values.Length; i++) curve.Add(Sample(i + 1, values[i]));
        CurveTrace trace = CurveTrace.Of(curve, CurveAxis.Episodes, [1, 2, 3, 4, 5, 6], window: 2);
        Assert.Equal([3, 4, 3, double.NaN, 4, 8], trace.Mean);
        Assert.Equal([3, 5, 1, double.NaN, 7, 9], trace.Low);
        Assert.Equal([3, 5, 1, double.NaN, 7, 9], trace.High);
    }

    [Fact]
    public void Trace_CoarseGrid_TakesEverythingSinceThePlaceBefore()
    {
        var curve = new Curve();
        for (int i = 1; i <= 100; i++) curve.Add(Sample(i, i));
        CurveTrace trace = CurveTrace.Of(curve, CurveAxis.Episodes, [50, 100], window: 1);
        Assert.Equal([25.5, 75.5], trace.Mean);
        Assert.Equal([1, 51], trace.Low);
        Assert.Equal([50, 100], trace.High);
        CurveTrace later = CurveTrace.Of(curve, CurveAxis.Episodes, [60, 70], window: 20, after: 50);
        Assert.Equal([50.5, 60.5], later.Mean);
        Assert.Equal([51, 61], later.Low);
    }

    /// <summary>However many values share a bucket, no extreme is lost and no running mean moves by more than a bucket's values can make it.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(1025)]
    [InlineData(40_000)]
    public void Trace_BucketsMerged_StaysNearTheExactRunningMean(int count)
    {
        const int window = 2000;
        double[] values = [.. Enumerable.Range(0, count).Select(i => Math.Sin(i / 500.0) + (i == count / 3 ? 50 : 0))];
        var curve = new Curve(capacity: 256);
        for (int i = 0; i < count; i++) curve.Add(Sample(i + 1, values[i]));
        Assert.Equal(count, curve.Rows);
        double[] grid = [.. Enumerable.Range(1, 20).Select(i => Math.Floor(i * count / 20.0))];
        CurveTrace trace = CurveTrace.Of(curve, CurveAxis.Episodes, grid, window);
        for (int i = 0; i < grid.Length; i++)
        {
            int end = (int)grid[i], from = Math.Max(0, end - Math.Max(window, i > 0 ? end - (int)grid[i - 1] : end));
            double exact = values[from..end].Average(), edge = 50.0 * curve.RowsPerBucket / Math.Min(end, window);
            Assert.InRange(trace.Mean[i], exact - edge - 0.2, exact + edge + 0.2);
        }

        Assert.InRange(trace.High.Max(), 49, 51);
        Assert.Equal(values[..(int)grid[^1]].Average(), CurveTrace.Of(curve, CurveAxis.Episodes, [grid[^1]], 1).Mean[0], 6);
    }

    [Fact]
    public void Add_CapacityReached_KeepsTheNumberOfValues()
    {
        var curve = new Curve(capacity: 4);
        for (int i = 1; i <= 9; i++) curve.Add(Sample(i, 1));
        Assert.Equal((4L, 9L), (curve.RowsPerBucket, curve.Rows));
        Assert.Equal([4L, 4L, 1L], curve.Buckets.ToArray().Select(bucket => bucket.Count));
        Assert.Equal([4, 8, 9], curve.Buckets.ToArray().Select(bucket => bucket.Step));
    }

    private static CurveSample Sample(double place, double value) => new(place, place, place, value, (long)place);
}
