using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellman.Experiments;
using Spectre.Console;

namespace Bellman.Cli.Tests;

/// <summary><c>bellman sweep</c>.</summary>
public sealed class SweepTests
{
    private static readonly string[] Small =
    [
        "sweep", "CartPole-v1", "--grid", "agent.learning_rate=1e-3,1e-2", "--seeds", "0..2", "--steps", "400", "--evaluation-episodes", "3",
        "--set", "agent.hidden_sizes=8", "--set", "agent.learning_starts=50", "--set", "agent.buffer_size=1000",
    ];

    [Fact]
    public void Sweep_Text_IsALinePerTrainingAndATableBestFirst()
    {
        using var folder = new TemporaryFolder();
        string[] lines = Bellman.RunIn(folder.Path, [.. Small, "--jobs", "2"]).ShouldSucceed().Lines;
        Assert.StartsWith("CartPole-v1: dqn · bellman-cartpole · 2 settings × 3 seeds · sweeps/CartPole-v1/bellman-cartpole-learning_rate", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..7], line => Assert.Contains("score", line, StringComparison.Ordinal));
        Assert.Matches("^learning_rate +seeds +mean +interval +IQM +interval +last 100 +solved +at step +s each$", lines[7]);
        double[] means = [.. lines[9..11].Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture))];
        Assert.True(means[0] >= means[1]);
        Assert.Contains("./bellman train --config", lines[^1], StringComparison.Ordinal);

        string[] again = Bellman.RunIn(folder.Path, Small).ShouldSucceed().Lines;
        Assert.EndsWith(", 6 of 6 trainings finished before", again[0], StringComparison.Ordinal);
        Assert.Equal(lines[7..], again[1..]);
    }

    [Fact]
    public void Sweep_BestConfiguration_TrainsToTheSameModel()
    {
        using var folder = new TemporaryFolder();
        JsonObject[] lines = Bellman.RunIn(folder.Path, [.. Small, "--out", "here", "--json"]).ShouldSucceed().Json;
        JsonObject end = lines[^1];
        JsonNode best = end["rows"]![0]!["setting"]!;
        string expected = (string)lines.Single(line => (string?)line["event"] == "trial" && (ulong)line["seed"]! == 1 && JsonNode.DeepEquals(line["setting"], best))["model_sha256"]!;
        JsonObject trained = Bellman.RunIn(folder.Path, "train", "--config", folder.File("here", "best.json"), "--seed", "1", "--json").ShouldSucceed().Json[^1];
        Assert.Equal(expected, (string?)trained["model_sha256"]);
    }

    [Fact]
    public void Sweep_Json_IsStartTrialsAndEnd()
    {
        using var folder = new TemporaryFolder();
        JsonObject[] lines = Bellman.RunIn(folder.Path, [.. Small, "--json"]).ShouldSucceed().Json;
        Assert.Equal(["start", .. Enumerable.Repeat("trial", 6), "end"], lines.Select(line => (string?)line["event"]));
        Assert.Equal(["event", "sweep", "finished", "trainings", "settings", "seeds", "jobs", "made_by_another_build"], lines[0].Select(entry => entry.Key));
        JsonObject row = lines[^1]["rows"]![0]!.AsObject();
        Assert.Equal(
            ["setting", "trainings", "failures", "mean", "mean_interval", "interquartile_mean", "interquartile_interval", "mean_return_last_100", "solved", "median_solved_step", "mean_seconds"],
            row.Select(entry => entry.Key));
        Assert.Single(Bellman.RunIn(folder.Path, [.. Small, "--json", "--quiet"]).ShouldSucceed().Json);
    }

    [Fact]
    public void Sweep_File_IsTheSameSweep()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Small, "--out", "one"]).ShouldSucceed();
        JsonObject[] lines = Bellman.RunIn(folder.Path, "sweep", "--file", folder.File("one", "sweep.json"), "--out", "one", "--json").ShouldSucceed().Json;
        Assert.Equal(["start", "end"], lines.Select(line => (string?)line["event"]));
        Assert.Equal(6, (int)lines[0]["finished"]!);
    }

    /// <summary>Killed as often as it takes, the sweep loses no training that had finished, and ends in the table of one that was left alone.</summary>
    [Fact]
    public void Sweep_KilledAndRunAgain_EndsInTheSameTable()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [.. Small, "--set", "training.steps=4000", "--jobs", "2", "--json"];
        string expected = Table(Bellman.RunIn(folder.Path, [.. arguments, "--out", "straight"]).ShouldSucceed());
        string trials = folder.File("killed", "trials");
        for (int kills = 0, finished = 0; kills < 3; kills++)
        {
            using Process process = Bellman.Start(folder.Path, [.. arguments, "--out", "killed"]);
            if (process.StandardOutput.ReadLine() is null) break;
            if (process.StandardOutput.ReadLine() is null) break;
            process.Kill();
            process.WaitForExit();
            int now = Directory.EnumerateFiles(trials, "*.json").Count();
            Assert.True(now > finished);
            finished = now;
        }

        Assert.Equal(expected, Table(Bellman.RunIn(folder.Path, [.. arguments, "--out", "killed"]).ShouldSucceed()));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_WhileSweeping_ShowsWhatHasFinishedAndHowToGoOn(string signal, int exitCode)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string[] arguments = [.. Small, "--grid", "training.steps=400,1000000000", "--jobs", "2", "--out", "run"];
        using Process process = Bellman.Start(folder.Path, arguments);
        string output = process.StandardOutput.ReadLine() + "\n" + process.StandardOutput.ReadLine() + "\n";
        Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        output += process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Matches("stopped: [1-9] of 12 trainings have finished and stand in run; the same command goes on\n$", output);
    }

    [Theory]
    [InlineData("sweep CartPole-v1 --grid agent.lerning_rate=1", "There is no option 'agent.lerning_rate'. Did you mean 'agent.learning_rate'?")]
    [InlineData("sweep CartPole-v1 --grid agent.learning_rate", "--grid takes path=value,value,..., for instance agent.learning_rate=1e-3,5e-4, but was given 'agent.learning_rate'.")]
    [InlineData("sweep CartPole-v1 --seeds 4..0", "Seeds are given as 0..4 or 0,3,7, but not as '4..0'.")]
    [InlineData("sweep CartPole-v1 --jobs 0", "--jobs takes a whole number of 1 or more, but was given '0'. See `bellman sweep --help`.")]
    [InlineData("sweep", "Name an environment (`bellman envs` lists them), a preset with --preset, or a configuration with --config.")]
    [InlineData("sweep --file nowhere.json", "There is no file 'nowhere.json'.")]
    [InlineData("sweep CartPol-v1", "There is no environment 'CartPol-v1'. Did you mean 'CartPole-v1'? `bellman envs` lists them all.")]
    public void Sweep_BadUsage_IsOneLine(string line, string message)
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, line.Split(' ')).ShouldFail(2, "bellman: " + message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Sweep_AgentThatDoesNotSuit_LeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, "sweep", "LunarLanderContinuous-v3", "--agent", "dqn");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("discrete actions", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(60)]
    [InlineData(30)]
    public void LiveSweep_UnderWay_ShowsTheTrainingsWithinTheWidth(int width)
    {
        using var folder = new TemporaryFolder();
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), ColorSystem = ColorSystemSupport.NoColors, Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        var sweep = new Sweep(Presets.DefaultFor("CartPole-v1"), [SweepAxis.Parse("agent.batch_size=1,2")], [0, 1]);
        using var unseen = new StringWriter();
        using (var display = new LiveSweep(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(unseen) })))
        {
            display.Start(SweepFolder.Open(folder.File("sweep")).Read(sweep), "sweep");
            display.Begin(sweep.Settings[1], 1);
            console.Write(display.Render(width));
        }

        string text = writer.ToString();
        Assert.All((string[])["CartPole-v1", "0 of 4 trainings", "seed 1"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(5, text.TrimEnd('\n').Split('\n').Length);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
    }

    /// <summary>The rows without the seconds, which alone may differ.</summary>
    private static string Table(CommandResult result)
    {
        JsonArray rows = result.Json[^1]["rows"]!.AsArray();
        foreach (JsonNode? row in rows) row!.AsObject().Remove("mean_seconds");
        return rows.ToJsonString();
    }
}
