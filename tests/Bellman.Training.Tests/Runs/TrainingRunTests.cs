using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class TrainingRunTests
{
    [Fact]
    public void Run_Finished_LeavesAllFiles()
    {
        using var folder = new TemporaryFolder();
        var run = new RunHarness(folder.File("run"));
        run.Run();
        IEnumerable<string> files = Directory.EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(run.Folder, file))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                ".lock",
                "best.bellman",
                Path.Combine("checkpoints", "step-000002500.ckpt"),
                Path.Combine("checkpoints", "step-000002750.ckpt"),
                Path.Combine("checkpoints", "step-000003000.ckpt"),
                "config.json",
                "events.out.tfevents.bellman",
                "model.bellman",
                "progress.csv",
                Path.Combine("snapshots", "episode-000100.bellman"),
                "summary.json",
            ],
            files);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void Run_Finished_SummaryHasExactlyTheseKeys()
    {
        using var folder = new TemporaryFolder();
        var run = new RunHarness(folder.File("run"));
        RunSummary summary = run.Run();
        JsonObject json = JsonNode.Parse(File.ReadAllText(folder.File("run", "summary.json")))!.AsObject();
        Assert.Equal(
            [
                "environment", "agent", "preset", "seed", "steps", "episodes", "updates", "wall_seconds", "steps_per_second",
                "solved", "solved_at_episode", "solved_at_step", "solved_at_seconds",
                "mean_return_last_100", "best_mean_return_100", "evaluation", "model_sha256",
            ],
            json.Select(pair => pair.Key));
        Assert.Equal(["episodes", "mean", "std", "min", "max"], json["evaluation"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal((3_000, 176, 3_000), (summary.Steps, summary.Episodes, summary.Updates));
        Assert.Equal(("dummy", "test", 5ul), (summary.Agent, summary.Preset, summary.Seed));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(run.Bytes("model.bellman"))), summary.ModelSha256);
        Assert.Equal(summary, RunFolder.Open(run.Folder).ReadSummary());
        Assert.Equal(3, summary.Evaluation!.Episodes);
    }

    [Fact]
    public void Run_ModelFile_LoadsIntoAnotherAgent()
    {
        using var folder = new TemporaryFolder();
        var run = new RunHarness(folder.File("run"));
        run.Run();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var other = new DummyAgent(env);
        other.Load(folder.File("run", "model.bellman"));
        Assert.Equal(run.Agent!.Weights, other.Weights);
    }

    [Fact]
    public void Run_Cancelled_SavesEverythingButEvaluatesNothing()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var run = new RunHarness(folder.File("run")) { Stepped = context => { if (context.Step == 333) cancellation.Cancel(); } };
        RunSummary summary = run.Run(cancellation: cancellation.Token);
        Assert.Equal((StopReason.Cancelled, 333L), (run.Report!.StopReason, summary.Steps));
        Assert.Null(summary.Evaluation);
        Assert.True(File.Exists(folder.File("run", "checkpoints", "step-000000333.ckpt")));
        Assert.True(File.Exists(folder.File("run", "model.bellman")));
        Assert.True(File.Exists(folder.File("run", "best.bellman")));
    }

    [Fact]
    public void Run_RewardTurnsBad_LastGoodCheckpointStands()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        run.WriteConfig([]);
        var options = new TrainingOptions { Steps = 1_000, CheckpointEvery = 100 };
        using (var env = new SyncVectorEnv(() => new CountingEnv { BadRewardAt = 250 }))
        using (var training = new TrainingRun(run, env, new DummyAgent(env), options, seed: 1))
            Assert.Throws<TrainingDivergedException>(() => training.Run());

        Assert.Equal("step-000000200.ckpt", Path.GetFileName(new CheckpointFolder(run.CheckpointsFolder).Files[0]));
        using var good = new SyncVectorEnv(() => new CountingEnv());
        using var resumed = new TrainingRun(run, good, new DummyAgent(good), options, seed: 1);
        Assert.Equal(200, resumed.Resume());
        Assert.Equal(1_000, resumed.Run().Steps);
        Assert.Equal(101, File.ReadAllLines(run.ProgressFile).Length);
    }

    [Theory]
    [InlineData(200, 100, 100)]
    [InlineData(250, 100, 200)]
    [InlineData(1_000, 0, 800)]
    public void Run_WeightsAreRuined_NothingOfThemIsSaved(long ruinedAt, long checkpointEvery, long lastSnapshot)
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        run.WriteConfig([]);
        var options = new TrainingOptions { Steps = 1_000, CheckpointEvery = checkpointEvery, SnapshotEvery = checkpointEvery > 0 ? 100 : 800 };
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using (var training = new TrainingRun(run, env, new DummyAgent(env) { RuinedAt = ruinedAt }, options, seed: 1))
            Assert.Throws<TrainingDivergedException>(() => training.Run());

        Assert.False(File.Exists(run.ModelFile));
        string[] models = Directory.GetFiles(run.SnapshotsFolder);
        Assert.EndsWith($"step-{lastSnapshot:D9}.bellman", models.Max(StringComparer.Ordinal)!, StringComparison.Ordinal);
        foreach (string file in (string[])[.. models, .. File.Exists(run.BestModelFile) ? [run.BestModelFile] : Array.Empty<string>()])
            Assert.All(CheckpointReader.Open(file, Agent.ModelKind).ReadSingles("weights"), weight => Assert.True(float.IsFinite(weight)));
        foreach (string file in new CheckpointFolder(run.CheckpointsFolder).Files)
            Assert.All(CheckpointReader.Open(file, Trainer.CheckpointKind).ReadSingles("agent/weights"), weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void Constructor_FolderIsInUse_Throws()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var first = new TrainingRun(run, env, new DummyAgent(env), new TrainingOptions(), seed: 1);
        Assert.Throws<IOException>(() => new TrainingRun(run, env, new DummyAgent(env), new TrainingOptions(), seed: 1));
    }

    [Fact]
    public void Resume_CheckpointOfAnotherAgent_SaysSo()
    {
        using var folder = new TemporaryFolder();
        new RunHarness(folder.File("run")).Run();
        using var env = new SyncVectorEnv(() => new CountingEnv(), 2);
        using var run = new TrainingRun(RunFolder.Open(folder.File("run")), env, new DummyAgent(env), new TrainingOptions(), seed: 5);
        var exception = Assert.Throws<CheckpointFormatException>(() => run.Resume());
        Assert.Contains("step-000003000.ckpt", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NoSummary_NamesTheFile()
    {
        var exception = Assert.Throws<FormatException>(() => RunSummary.Parse("{}", "broken.json"));
        Assert.Contains("broken.json", exception.Message, StringComparison.Ordinal);
    }
}
