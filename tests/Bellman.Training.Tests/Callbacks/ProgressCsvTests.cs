using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class ProgressCsvTests
{
    [Fact]
    public void Run_Episodes_HaveARowEach()
    {
        using var folder = new TemporaryFolder();
        Train(folder.File("progress.csv"), 1_050, []);
        string[] lines = File.ReadAllLines(folder.File("progress.csv"));
        Assert.Equal("episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds", lines[0]);
        Assert.Equal(106, lines.Length);
        string[] last = lines[^1].Split(',');
        Assert.Equal(("105", "1050", "0.3"), (last[0], last[1], last[4]));
        double[] returns = [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[2]))];
        Assert.Equal(returns[^100..].Average(), double.Parse(last[3]), 9);
        Assert.Equal(returns[..3].Average(), double.Parse(lines[3].Split(',')[3]), 9);
        Assert.True(double.Parse(last[5]) > 0);
        Assert.True(double.Parse(last[7]) >= 0);
    }

    [Fact]
    public void Run_AgentWithoutFigures_LeavesThemEmpty()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using (var csv = new ProgressCsv(folder.File("progress.csv")))
            new Trainer(env, new SilentAgent(env)) { Seed = 1, Callbacks = { csv } }.Run(10);
        Assert.StartsWith("1,10,0,0,,,,0.", File.ReadAllLines(folder.File("progress.csv"))[1], StringComparison.Ordinal);
    }

    /// <summary>An agent that learns a policy has an entropy where one with action values has an epsilon: its figures follow, and details stay out.</summary>
    [Fact]
    public void Run_AgentWithOtherFigures_HasColumnsForThem()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new SilentAgent(env);
        agent.Metrics.Scalar("entropy").Record(0.25);
        agent.Metrics.Scalar("gradient_norm/layers.0").Record(7);
        agent.Metrics.Scalar("policy_loss");
        using (var csv = new ProgressCsv(folder.File("progress.csv")))
            new Trainer(env, agent) { Seed = 1, Callbacks = { csv } }.Run(20);
        string[] lines = File.ReadAllLines(folder.File("progress.csv"));
        Assert.Equal("episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds,entropy,policy_loss", lines[0]);
        Assert.EndsWith(",0.25,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DiskIsFull_WarnsOnceAndTrainsOn()
    {
        if (!File.Exists("/dev/full")) return;
        var warnings = new List<string>();
        Assert.Equal(1_000, Train("/dev/full", 1_000, warnings).Steps);
        Assert.Contains("/dev/full", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DiskGetsFull_WarnsOnceAndTheFileEndsWithAWholeRow()
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        string path = folder.File("progress.csv");
        var whole = new ProgressCsv(folder.File("whole.csv"));
        using var csv = new ProgressCsv(path, file => new FullDisk(file, room: 100_000));
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Warn = warnings.Add, Callbacks = { csv, whole } };
        Assert.Equal(100_000, trainer.Run(100_000).Steps);
        whole.Dispose();
        Assert.Contains("No space left", Assert.Single(warnings), StringComparison.Ordinal);
        string[] all = File.ReadAllLines(folder.File("whole.csv"));
        string[] rows = File.ReadAllLines(path);
        Assert.InRange(rows.Length, 100, all.Length - 1);
        Assert.Equal(all[..rows.Length], rows);
    }

    [Fact]
    public void Run_FolderCannotBeMade_WarnsOnceAndTrainsOn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("occupied"), "");
        var warnings = new List<string>();
        Assert.Equal(1_000, Train(folder.File("occupied", "progress.csv"), 1_000, warnings).Steps);
        Assert.Single(warnings);
    }

    /// <summary>Three processes: the second can't open the table, and its checkpoint must not make the third one cut it away.</summary>
    [Fact]
    public void Resume_AfterATrainingThatCouldNotOpenTheTable_KeepsItsRows()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("progress.csv"), checkpoint = folder.File("a.ckpt");
        Go(new ProgressCsv(path), 200, resume: false);
        byte[] before = File.ReadAllBytes(path);
        Go(new ProgressCsv(path, _ => throw new UnauthorizedAccessException("It belongs to somebody else.")), 300, resume: true);
        Assert.Equal(before, File.ReadAllBytes(path));
        Go(new ProgressCsv(path), 400, resume: true);
        string[] rows = File.ReadAllLines(path);
        Assert.Equal(31, rows.Length);
        Assert.StartsWith("40,400,", rows[^1], StringComparison.Ordinal);

        void Go(ProgressCsv csv, long steps, bool resume)
        {
            using var env = new SyncVectorEnv(() => new CountingEnv());
            var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Warn = _ => { }, Callbacks = { csv } };
            if (resume) trainer.Load(checkpoint);
            trainer.Run(steps);
            trainer.Save(checkpoint);
            csv.Dispose();
        }
    }

    [Fact]
    public void Resume_CheckpointKnowsNoTable_CutsNothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("progress.csv"), checkpoint = folder.File("a.ckpt");
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var never = new ProgressCsv(path, _ => throw new IOException("No such device."));
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Warn = _ => { }, Callbacks = { never } };
        trainer.Run(100);
        trainer.Save(checkpoint);
        File.WriteAllText(path, ProgressCsv.Header + "\nprecious\n");

        using var csv = new ProgressCsv(path);
        var resumed = new Trainer(env, new DummyAgent(env)) { Callbacks = { csv } };
        resumed.Load(checkpoint);
        resumed.Run(110);
        csv.Dispose();
        Assert.Equal([ProgressCsv.Header, "precious"], File.ReadAllLines(path)[..2]);
    }

    private static TrainingReport Train(string path, long steps, List<string> warnings)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var csv = new ProgressCsv(path);
        return new Trainer(env, new DummyAgent(env)) { Seed = 1, Warn = warnings.Add, Callbacks = { csv } }.Run(steps);
    }

    private sealed class SilentAgent(VectorEnv env) : Agent(env.ObservationSpace, env.ActionSpace)
    {
        public override string Name => "silent";

        public override object Options { get; } = new TrainingOptions();

        public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => actions.Clear();

        public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => action.Clear();

        public override void Observe(in Transitions transitions)
        {
        }

        public override void Update()
        {
        }

        public override void SaveState(CheckpointWriter writer)
        {
        }

        public override void LoadState(CheckpointReader reader)
        {
        }

        protected override void SaveModel(CheckpointWriter writer)
        {
        }

        protected override void LoadModel(CheckpointReader reader)
        {
        }
    }
}
