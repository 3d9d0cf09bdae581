using Bellman.Core;

namespace Bellman.Training.Tests;

/// <summary>Trains the small agent in a run folder, as a program would: each call is a fresh process as far as objects go.</summary>
internal sealed record RunHarness(string Folder, int Worlds = 1)
{
    public TrainingOptions Options { get; init; } = new()
    {
        Steps = 3_000,
        CheckpointEvery = 250,
        KeepCheckpoints = 3,
        EvaluateEvery = 400,
        EvaluationEpisodes = 3,
        ValidationStates = 20,
        LogEvery = 300,
        SnapshotEveryEpisodes = 100,
        SolvedReturn = 5,
    };

    public ulong Seed { get; init; } = 5;

    public List<string> Warnings { get; } = [];

    public DummyAgent? Agent { get; private set; }

    public TrainingReport? Report { get; private set; }

    public long? ResumedAt { get; private set; }

    public Action<TrainingContext>? Stepped { get; init; }

    public Action<EvaluationEpisode>? Evaluated { get; init; }

    public RunSummary Run(bool resume = false, CancellationToken cancellation = default)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 17), Worlds);
        Agent = new DummyAgent(env, Seed);
        RunFolder folder = resume ? RunFolder.Open(Folder) : RunFolder.CreateAt(Folder);
        if (!resume) folder.WriteConfig([]);
        using var run = new TrainingRun(folder, env, Agent, Options, Seed)
        {
            Preset = "test",
            Warn = Warnings.Add,
            EvaluationEpisodeEnded = Evaluated,
        };
        run.Callbacks.Add(new RecordingCallback { Stepped = Stepped });
        ResumedAt = resume ? run.Resume() : null;
        RunSummary summary = run.Run(cancellation);
        Report = run.Report;
        return summary;
    }

    /// <summary>The table of progress without its last column, the seconds.</summary>
    public string[] Rows() => [.. File.ReadAllLines(Path.Combine(Folder, "progress.csv")).Select(line => line[..line.LastIndexOf(',')])];

    /// <summary>The events that do not depend on the clock.</summary>
    public string[] Events()
    {
        string[] clocked = ["episode_seconds", "steps_per_second", "memory_used"];
        return [.. EventFile.Read(Path.Combine(Folder, TensorBoardSink.FileName))
            .Where(entry => !clocked.Contains(entry.Tag))
            .Select(entry => $"{entry.Step} {entry.Tag} {entry.Value} {entry.Histogram?.Sum}")];
    }

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>Copies what is on the disk at this moment: what a killed process would leave.</summary>
    public RunHarness CopyTo(string other)
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == ".lock") continue;
            string target = Path.Combine(other, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using FileStream from = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using FileStream to = File.Create(target);
            from.CopyTo(to);
        }

        return new RunHarness(other, Worlds) { Options = Options };
    }

    public void AssertSameResults(RunHarness other)
    {
        Assert.Equal(other.Bytes("model.bellman"), Bytes("model.bellman"));
        Assert.Equal(other.Bytes("best.bellman"), Bytes("best.bellman"));
        Assert.Equal(other.Rows(), Rows());
        Assert.Equal(other.Events(), Events());
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(other.Folder, "snapshots")).Order()];
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(name), Bytes(Path.Combine("snapshots", Path.GetFileName(name)))));
        RunSummary mine = Clockless(RunFolder.Open(Folder).ReadSummary()!), theirs = Clockless(RunFolder.Open(other.Folder).ReadSummary()!);
        Assert.Equal(theirs, mine);
    }

    private static RunSummary Clockless(RunSummary summary) =>
        summary with { WallSeconds = 0, StepsPerSecond = 0, SolvedAtSeconds = summary.SolvedAtSeconds is null ? null : 0 };
}
