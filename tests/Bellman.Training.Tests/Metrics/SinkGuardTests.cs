using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class SinkGuardTests
{
    [Fact]
    public void Run_SinkFails_WarnsOnceAndTrainsTheSame()
    {
        var warnings = new List<string>();
        var failing = new FailingSink(after: 20);
        Assert.Equal(Train([], warnings), Train([failing], warnings));
        Assert.Contains("FailingSink", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("No space left", warnings[0], StringComparison.Ordinal);
        Assert.Equal(21, failing.Calls);
    }

    [Fact]
    public void Run_OneSinkFails_TheOthersGetEverything()
    {
        var healthy = new FailingSink(after: int.MaxValue);
        Train([new FailingSink(after: 3), healthy], []);
        Assert.True(healthy.Calls > 3_000);
    }

    [Fact]
    public void Run_EventFileCannotBeMade_WarnsOnce()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("occupied"), "");
        var warnings = new List<string>();
        using var sink = new TensorBoardSink(folder.File("occupied"));
        Train([sink], warnings);
        Assert.Contains("TensorBoardSink", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DiskGetsFull_TheEventFileEndsWithAWholeRecord()
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        using (var sink = new TensorBoardSink(folder.Path, null, path => new FullDisk(path, room: 100_000))) Train([sink], warnings);
        Assert.Contains("No space left", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.NotEmpty(EventFile.Read(folder.File(TensorBoardSink.FileName)));
    }

    private static float[] Train(IMetricSink[] sinks, List<string> warnings)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        var trainer = new Trainer(env, agent) { Seed = 1, Warn = warnings.Add };
        foreach (IMetricSink sink in sinks) trainer.Sinks.Add(sink);
        trainer.Run(5_000);
        return agent.Weights;
    }

    private sealed class FailingSink(int after) : IMetricSink
    {
        public int Calls { get; private set; }

        public void Scalar(string name, double value, long step)
        {
            Calls++;
            if (Calls > after) throw new IOException("No space left on device");
        }

        public void Dispose()
        {
        }
    }
}
