using Bellman.Testing;

namespace Bellman.Core.Tests;

public class MetricsTests
{
    [Fact]
    public void Scalar_SinceTheReset_HasMeanMaximumAndLast()
    {
        ScalarMetric loss = new Metrics().Scalar("loss");
        Assert.True(double.IsNaN(loss.Mean) && double.IsNaN(loss.Maximum) && double.IsNaN(loss.Last));
        loss.Record(-3);
        loss.Record(-1);
        Assert.Equal((2L, -2.0, -1.0, -1.0), (loss.Count, loss.Mean, loss.Maximum, loss.Last));
        loss.Reset();
        Assert.Equal((0L, -1.0), (loss.Count, loss.Last));
        loss.Record(-5);
        Assert.Equal((1L, -5.0, -5.0), (loss.Count, loss.Mean, loss.Maximum));
    }

    /// <summary>Training asks for epsilon at the end of each episode, of agents too that have none.</summary>
    [Fact]
    public void Find_KnownAndUnknownName_AllocatesNothing()
    {
        var metrics = new Metrics();
        ScalarMetric loss = metrics.Scalar("loss");
        AllocationAssert.Zero(
            () =>
            {
                Assert.Same(loss, metrics.Find("loss"));
                Assert.Null(metrics.Find("epsilon"));
            },
            repetitions: 100);
    }

    [Fact]
    public void Histogram_BeyondItsCapacity_KeepsTheNewest()
    {
        HistogramMetric histogram = new Metrics().Histogram("q");
        const int recorded = (3 * HistogramMetric.Capacity) + 5;
        for (int i = 0; i < recorded; i++)
        {
            histogram.Record(i);
            Assert.Equal(Math.Min(i + 1, HistogramMetric.Capacity), histogram.Values.Length);
        }

        float[] values = histogram.Values.ToArray();
        Array.Sort(values);
        Assert.Equal(Enumerable.Range(recorded - HistogramMetric.Capacity, HistogramMetric.Capacity).Select(i => (float)i), values);
        histogram.Reset();
        Assert.True(histogram.Values.IsEmpty);
    }

    [Fact]
    public void Scalar_AskedForTwice_IsTheSame()
    {
        var metrics = new Metrics();
        Assert.Same(metrics.Scalar("loss"), metrics.Scalar("loss"));
        Assert.Same(metrics.Histogram("q"), metrics.Histogram("q"));
        Assert.Null(metrics.Find("epsilon"));
        Assert.Single(metrics.Scalars);
    }

    [Fact]
    public void Load_OfWhatWasSaved_GoesOnTheSame()
    {
        var metrics = new Metrics();
        metrics.Scalar("loss").Record(4);
        metrics.Histogram("q").Record(7);
        byte[] saved = InMemory.Write(metrics.Save);
        var other = new Metrics();
        other.Scalar("loss");
        other.Histogram("q");
        other.Load(InMemory.Read(saved));
        Assert.Equal((4.0, 1L), (other.Scalar("loss").Mean, other.Scalar("loss").Count));
        Assert.Equal([7f], other.Histogram("q").Values);
        Assert.Equal(saved, InMemory.Write(other.Save));
    }

    [Fact]
    public void Record_ManyTimes_AllocatesNothing()
    {
        var metrics = new Metrics();
        ScalarMetric loss = metrics.Scalar("loss");
        HistogramMetric q = metrics.Histogram("q");
        AllocationAssert.Zero(() =>
        {
            loss.Record(1);
            q.Record(2);
        }, repetitions: 5000);
    }
}
