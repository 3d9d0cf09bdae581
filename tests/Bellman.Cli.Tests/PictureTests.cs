using System.Diagnostics;
using System.Globalization;

namespace Bellman.Cli.Tests;

/// <summary>The curves of runs: as a picture, and as a page.</summary>
public sealed class PictureTests
{
    private const string Table = "episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds\n1,10,5,5,,,,0.1\n2,20,7,6,,,,0.2\n";

    [Fact]
    public void Plot_OfAFolderOfRuns_WritesThePicture()
    {
        using TemporaryFolder folder = WithRun();
        CommandResult result = Bellman.RunIn(folder.Path, "plot", "runs", "--out", "curve.svg", "--x", "episodes", "--mean", "2", "--title", "Mine & yours");
        Assert.Equal((0, "1 run in curve.svg\n"), (result.ExitCode, result.Output.ReplaceLineEndings("\n")));
        Assert.Contains("Mine &amp; yours", File.ReadAllText(folder.File("curve.svg")), StringComparison.Ordinal);
        Bellman.RunIn(folder.Path, "plot", "runs/one", "--out", "curve.html").ShouldSucceed();
        Bellman.RunIn(folder.Path, "plot", "runs/one", "--out", "curve.png").ShouldSucceed();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.File("curve.png"))[..4]);
        string page = File.ReadAllText(folder.File("curve.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no run folder 'nowhere'.", "nowhere")]
    [InlineData("There is no run in 'empty' or below: no config.json, no progress.csv, no event file.", "empty")]
    [InlineData("--x takes steps, episodes or seconds, but was given 'weeks'.", "runs", "--x", "weeks")]
    [InlineData("--threshold takes a number or none, but was given 'high'.", "runs", "--threshold", "high")]
    [InlineData("There is no figure 'max_p'. Did you mean 'max_q'? There are return, mean_return_last_100, epsilon, loss, max_q.", "runs", "--metric", "max_p")]
    public void Plot_WhatCantBeDrawn_IsOneLine(string message, params string[] arguments)
    {
        using TemporaryFolder folder = WithRun();
        Bellman.RunIn(folder.Path, ["plot", .. arguments]).ShouldFail(2, $"bellman: {message}");
    }

    [Theory]
    [InlineData("There is no folder 'nowhere'.", "nowhere")]
    [InlineData("'runs/one/progress.csv' is a file; board takes a folder with runs.", "runs/one/progress.csv")]
    [InlineData("--listen takes an address of this machine such as 0.0.0.0 or 192.168.1.5, but was given 'everywhere'.", "runs", "--listen", "everywhere")]
    [InlineData("--port takes a whole number from 1 to 65535, but was given '70000'. See `bellman board --help`.", "runs", "--port", "70000")]
    public void Board_WhatCantBeServed_IsOneLine(string message, params string[] arguments)
    {
        using TemporaryFolder folder = WithRun();
        Bellman.RunIn(folder.Path, ["board", "--no-open", .. arguments]).ShouldFail(2, $"bellman: {message}");
    }

    [Fact]
    public async Task Board_UntilCtrlC_ServesTheRuns()
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder folder = WithRun();
        using Process process = Bellman.Start(folder.Path, "board", "--no-open");
        string line = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        Assert.Matches(@"^the board of runs: http://127\.0\.0\.1:\d+/$", line);
        var address = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]);
        using var client = new HttpClient();
        Assert.Contains("\"id\":\"one\"", await client.GetStringAsync(new Uri(address, "api/runs"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        CommandResult second = Bellman.RunIn(folder.Path, "board", "--no-open", "--port", address.Port.ToString(CultureInfo.InvariantCulture));
        second.ShouldFail(1, $"bellman: Port {address.Port} of 127.0.0.1 is in use: give another with --port, or none for a free one.");
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The page tells how to make the run again, and that is so.</summary>
    [Fact]
    public void Report_OfATraining_HasACommandThatMakesTheSameModel()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--steps", "1200", "--seed", "5", "--quiet", "--out", "run", "--set", "agent.learning_rate=2e-3").ShouldSucceed();
        string page = System.Net.WebUtility.HtmlDecode(File.ReadAllText(folder.File("run", "report.html")));
        string command = page[(page.IndexOf("./bellman ", StringComparison.Ordinal) + 10)..].Split('<')[0];
        Assert.Equal($"train --config {Path.Combine("run", "config.json")} --seed 5 --out again", command);
        Bellman.RunIn(folder.Path, [.. command.Split(' '), "--quiet", "--no-report"]).ShouldSucceed();
        Assert.Equal(File.ReadAllBytes(folder.File("run", "model.bellman")), File.ReadAllBytes(folder.File("again", "model.bellman")));
        Assert.False(File.Exists(folder.File("again", "report.html")));
        Assert.Equal((0, "report: mine.html"), Bellman.RunIn(folder.Path, "report", "again", "--out", "mine.html") is var result ? (result.ExitCode, result.Lines[^1]) : default);
        Bellman.RunIn(folder.Path, "report", "nowhere").ShouldFail(2, "bellman: There is no run folder 'nowhere'.");
        Bellman.RunIn(folder.Path, "report", "again", "--out", "nowhere/mine.html").ShouldFail(2, $"bellman: There is no folder '{folder.File("nowhere")}' for the report.");
    }

    private static TemporaryFolder WithRun()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("runs", "one"));
        Directory.CreateDirectory(folder.File("empty"));
        File.WriteAllText(folder.File("runs", "one", "progress.csv"), Table);
        return folder;
    }
}
