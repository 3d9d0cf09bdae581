using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

/// <summary>What goes wrong while the program runs: one line, exit code 1, and nothing lost that was good.</summary>
public sealed class FailureTests
{
    private static readonly string[] Short = ["train", "CartPole-v1", "--steps", "1500", "--seed", "5", "--set", "agent.buffer_size=2000", "--quiet"];

    [Fact]
    public void Train_LossDiverges_NamesTheLastGoodCheckpoint()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(
            folder.Path, [.. Short, "--out", "run", "--set", "agent.learning_rate=1e30", "--set", "training.checkpoint_every=500"]);
        string line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("bellman: The loss became ", line, StringComparison.Ordinal);
        string good = folder.File("run", "checkpoints", "step-000000500.ckpt");
        Assert.EndsWith($"Last good checkpoint: {good}", line, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal([good], Directory.GetFiles(folder.File("run", "checkpoints")));

        string config = folder.File("run", "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("1E+30", "0.001", StringComparison.Ordinal));
        Bellman.RunIn(folder.Path, "train", "--resume", "run", "--quiet").ShouldSucceed();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "straight", "--set", "agent.learning_rate=0.001"]).ShouldSucceed();
        Assert.Equal(File.ReadAllBytes(folder.File("straight", "model.bellman")), File.ReadAllBytes(folder.File("run", "model.bellman")));
    }

    [Theory]
    [InlineData("cut", "the file is damaged: its checksum does not match its content.")]
    [InlineData("flipped", "the file is damaged: its checksum does not match its content.")]
    [InlineData("text", "this is not a Bellman file.")]
    [InlineData("newer", "it has format version 2; this program reads version 1. Use the Bellman that wrote it, or a newer one.")]
    public void Evaluate_DamagedModel_NamesTheFileAndWhatIsWrong(string damage, string message)
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run"]).ShouldSucceed();
        foreach (string file in (string[])[folder.File("run", "model.bellman"), Directory.GetFiles(folder.File("run", "checkpoints"))[0]])
        {
            byte[] model = File.ReadAllBytes(file);
            if (damage == "cut") model = model[..^1];
            if (damage == "flipped") model[model.Length / 2] ^= 1;
            if (damage == "text") model = "hello"u8.ToArray();
            if (damage == "newer")
            {
                model["BELLMAN\n".Length] = 2;
                SHA256.HashData(model.AsSpan(..^32), model.AsSpan(^32..));
            }

            File.WriteAllBytes(file, model);
            Bellman.RunIn(folder.Path, "evaluate", file).ShouldFail(1, $"bellman: {file}: {message}");
        }
    }

    [Fact]
    public void Resume_DamagedCheckpoint_GoesOnFromTheOneBefore()
    {
        using var folder = new TemporaryFolder();
        string[] run = [.. Short, "--set", "training.checkpoint_every=500"];
        Bellman.RunIn(folder.Path, [.. run, "--out", "straight"]).ShouldSucceed();
        Bellman.RunIn(folder.Path, [.. run, "--out", "damaged"]).ShouldSucceed();
        string newest = folder.File("damaged", "checkpoints", "step-000001500.ckpt");
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..1000]);
        File.Delete(folder.File("damaged", "summary.json"));
        CommandResult result = Bellman.RunIn(folder.Path, "train", "--resume", "damaged", "--quiet");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("step-000001500.ckpt: the file is damaged", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder.File("straight", "model.bellman")), File.ReadAllBytes(folder.File("damaged", "model.bellman")));
    }

    [Fact]
    public void Resume_DamagedConfiguration_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run"]).ShouldSucceed();
        string file = folder.File("run", "config.json");
        File.WriteAllText(file, File.ReadAllText(file)[..40]);
        CommandResult result = Bellman.RunIn(folder.Path, "train", "--resume", "run");
        Assert.StartsWith($"bellman: {file}: this is not valid JSON", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Report_RunOfANewerVersionWithOptionsOfItsOwn_SaysWhichVersionMadeIt()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run"]).ShouldSucceed();
        string file = folder.File("run", "config.json");
        JsonNode config = JsonNode.Parse(File.ReadAllText(file))!;
        string version = config["versions"]!["bellman"]!.GetValue<string>();
        config["teleport"] = true;
        config["versions"]!["bellman"] = "99.0.0";
        File.WriteAllText(file, config.ToJsonString());
        CommandResult result = Bellman.RunIn(folder.Path, "report", "run");
        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.StartsWith($"bellman: {file}: There is no option 'teleport'.", line, StringComparison.Ordinal);
        Assert.EndsWith($" The run was made by Bellman 99.0.0, this is {version}: use that one, or a newer one.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WhereNoFolderCanBe_IsOneLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        string path = Path.Combine("file", "run");
        CommandResult result = Bellman.RunIn(folder.Path, [.. Short, "--out", path]);
        Assert.StartsWith($"bellman: The folder '{path}' can't be made: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    /// <summary>A file stands where the folder of the checkpoints would be made, so that none can be written.</summary>
    [Fact]
    public void Interrupt_WhereNoCheckpointCanBeWritten_DoesNotSayThatItIsSaved()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run"));
        using Process process = Bellman.Start(
            folder.Path, ["train", "CartPole-v1", "--steps", "1000000000", "--seed", "5", "--set", "training.checkpoint_every=0", "--out", "run"]);
        process.StandardOutput.ReadLine();
        File.WriteAllText(folder.File("run", "checkpoints"), "");
        process.StandardOutput.ReadLine();
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Assert.DoesNotContain("saved", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        string[] errors = process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Matches(@"^bellman: Stopped after [\d,]+ steps, but not saved\. The checkpoint at .* A resume starts from its beginning\.$", errors[^1]);
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public void Train_OutputToAFullDevice_IsOneLine()
    {
        if (!File.Exists("/dev/full")) return;
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunScript(folder.Path, "bellman train CartPole-v1 --steps 1000 --seed 5 --json > /dev/full");
        Assert.StartsWith("bellman: Standard output can't be written: No space left on device", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    /// <summary>The temporary files lead to a device that is always full, which is what a full disk looks like to the program.</summary>
    [Fact]
    public void Resume_DiskFull_LeavesTheLastGoodCheckpointToGoOnFrom()
    {
        if (!File.Exists("/dev/full")) return;
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run"]).ShouldSucceed();
        string[] temporary = [folder.File("run", "model.bellman.tmp"), folder.File("run", "checkpoints", "step-000002500.ckpt.tmp")];
        foreach (string file in temporary) File.CreateSymbolicLink(file, "/dev/full");
        CommandResult full = Bellman.RunIn(folder.Path, "train", "--resume", "run", "--steps", "2500", "--quiet");
        Assert.Equal(2, full.ErrorLines.Length);
        Assert.StartsWith("warning: The checkpoint at 2500 steps can't be written, the former ones stand: No space left", full.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("bellman: No space left on device", full.ErrorLines[1], StringComparison.Ordinal);
        Assert.EndsWith("A resume starts from step 1,500.", full.ErrorLines[1], StringComparison.Ordinal);
        Assert.Equal(1, full.ExitCode);
        Assert.All(temporary, file => Assert.False(File.Exists(file)));

        Bellman.RunIn(folder.Path, "train", "--resume", "run", "--steps", "2500", "--quiet").ShouldSucceed();
        Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--steps", "2500", "--seed", "5", "--set", "agent.buffer_size=2000", "--quiet", "--out", "straight").ShouldSucceed();
        Assert.Equal(File.ReadAllBytes(folder.File("straight", "model.bellman")), File.ReadAllBytes(folder.File("run", "model.bellman")));
    }
}
