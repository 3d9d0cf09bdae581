using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training.Tests;

public sealed class ResumeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Resume_StoppedAtRandomSteps_EndsInTheSameBytes(int worlds)
    {
        using var folder = new TemporaryFolder();
        var whole = new RunHarness(folder.File("whole"), worlds);
        whole.Run();
        var random = new Pcg64(11);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            string path = folder.File($"stopped{attempt}");
            RunHarness stopped = Stopping(path, worlds, random.NextUInt64() % 1_500);
            stopped.Run();
            Stopping(path, worlds, 1_500 + (random.NextUInt64() % 1_500)).Run(resume: true);
            var last = new RunHarness(path, worlds);
            last.Run(resume: true);
            last.AssertSameResults(whole);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Resume_KilledAtRandomSteps_EndsInTheSameBytes(int worlds)
    {
        using var folder = new TemporaryFolder();
        var random = new Pcg64(12);
        long[] moments = [.. Enumerable.Range(0, 10).Select(_ => (long)(250 + (random.NextUInt64() % 2_750)))];
        var copies = new List<RunHarness>();
        RunHarness whole = null!;
        whole = new RunHarness(folder.File("whole"), worlds)
        {
            Stepped = context =>
            {
                if (copies.Count < moments.Length && context.Step >= moments.Order().ElementAt(copies.Count))
                    copies.Add(whole.CopyTo(folder.File($"killed{copies.Count}")));
            },
        };
        whole.Run();
        Assert.Equal(moments.Length, copies.Count);
        foreach (RunHarness killed in copies)
        {
            killed.Run(resume: true);
            killed.AssertSameResults(whole);
        }
    }

    [Fact]
    public void Resume_KilledWhileWritingACheckpoint_GoesOnFromTheOneBefore()
    {
        using var folder = new TemporaryFolder();
        var whole = new RunHarness(folder.File("whole"));
        whole.Run();
        RunHarness killed = StopAndCopy(folder, 1_100);
        File.WriteAllBytes(Path.Combine(killed.Folder, "checkpoints", "step-000001250.ckpt.tmp"), new byte[100]);
        killed.Run(resume: true);
        Assert.Equal(1_100, killed.ResumedAt);
        killed.AssertSameResults(whole);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(-1)]
    public void Resume_NewestCheckpointIsDamaged_FallsBackAndSaysSo(int at)
    {
        using var folder = new TemporaryFolder();
        var whole = new RunHarness(folder.File("whole"));
        whole.Run();
        RunHarness damaged = StopAndCopy(folder, 1_100);
        string newest = Path.Combine(damaged.Folder, "checkpoints", "step-000001100.ckpt");
        byte[] bytes = File.ReadAllBytes(newest);
        if (at < 0) bytes = bytes[..(bytes.Length / 2)];
        else bytes[at] ^= 1;
        File.WriteAllBytes(newest, bytes);
        damaged.Run(resume: true);
        Assert.Equal(1_000, damaged.ResumedAt);
        Assert.Contains("step-000001100.ckpt", Assert.Single(damaged.Warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(newest + ".damaged"));
        damaged.AssertSameResults(whole);
    }

    [Fact]
    public void Resume_NothingSavedYet_StartsFromTheBeginning()
    {
        using var folder = new TemporaryFolder();
        var whole = new RunHarness(folder.File("whole"));
        whole.Run();
        var early = new RunHarness(folder.File("early"));
        Directory.CreateDirectory(early.Folder);
        File.Copy(Path.Combine(whole.Folder, "config.json"), Path.Combine(early.Folder, "config.json"));
        File.WriteAllText(Path.Combine(early.Folder, "progress.csv"), ProgressCsv.Header + "\n");
        early.Run(resume: true);
        Assert.Null(early.ResumedAt);
        early.AssertSameResults(whole);
    }

    [Theory]
    [InlineData("a 'model.bellman'")]
    [InlineData("a 'best.bellman'", "model.bellman")]
    [InlineData("a 'summary.json'", "model.bellman", "best.bellman")]
    [InlineData("a table of episodes", "model.bellman", "best.bellman", "summary.json")]
    public void Resume_ResultsButNoCheckpoint_IsRefusedAndOverwritesNothing(string result, params string[] missing)
    {
        using var folder = new TemporaryFolder();
        RunHarness run = StopAndCopy(folder, 200);
        Directory.Delete(Path.Combine(run.Folder, "checkpoints"), recursive: true);
        foreach (string file in missing) File.Delete(Path.Combine(run.Folder, file));
        byte[] table = run.Bytes("progress.csv");
        var exception = Assert.Throws<CheckpointFormatException>(() => run.Run(resume: true));
        Assert.StartsWith($"'{run.Folder}' has no checkpoint to go on from, but {result},", exception.Message, StringComparison.Ordinal);
        Assert.Equal(table, run.Bytes("progress.csv"));
    }

    [Fact]
    public void Resume_AllCheckpointsDamaged_IsRefusedEachTime()
    {
        using var folder = new TemporaryFolder();
        RunHarness run = StopAndCopy(folder, 600);
        foreach (string file in Directory.GetFiles(Path.Combine(run.Folder, "checkpoints"))) File.WriteAllText(file, "damaged");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var exception = Assert.Throws<CheckpointFormatException>(() => run.Run(resume: true));
            Assert.Contains("but a damaged one", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, run.Warnings.Count);
        Assert.All(run.Warnings[..2], warning => Assert.EndsWith("Trying the checkpoint before it.", warning, StringComparison.Ordinal));
        Assert.EndsWith("this is not a Bellman file.", run.Warnings[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_AnotherSeed_IsRefused()
    {
        using var folder = new TemporaryFolder();
        RunHarness run = StopAndCopy(folder, 200);
        run = run with { Seed = 6 };
        var exception = Assert.Throws<CheckpointFormatException>(() => run.Run(resume: true));
        Assert.EndsWith("it was written by a training with seed 5, but the run's configuration has seed 6.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_FinishedRunWithMoreSteps_EndsAsALongerRun()
    {
        using var folder = new TemporaryFolder();
        var longer = new RunHarness(folder.File("longer"));
        longer = longer with { Options = longer.Options with { Steps = 4_500 } };
        longer.Run();
        var resumed = new RunHarness(folder.File("resumed"));
        resumed.Run();
        resumed = resumed with { Options = longer.Options };
        resumed.Run(resume: true);
        Assert.Equal(3_000, resumed.ResumedAt);
        resumed.AssertSameResults(longer);
    }

    [Fact]
    public void Resume_StoppedDuringEachEvaluation_EndsInTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var whole = new RunHarness(folder.File("whole"));
        whole.Run();
        string path = folder.File("stopped");
        for (int evaluation = 1; evaluation <= 7; evaluation++)
        {
            using var cancellation = new CancellationTokenSource();
            int episodes = 0;
            int last = evaluation == 1 ? 2 : 5;
            var stopped = new RunHarness(path) { Evaluated = _ => { if (++episodes == last) cancellation.Cancel(); } };
            stopped.Run(resume: evaluation > 1, cancellation.Token);
            Assert.Equal(evaluation * 400, stopped.Report!.Steps);
        }

        var resumed = new RunHarness(path);
        resumed.Run(resume: true);
        resumed.AssertSameResults(whole);
    }

    [Fact]
    public void Run_OtherCheckpointTiming_TrainsTheSame()
    {
        using var folder = new TemporaryFolder();
        var often = new RunHarness(folder.File("often"));
        often = often with { Options = often.Options with { CheckpointEvery = 60 } };
        often.Run();
        var never = new RunHarness(folder.File("never"));
        never = never with { Options = never.Options with { CheckpointEvery = 0 } };
        never.Run();
        never.AssertSameResults(often);
        Assert.Equal(["step-000003000.ckpt"], Directory.EnumerateFiles(Path.Combine(never.Folder, "checkpoints")).Select(Path.GetFileName));
        Assert.Equal(3, Directory.EnumerateFiles(Path.Combine(often.Folder, "checkpoints")).Count());
    }

    private static RunHarness Stopping(string path, int worlds, ulong step) =>
        new(path, worlds) { Stepped = context => { if (context.Step >= (long)step) context.RequestStop(); } };

    private static RunHarness StopAndCopy(TemporaryFolder folder, ulong step)
    {
        RunHarness stopped = Stopping(folder.File("stopped"), 1, step);
        stopped.Run();
        return stopped.CopyTo(folder.File("copy"));
    }
}
