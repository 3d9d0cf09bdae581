using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class CheckpointEveryTests
{
    [Fact]
    public void Run_FolderCannotBeMade_WarnsOnceTrainsOnAndReportsIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("occupied"), "");
        var warnings = new List<string>();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var trainer = new Trainer(env, new DummyAgent(env))
        {
            Seed = 1,
            Warn = warnings.Add,
            Callbacks = { new CheckpointEvery(folder.File("occupied", "checkpoints"), steps: 100) },
        };
        TrainingReport report = trainer.Run(250);
        Assert.Equal(250, report.Steps);
        Assert.Contains("at 100 steps", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("at 250 steps", Assert.Single(report.Unwritten), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DiskHasRoomAgain_ReportsNothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("checkpoints"), "");
        var warnings = new List<string>();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var trainer = new Trainer(env, new DummyAgent(env))
        {
            Seed = 1,
            Warn = warnings.Add,
            Callbacks =
            {
                new CheckpointEvery(folder.File("checkpoints"), steps: 100),
                new RecordingCallback { Stepped = context => { if (context.Step == 150) File.Delete(folder.File("checkpoints")); } },
            },
        };
        Assert.Empty(trainer.Run(250).Unwritten);
        Assert.Single(warnings);
        Assert.True(File.Exists(folder.File("checkpoints", "step-000000200.ckpt")));
    }

    [Fact]
    public void Run_CheckpointStandsFirst_HoldsWhatOthersDidInTheSameStep()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var counter = new Counter();
        new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { new CheckpointEvery(folder.Path, 100), counter } }.Run(150);
        var other = new Counter();
        using var otherEnv = new SyncVectorEnv(() => new CountingEnv());
        var trainer = new Trainer(otherEnv, new DummyAgent(otherEnv)) { Callbacks = { new ConsoleProgress(TextWriter.Null), other } };
        trainer.Load(folder.File("step-000000100.ckpt"));
        Assert.Equal(100, other.Count);
    }

    [Fact]
    public void Load_CallbacksOfTheSameType_KeepTheirOwnStates()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { new Counter(), new Counter(by: 2) } };
        trainer.Run(10);
        trainer.Save(folder.File("a.ckpt"));
        var first = new Counter();
        var second = new Counter();
        var third = new Counter();
        new Trainer(env, new DummyAgent(env)) { Callbacks = { first, second, third } }.Load(folder.File("a.ckpt"));
        Assert.Equal((10, 20, 0), (first.Count, second.Count, third.Count));
    }

    [Fact]
    public void Run_OldOnesCannotBeRemoved_WarnsOnceAndReportsNothingUnwritten()
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var checkpoints = new CheckpointFolder(folder.Path, keep: 1, _ => throw new IOException("It is held."));
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Warn = warnings.Add, Callbacks = { new CheckpointEvery(checkpoints, 100) } };
        Assert.Empty(trainer.Run(400).Unwritten);
        Assert.Equal(4, checkpoints.Files.Count);
        Assert.Contains("an old one can't be removed", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EnvironmentThatCannotBeSaved_WarnsAtTheStartAndTrainsOnWithoutCheckpoints()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        run.WriteConfig([]);
        var warnings = new List<string>();
        long warnedAt = -1;
        using var env = new SyncVectorEnv(() => new SolvingEnv(_ => 1));
        var options = new TrainingOptions { Steps = 250, CheckpointEvery = 100 };
        using var training = new TrainingRun(run, env, new DummyAgent(env), options, seed: 1) { Warn = warnings.Add };
        training.Callbacks.Add(new RecordingCallback { Stepped = context => { if (warnedAt < 0 && warnings.Count > 0) warnedAt = context.Step; } });
        Assert.Equal(250, training.Run().Steps);
        Assert.Equal(1, warnedAt);
        Assert.StartsWith("SolvingEnv overrides neither OnSave nor OnLoad", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(training.Report!.Unwritten);
        Assert.True(File.Exists(run.ModelFile));
        Assert.True(File.Exists(run.BestModelFile));
        Assert.Empty(new CheckpointFolder(run.CheckpointsFolder).Files);
    }

    private sealed class Counter(int by = 1) : ICallback
    {
        public int Count { get; private set; }

        public void OnStep(TrainingContext context) => Count += by;

        public void Save(CheckpointWriter writer) => writer.Write("count", Count);

        public void Load(CheckpointReader reader) => Count = reader.ReadInt32("count");
    }
}
