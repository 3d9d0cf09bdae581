using System.Globalization;
using System.Text;

namespace Bellman.Training.Tests;

public sealed class CurveReaderTests
{
    private const string Header = "episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds\n";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Read_RowsAppended_GoesOnAndLeavesHalfARow()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("progress.csv");
        File.WriteAllText(file, Header + "1,10,-5.5,-5.5,,,,0.1\n2,20,7,0.75,0.5,1e-3,2,0.2\n3,3");
        var curves = new RunCurves(folder.Path);
        CurveReader reader = curves.Reader("return")!;
        reader.Read(Long);
        Assert.Equal([10, 20], reader.Places(CurveAxis.Steps, double.NegativeInfinity, double.PositiveInfinity, 100)!);
        Assert.Equal([-5.5, 7], reader.Trace(CurveAxis.Steps, [10, 20], 1).Mean);
        File.AppendAllText(file, "0,1,0.8,0.5,1e-3,2,0.3\n");
        Assert.True(reader.Read(Long));
        Assert.Equal([1, 2, 3], reader.Places(CurveAxis.Episodes, double.NegativeInfinity, double.PositiveInfinity, 100)!);
        Assert.Equal((10, 30), reader.Range(CurveAxis.Steps));
        Assert.Equal(1, reader.Progress);
        CurveReader loss = curves.Reader("loss")!;
        loss.Read(Long);
        Assert.Equal([2, 3], loss.Places(CurveAxis.Episodes, double.NegativeInfinity, double.PositiveInfinity, 100)!);
    }

    /// <summary>A resumed run cuts off what lies beyond its checkpoint and writes other rows there, perhaps more than there were.</summary>
    [Fact]
    public void Read_FileCutBackAndWrittenOn_ReadsItAnew()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("progress.csv");
        File.WriteAllText(file, Header + "1,10,1,1,,,,0.1\n2,20,2,1.5,,,,0.2\n");
        CurveReader reader = new RunCurves(folder.Path).Reader("return")!;
        reader.Read(Long);
        File.WriteAllText(file, Header + "1,10,1,1,,,,0.1\n2,20,9,5,,,,0.2\n3,30,9,6,,,,0.3\n");
        reader.Read(Long);
        Assert.Equal([1, 9, 9], reader.Trace(CurveAxis.Steps, [10, 20, 30], 1).Mean);
    }

    [Fact]
    public void Trace_SmallPartOfALongFile_IsReadAgainExactly()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder(Header);
        const int count = 50_000;
        for (int i = 1; i <= count; i++) text.Append(CultureInfo.InvariantCulture, $"{i},{10 * i},{i % 7},0,,,,{i * 0.5}\n");
        File.WriteAllText(folder.File("progress.csv"), text.ToString());
        CurveReader reader = new RunCurves(folder.Path).Reader("return")!;
        while (!reader.Read(TimeSpan.Zero)) Assert.InRange(reader.Progress, 0, 1);
        Assert.Null(reader.Places(CurveAxis.Episodes, 30_000, 30_010, 100));
        double[] grid = [.. Enumerable.Range(30_001, 10).Select(i => (double)i)];
        CurveTrace trace = reader.Trace(CurveAxis.Episodes, grid, window: 3, after: 30_000);
        Assert.Equal(grid.Select(i => (double)((int)i % 7)), trace.High);
        for (int i = 0; i < grid.Length; i++) Assert.Equal(Enumerable.Range((int)grid[i] - 2, 3).Average(k => k % 7), trace.Mean[i], 9);
    }

    [Fact]
    public void Sketch_LongFile_ShowsItsWholeCourseUntilItIsRead()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder(Header);
        const int count = 150_000;
        for (int i = 1; i <= count; i++) text.Append(CultureInfo.InvariantCulture, $"{i},{10 * i},{i + (i % 2 == 0 ? 40 : -40)},0,,,,{i * 0.5}\n");
        File.WriteAllText(folder.File("progress.csv"), text.ToString());
        CurveReader reader = new RunCurves(folder.Path).Reader("return")!;
        Assert.True(reader.Sketch(window: 20));
        Assert.Equal(0, reader.Progress);
        (double first, double last) = reader.Range(CurveAxis.Episodes)!.Value;
        Assert.InRange(first, 1, 500);
        Assert.Equal(count, last);
        double[] grid = [.. Enumerable.Range(1, 100).Select(i => i * count / 100.0)];
        AssertRises(reader.Trace(CurveAxis.Episodes, grid, 20), from: 0, places: 40);

        // What is read takes the place of the sketch, bit by bit.
        Assert.False(reader.Read(TimeSpan.Zero));
        CurveTrace half = reader.Trace(CurveAxis.Episodes, grid, 20);
        int read = half.High.Count(double.IsFinite);
        Assert.InRange(read, 2, 98);
        Assert.Equal(grid[read - 2] - (count / 200), half.Mean[read - 2], tolerance: 25);
        AssertRises(half, from: read, places: 10);
        while (!reader.Read(TimeSpan.Zero)) Assert.InRange(reader.Progress, 0, 1);
        Assert.All(reader.Trace(CurveAxis.Episodes, grid, 20).High, high => Assert.True(double.IsFinite(high)));
        Assert.False(reader.Sketch(window: 20));

        void AssertRises(CurveTrace trace, int from, int places)
        {
            Assert.All(trace.High.Skip(from), high => Assert.True(double.IsNaN(high)));
            Assert.InRange(trace.Mean.Skip(from).Count(double.IsFinite), places, 60);
            for (int i = from; i < grid.Length; i++)
            {
                // The mean of 20 rows up to the sample's last one, which lies in the hundredth before the place.
                if (double.IsFinite(trace.Mean[i])) Assert.InRange(trace.Mean[i], grid[i] - (count / 100) - 10, grid[i]);
            }
        }
    }

    [Fact]
    public void Sketch_LongEventFile_CountsValuesAsIfTheyWereEvenlySpread()
    {
        using var folder = new TemporaryFolder();
        using (var sink = new TensorBoardSink(folder.Path))
        {
            for (int i = 1; i <= 30_000; i++)
            {
                sink.Scalar("loss", 2 * i, 100 * i);
                if (i % 50 == 0) sink.Histogram("q_value/0", [1, 2, 3], 100 * i);
            }
        }

        CurveReader reader = new RunCurves(folder.Path).Reader("loss")!;
        Assert.True(reader.Sketch(window: 1));
        double[] grid = [.. Enumerable.Range(1, 10).Select(i => i * 3000.0)];
        CurveTrace trace = reader.Trace(CurveAxis.Episodes, grid, 1);
        for (int i = 0; i < 10; i++) Assert.Equal(2 * (grid[i] - 1500), trace.Mean[i], tolerance: 1000);
        Assert.Equal(3_000_000, reader.Range(CurveAxis.Steps)!.Value.Last);
    }

    [Fact]
    public void Metrics_TableAndEvents_NameEachFigureOnce()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("progress.csv"), Header.TrimEnd() + ",entropy\n");
        using (var sink = new TensorBoardSink(folder.Path))
        {
            foreach (string name in (string[])["episode_return", "loss", "entropy", "episode_return_avg"]) sink.Scalar(name, 1, 10);
            sink.Histogram("q_value/0", [1, 2], 10);
        }

        Assert.Equal(
            ["return", "mean_return_last_100", "epsilon", "loss", "max_q", "entropy", "episode_return_avg"], new RunCurves(folder.Path).Metrics());
    }

    [Fact]
    public void Reader_EventFileAlone_HasItsScalars()
    {
        using var folder = new TemporaryFolder();
        using (var sink = new TensorBoardSink(folder.Path))
        {
            for (int i = 1; i <= 3; i++)
            {
                sink.Scalar("episode_return", i, 100 * i);
                sink.Scalar("loss", -i, 100 * i);
                sink.Histogram("q_value/0", [1, 2], 100 * i);
            }
        }

        var curves = new RunCurves(folder.Path);
        Assert.Equal(["return", "loss"], curves.Metrics().OrderDescending());
        CurveReader reader = curves.Reader("return")!;
        reader.Read(Long);
        Assert.Equal([100, 200, 300], reader.Places(CurveAxis.Steps, double.NegativeInfinity, double.PositiveInfinity, 10)!);
        Assert.Equal([1, 2, 3], reader.Trace(CurveAxis.Episodes, [1, 2, 3], 1).Mean);
        Assert.Null(reader.Damage);
    }

    /// <summary>The values of Stable-Baselines3 are means of 100 episodes: one of them covers a window of 100, two cover 200.</summary>
    [Theory]
    [InlineData("rollout/ep_rew_mean", 100, new double[] { 1, 2, 3 })]
    [InlineData("rollout/ep_rew_mean", 200, new double[] { 1, 1.5, 2.5 })]
    [InlineData("charts/episodic_return", 2, new double[] { 1, 1.5, 2.5 })]
    public void Reader_EventsOfOtherPrograms_HaveTheReturn(string tag, int window, double[] means)
    {
        using var folder = new TemporaryFolder();
        using (var sink = new TensorBoardSink(folder.Path))
        {
            for (int i = 1; i <= 3; i++)
            {
                sink.Scalar(tag, i, 100 * i);
                sink.Scalar("a", -i, 100 * i);
            }
        }

        var curves = new RunCurves(folder.Path);
        Assert.Equal(["return", "a", tag], curves.Metrics());
        CurveReader reader = curves.Reader("return")!;
        reader.Read(Long);
        Assert.Equal(means, reader.Trace(CurveAxis.Steps, [100, 200, 300], window).Mean);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Reader_EventFileDamaged_KeepsWhatCameBeforeAndSaysWhere(int into)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File(TensorBoardSink.FileName);
        long good;
        using (var sink = new TensorBoardSink(folder.Path))
        {
            sink.Scalar("loss", 1, 10);
            sink.Flush();
            good = new FileInfo(file).Length;
            sink.Scalar("loss", 2, 20);
        }

        byte[] bytes = File.ReadAllBytes(file);
        bytes[good + into] ^= 1;
        File.WriteAllBytes(file, bytes);
        CurveReader reader = new RunCurves(folder.Path).Reader("loss")!;
        reader.Read(Long);
        Assert.Equal([10], reader.Places(CurveAxis.Steps, double.NegativeInfinity, double.PositiveInfinity, 10)!);
        Assert.Equal($"The event file is damaged at byte {good}: a checksum does not match.", reader.Damage);
    }

    /// <summary>Scalars as TensorFlow 2 writes them: a tensor of type float with the packed number, or with the bytes.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void Reader_TensorOfOneNumber_IsAScalar(int field)
    {
        using var folder = new TemporaryFolder();
        ProtobufBuffer tensor = new(), value = new(), summary = new(), content = new();
        tensor.Int64(1, 1);
        tensor.Bytes(field, BitConverter.GetBytes(2.5f));
        value.String(1, "rollout/ep_rew_mean");
        value.Bytes(8, tensor.Written);
        summary.Bytes(1, value.Written);
        content.Double(1, 1_700_000_000);
        content.Int64(2, 4096);
        content.Bytes(5, summary.Written);
        byte[] record = [.. BitConverter.GetBytes((long)content.Written.Length), .. new byte[4], .. content.Written, .. new byte[4]];
        BitConverter.TryWriteBytes(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        BitConverter.TryWriteBytes(record.AsSpan(record.Length - 4), Crc32C.Masked(content.Written));
        File.WriteAllBytes(folder.File("events.out.tfevents.1700000000.host.1.0"), record);
        CurveReader reader = new RunCurves(folder.Path).Reader("rollout/ep_rew_mean")!;
        reader.Read(Long);
        Assert.Equal([2.5], reader.Trace(CurveAxis.Steps, [4096], 1).Mean);
    }

    [Fact]
    public void Synchronize_InTheMidstOfAFile_FindsTheNextRecord()
    {
        using var folder = new TemporaryFolder();
        using (var sink = new TensorBoardSink(folder.Path))
        {
            for (int i = 0; i < 5; i++) sink.Scalar("loss", i, i);
        }

        byte[] bytes = File.ReadAllBytes(folder.File(TensorBoardSink.FileName));
        int first = EventRecord.Find(bytes, out _), second = EventRecord.Find(bytes.AsSpan(first), out _);
        Assert.Equal(first - 1, EventRecord.Synchronize(bytes.AsSpan(1)));
        Assert.Equal(second - 3, EventRecord.Synchronize(bytes.AsSpan(first + 3)));
    }
}
