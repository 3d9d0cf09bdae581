using System.Diagnostics;
using System.Text.Json.Nodes;
using Bellman.Numerics;

namespace Bellman.Cli.Tests;

/// <summary>A training that is stopped from outside ends, once it is resumed, in the same bytes as one that was left alone.</summary>
public sealed class InterruptionTests
{
    private const int Kills = 10;
    private static readonly string[] Settings = ["--seed", "5", "--set", "agent.buffer_size=3000", "--set", "agent.train_every=1"];

    [Fact]
    public void Resume_AfterTenKillsAtRandomMoments_EndsInTheSameModel()
    {
        using var folder = new TemporaryFolder();
        string[] training = ["train", "CartPole-v1", "--steps", "30000", "--set", "training.checkpoint_every=1000", .. Settings, "--json"];
        CommandResult straight = Bellman.RunIn(folder.Path, [.. training, "--out", "straight"]).ShouldSucceed();
        string expected = (string)straight.Json[^1]["model_sha256"]!;
        var moments = new SeedStreams(2024).Stream("kills");
        int kills = 0;
        for (int run = 1; kills < Kills; run++)
        {
            // A run that is faster than its killer is followed by another one, until all kills have met a running training.
            string name = $"run{run}";
            string[] arguments = [.. training, "--out", name];
            while (true)
            {
                double seconds = kills < Kills ? moments.Uniform(0.05f, 1.5f) : double.PositiveInfinity;
                if (!KilledAfter(seconds, folder.Path, arguments)) break;
                kills++;

                // A run that was killed before its first checkpoint has nothing to go on from.
                if (HasCheckpoint(folder.File(name, "checkpoints"))) arguments = ["train", "--resume", name, "--json"];
                else Directory.CreateDirectory(folder.File(name)).Delete(recursive: true);
            }

            var summary = (JsonObject)JsonNode.Parse(File.ReadAllText(folder.File(name, "summary.json")))!;
            Assert.Equal(expected, (string?)summary["model_sha256"]);
        }
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_WhileTraining_SavesAndSaysHowToGoOn(string signal, int exitCode)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using Process process = Bellman.Start(folder.Path, ["train", "CartPole-v1", "--steps", "1000000000", .. Settings, "--out", "run"]);
        string output = process.StandardOutput.ReadLine() + "\n" + process.StandardOutput.ReadLine() + "\n";
        Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        output += process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(exitCode, process.ExitCode);
        Assert.EndsWith("go on with: ./bellman train --resume run\n", output, StringComparison.Ordinal);

        var summary = (JsonObject)JsonNode.Parse(File.ReadAllText(folder.File("run", "summary.json")))!;
        long stopped = (long)summary["steps"]!;
        string straight = (string)Train(folder, stopped, "straight")["model_sha256"]!;
        Assert.Equal(straight, (string?)summary["model_sha256"]);

        string further = (stopped + 500).ToString(System.Globalization.CultureInfo.InvariantCulture);
        JsonObject resumed = Bellman.RunIn(folder.Path, "train", "--resume", "run", "--steps", further, "--json").ShouldSucceed().Json[^1];
        Assert.Equal((string?)Train(folder, stopped + 500, "further")["model_sha256"], (string?)resumed["model_sha256"]);
    }

    private static bool HasCheckpoint(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.ckpt").Any();

    private static JsonObject Train(TemporaryFolder folder, long steps, string name) => Bellman.RunIn(
        folder.Path,
        ["train", "CartPole-v1", "--steps", steps.ToString(System.Globalization.CultureInfo.InvariantCulture), .. Settings, "--out", name, "--json"])
        .ShouldSucceed().Json[^1];

    /// <summary>Starts the program and kills it as <c>kill -9</c> does.</summary>
    /// <returns>Whether it was still running then.</returns>
    private static bool KilledAfter(double seconds, string folder, string[] arguments)
    {
        using Process process = Bellman.Start(folder, arguments);
        _ = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool ended = double.IsInfinity(seconds) ? Finish(process) : process.WaitForExit(TimeSpan.FromSeconds(seconds));
        if (!ended)
        {
            process.Kill();
            process.WaitForExit();
            return true;
        }

        Assert.True(process.ExitCode == 0, error.Result);
        return false;
    }

    private static bool Finish(Process process)
    {
        process.WaitForExit();
        return true;
    }
}
