using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>Sweeps: what they train, what they keep, and that they go on.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("bellman-test-").FullName;

    [Fact]
    public void Run_AnyNumberOfJobs_ComesToTheSameResults()
    {
        string one = Results(Small(jobs: 1), "one"), three = Results(Small(jobs: 3), "three");
        Assert.Equal(one, three);
        Assert.Equal(1 + (2 * 3), one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Run_Trial_IsTheTrainingOfItsOptionsAndSeed()
    {
        Sweep sweep = Small();
        SweepResults results = sweep.Run(SweepFolder.Open(_path));
        TrialResult alone = Trials.Run(sweep.Settings[1].Options, seed: 2, sweep.EvaluationEpisodes);
        SweepTrial trial = results.Of(sweep.Settings[1]).Single(trial => trial.Seed == 2);
        Assert.Equal(alone.Summary.ModelSha256, trial.Summary!.ModelSha256);
        Assert.Equal(alone.Evaluation.Mean, trial.Score);
    }

    [Fact]
    public void Run_Again_TrainsNothing()
    {
        SweepResults first = Small().Run(SweepFolder.Open(_path));
        Assert.Empty(Begun(Small()));
        SweepResults second = SweepFolder.Open(_path).Read(Small());
        Assert.Equal(first.Rows().Select(row => row.Mean), second.Rows().Select(row => row.Mean));
    }

    [Fact]
    public void Run_MoreValuesAndSeeds_TrainsWhatIsNew()
    {
        Small().Run(SweepFolder.Open(_path));
        Sweep larger = Make("agent.learning_rate=1e-3,1e-2,3e-3", [0, 1, 2, 3], jobs: 2);
        Assert.Equal(
            ["1e-2 seed 3", "1e-3 seed 3", "3e-3 seed 0", "3e-3 seed 1", "3e-3 seed 2", "3e-3 seed 3"],
            Begun(larger).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_OtherOptionsInTheSameFolder_AreTrained()
    {
        Small().Run(SweepFolder.Open(_path));
        Sweep other = Make("agent.learning_rate=1e-3", [0], 1, "agent.batch_size=8");
        Assert.Single(Begun(other));
    }

    [Fact]
    public void Run_Cancelled_KeepsWhatHadFinishedAndGoesOn()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        Sweep sweep = Small(jobs: 1);
        SweepResults results = folder.Read(sweep);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => sweep.Run(folder, results, ended: (_, _) =>
        {
            if (results.Count == 2) source.Cancel();
        }, cancellation: source.Token));
        Assert.Equal(2, results.Count);
        Assert.Equal(2, File.ReadLines(folder.TableFile).Count() - 1);
        Assert.Equal(4, Begun(sweep).Count);
    }

    /// <summary>A training that is stopped in its midst has no result: half a training's score would pass for a whole one's.</summary>
    [Fact]
    public void Run_CancelledInATraining_DoesNotStoreIt()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        Sweep sweep = Small(jobs: 1);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => sweep.Run(
            folder, folder.Read(sweep), begins: (_, _) => new CancelAt(source, step: 100), cancellation: source.Token));
        Assert.Equal(0, folder.Read(sweep).Count);
    }

    [Fact]
    public void Run_DamagedTrial_IsTrainedAgain()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        Small().Run(folder);
        string damaged = Directory.EnumerateFiles(folder.TrialsFolder).Order(StringComparer.Ordinal).First();
        File.WriteAllText(damaged, File.ReadAllText(damaged)[..100]);
        Assert.Single(Begun(Small()));
    }

    /// <summary>Other code may come to other results: a table of both would compare what can't be compared.</summary>
    [Fact]
    public void Run_TrialOfAnotherBuild_IsTrainedAgainAndCounted()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        Small().Run(folder);
        string old = Directory.EnumerateFiles(folder.TrialsFolder).Order(StringComparer.Ordinal).First();
        JsonObject trial = JsonNode.Parse(File.ReadAllText(old))!.AsObject();
        Assert.Equal(BuildVersion.Present, (string?)trial["build"]);
        trial["build"] = "0.1.0+0000000 (build 00000000)";
        File.WriteAllText(old, trial.ToJsonString());
        SweepResults results = folder.Read(Small());
        Assert.Equal(1, results.Outdated);
        Assert.Equal(5, results.Count);
        Assert.Single(Begun(Small()));
        Assert.Equal(0, folder.Read(Small()).Outdated);
    }

    [Fact]
    public void Run_DivergedTraining_IsAFailureOfItsSettingAlone()
    {
        Sweep sweep = Make("agent.learning_rate=1e30,1e-3", [0, 1], jobs: 2, "agent.loss=mse", "agent.max_gradient_norm=0");
        IReadOnlyList<SweepRow> rows = sweep.Run(SweepFolder.Open(_path)).Rows();
        Assert.Equal(["1e-3", "1e30"], rows.Select(row => row.Setting.Values[0]));
        Assert.Equal([0, 2], rows.Select(row => row.Failures));
        Assert.NotNull(rows[0].MeanInterval);
        Assert.Contains("became", rows[1].Trials[0].Failure, StringComparison.Ordinal);
        Assert.True(double.IsNaN(rows[1].Mean));
        Assert.Empty(Begun(sweep));
    }

    [Fact]
    public void Describe_Sweep_IsAFileForTheSameSweep()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        Small().Run(folder);
        JsonObject json = RunOptionsJson.Parse(File.ReadAllText(folder.SweepFile), "sweep.json");
        Assert.Empty(Begun(new SweepRequest().Over(json, "sweep.json").Resolve()));
    }

    [Fact]
    public void WriteTables_BestSetting_IsAConfigurationOfIt()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        SweepRow best = Small().Run(folder).Rows()[0];
        JsonObject json = RunOptionsJson.Parse(File.ReadAllText(folder.BestFile), "best.json");
        RunOptions options = new RunRequest { Configuration = json }.Resolve();
        Assert.Equal(best.Setting.Options.AgentOptions, options.AgentOptions);
        Assert.Equal(best.Setting.Options.Training, options.Training);
    }

    [Fact]
    public void Rows_Scores_AreSummedUpBestFirst()
    {
        Sweep sweep = Small();
        IReadOnlyList<SweepRow> rows = sweep.Run(SweepFolder.Open(_path)).Rows();
        Assert.True(rows[0].Mean >= rows[1].Mean);
        foreach (SweepRow row in rows)
        {
            double[] scores = [.. row.Trials.Select(trial => trial.Score)];
            Assert.Equal([0UL, 1UL, 2UL], row.Trials.Select(trial => trial.Seed));
            Assert.Equal(scores.Average(), row.Mean);
            Assert.Equal(Statistics.InterquartileMean(scores), row.InterquartileMean);
            Assert.Equal(Statistics.Bootstrap(scores), row.MeanInterval);
        }
    }

    [Fact]
    public void Open_FolderOfSomethingElse_IsRefused()
    {
        File.WriteAllText(Path.Combine(_path, "thesis.tex"), "");
        Assert.Equal($"'{_path}' already holds something that is not a sweep: choose another folder.", Assert.Throws<IOException>(() => SweepFolder.Open(_path)).Message);
    }

    [Fact]
    public void Lock_FolderInUse_IsRefused()
    {
        SweepFolder folder = SweepFolder.Open(_path);
        using IDisposable held = folder.Lock();
        Assert.Equal($"Another process is sweeping in '{folder.Root}'.", Assert.Throws<IOException>(() => SweepFolder.Open(_path).Lock()).Message);
    }

    [Fact]
    public void CheckSettings_AgentThatDoesNotSuit_IsRefused()
    {
        RunOptions options = Presets.DefaultFor("LunarLanderContinuous-v3", "dqn");
        Assert.Contains("discrete actions", Assert.Throws<ArgumentException>(new Sweep(options, [], [0]).CheckSettings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckSettings_LastSettingCannotBeTrained_IsRefused()
    {
        RunOptions options = Presets.DefaultFor("CartPole-v1", "ppo");
        var sweep = new Sweep(options, [SweepAxis.Parse("agent.batch_size=64,4096")], [0]);
        Assert.Contains("A batch_size of 4096 is more than a rollout holds", Assert.Throws<ArgumentException>(sweep.CheckSettings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_TwoSpellingsOfOneValue_AreRefused() => Assert.Equal(
        "The grid gives the same setting twice: 'agent.learning_rate=1e-3' and 'agent.learning_rate=0.001'.",
        Assert.Throws<FormatException>(() => new Sweep(Presets.DefaultFor("CartPole-v1"), [SweepAxis.Parse("agent.learning_rate=1e-3,0.001")], [0])).Message);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static Sweep Small(int jobs = 2) => Make("agent.learning_rate=1e-3,1e-2", [0, 1, 2], jobs);

    private static Sweep Make(string axis, IReadOnlyList<ulong> seeds, int jobs, params string[] assignments) => new SweepRequest
    {
        Common = new RunRequest
        {
            Environment = "CartPole-v1",
            Steps = 400,
            Assignments = ["agent.hidden_sizes=8", "agent.batch_size=4", "agent.learning_starts=50", "agent.buffer_size=1000", .. assignments],
        },
        Grid = [SweepAxis.Parse(axis)],
        Seeds = seeds,
        Jobs = jobs,
        EvaluationEpisodes = 3,
    }.Resolve();

    /// <summary>The table without the seconds, which alone may differ.</summary>
    private string Results(Sweep sweep, string name)
    {
        SweepFolder folder = SweepFolder.Open(Path.Combine(_path, name));
        sweep.Run(folder);
        return string.Join('\n', File.ReadLines(folder.TableFile).Select(row =>
        {
            List<string> cells = [.. row.Split(',')];
            cells.RemoveAt(10);
            return string.Join(',', cells);
        }));
    }

    /// <summary>Runs the sweep, and says what it trained.</summary>
    private ConcurrentBag<string> Begun(Sweep sweep)
    {
        var begun = new ConcurrentBag<string>();
        SweepFolder folder = SweepFolder.Open(_path);
        sweep.Run(folder, folder.Read(sweep), begins: (setting, seed) =>
        {
            begun.Add($"{setting.Values[0]} seed {seed}");
            return null;
        });
        return begun;
    }

    private sealed class CancelAt(CancellationTokenSource source, long step) : ICallback
    {
        public void OnStep(TrainingContext context)
        {
            if (context.Step == step) source.Cancel();
        }
    }
}
