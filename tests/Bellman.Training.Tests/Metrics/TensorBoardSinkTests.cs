using System.Text;
using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class TensorBoardSinkTests
{
    [Fact]
    public void Crc32C_CheckString_IsThePublishedValue()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        byte[] text = Encoding.ASCII.GetBytes("a text of more than eight bytes, and not a multiple of eight");
        for (int length = 0; length <= text.Length; length++)
            Assert.Equal(EventFile.Crc(text.AsSpan(0, length)), Crc32C.Of(text.AsSpan(0, length)));
    }

    [Fact]
    public void Scalars_Written_ReadBack()
    {
        using var folder = new TemporaryFolder();
        using (var sink = new TensorBoardSink(folder.Path, new FixedTime(1_700_000_000)))
        {
            sink.Scalar("episode_return", -136.75, 300);
            sink.Scalar("loss", 0.5, 5_000_000_000);
        }

        List<EventFile.Entry> entries = EventFile.Read(folder.File(TensorBoardSink.FileName));
        Assert.Equal("brain.Event:2", entries[0].FileVersion);
        Assert.Equal(3, entries.Count);
        Assert.Equal(("episode_return", -136.75f, 300L), (entries[1].Tag, entries[1].Value, entries[1].Step));
        Assert.Equal(("loss", 0.5f, 5_000_000_000L), (entries[2].Tag, entries[2].Value, entries[2].Step));
        Assert.All(entries, entry => Assert.Equal(1_700_000_000.0, entry.WallTime));
    }

    [Fact]
    public void Histogram_Written_CountsEveryFiniteValue()
    {
        using var folder = new TemporaryFolder();
        using (var sink = new TensorBoardSink(folder.Path))
        {
            sink.Histogram("q_value/1", [1, 2, 3, 4, float.NaN, 31], 10);
            sink.Histogram("q_value/1", [7, 7, 7], 20);
            sink.Histogram("q_value/1", [float.NaN], 30);
        }

        List<EventFile.Entry> entries = EventFile.Read(folder.File(TensorBoardSink.FileName));
        Assert.Equal(3, entries.Count);
        EventFile.Histogram many = entries[1].Histogram!;
        Assert.Equal((1.0, 31.0, 5.0, 41.0, 991.0), (many.Minimum, many.Maximum, many.Number, many.Sum, many.SumOfSquares));
        Assert.Equal((30, 30), (many.Limits.Length, many.Counts.Length));
        Assert.Equal([1, 1, 1, 1], many.Counts[..4]);
        Assert.Equal((1.0, 5.0, 31.0), (many.Counts[29], many.Counts.Sum(), many.Limits[29]));
        EventFile.Histogram same = entries[2].Histogram!;
        Assert.Equal([7.0], same.Limits);
        Assert.Equal([3.0], same.Counts);
    }

    [Fact]
    public void Train_WithSink_WritesTheScalarsAndAHistogramForEachAction()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using (var sink = new TensorBoardSink(folder.Path))
        {
            new Trainer(env, new DummyAgent(env))
            {
                Seed = 1,
                Options = new TrainingOptions { LogEvery = 100 },
                Sinks = { sink },
                Callbacks = { new EvaluateEvery(steps: 500, episodes: 2) { ValidationStates = 50 } },
            }.Run(1_000);
        }

        List<EventFile.Entry> entries = EventFile.Read(folder.File(TensorBoardSink.FileName));
        Assert.Equal(100, entries.Count(entry => entry.Tag == "episode_return"));
        string[] wanted =
        [
            "episode_return", "episode_steps", "episode_seconds", "steps_per_second", "memory_used", "loss",
            "episode_return_avg", "avg_max_q_value",
        ];
        Assert.All(wanted, name => Assert.Contains(entries, entry => entry.Tag == name));
        Assert.Equal([500, 1_000], entries.Where(entry => entry.Tag == "avg_max_q_value").Select(entry => entry.Step));
        Assert.Equal(10, entries.Count(entry => entry.Tag == "q_value/0" && entry.Histogram!.Number == 100));
        Assert.Equal(10, entries.Count(entry => entry.Tag == "q_value/1"));
        Assert.All(entries.Where(entry => entry.Tag == "episode_steps"), entry => Assert.Equal(10, entry.Value));
    }

    private sealed class FixedTime(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
