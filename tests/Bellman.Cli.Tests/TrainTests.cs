using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

/// <summary>A training from the command line to its folder, its evaluation and its resumption.</summary>
public sealed class TrainTests
{
    private static readonly string[] Short = ["train", "CartPole-v1", "--steps", "3000", "--seed", "5", "--set", "agent.buffer_size=5000"];

    [Fact]
    public void Evaluate_ModelThatNeedsManyWorldsToLearn_NeedsOneToAct()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, "train", "--preset", "ppo-cartpole", "--steps", "512", "--seed", "1", "--out", "run", "--quiet").ShouldSucceed();
        Bellman.RunIn(folder.Path, "evaluate", "run", "--episodes", "2").ShouldSucceed();
        File.Move(Path.Combine(folder.Path, "run", "model.bellman"), Path.Combine(folder.Path, "moved.bellman"));
        Bellman.RunIn(folder.Path, "evaluate", "moved.bellman", "--episodes", "2").ShouldSucceed();
    }

    [Fact]
    public void Train_Json_WritesNothingButObjectsFromStartToEnd()
    {
        using var folder = new TemporaryFolder();
        JsonObject[] lines = Bellman.RunIn(folder.Path, [.. Short, "--json", "--set", "training.evaluate_every=1500"]).ShouldSucceed().Json;
        Assert.Equal("start", (string?)lines[0]["event"]);
        Assert.Equal(5, (int)lines[0]["config"]!["seed"]!);
        Assert.Equal(5000, (int)lines[0]["config"]!["agent"]!["buffer_size"]!);
        Assert.Contains(lines, line => (string?)line["event"] == "progress" && (int)line["step"]! == 3000);
        Assert.Contains(lines, line => (string?)line["event"] == "evaluation");
        Assert.Equal("end", (string?)lines[^1]["event"]);
    }

    [Fact]
    public void Train_Plain_LeavesARunFolderWithEverything()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, Short).ShouldSucceed();
        string run = folder.File("runs", "CartPole-v1", "bellman-cartpole-seed5");
        Assert.Equal($"saved in {Path.Combine("runs", "CartPole-v1", "bellman-cartpole-seed5")}", result.Lines[^2]);
        Assert.Equal($"report: {Path.Combine("runs", "CartPole-v1", "bellman-cartpole-seed5", "report.html")}", result.Lines[^1]);
        Assert.Contains(result.Lines, line => line.StartsWith("not solved: mean of the last 100 episodes ", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.StartsWith("greedy evaluation: 10 episodes, mean ", StringComparison.Ordinal));
        foreach (string file in (string[])["config.json", "progress.csv", "model.bellman", "best.bellman", "summary.json"])
            Assert.True(File.Exists(Path.Combine(run, file)), file);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(run, "checkpoints")));
        Assert.NotEmpty(Directory.GetFiles(run, "events.out.tfevents.*"));
    }

    [Fact]
    public void Train_Summary_HasEveryFigureAndTheModelsHash()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet"]).ShouldSucceed();
        var summary = (JsonObject)JsonNode.Parse(File.ReadAllText(folder.File("run", "summary.json")))!;
        string[] keys =
        [
            "environment", "agent", "preset", "seed", "steps", "episodes", "updates", "wall_seconds", "steps_per_second", "solved",
            "solved_at_episode", "solved_at_step", "solved_at_seconds", "mean_return_last_100", "best_mean_return_100", "evaluation", "model_sha256",
        ];
        Assert.Equal(keys, summary.Select(entry => entry.Key));
        Assert.Equal(["episodes", "mean", "std", "min", "max"], ((JsonObject)summary["evaluation"]!).Select(entry => entry.Key));
        Assert.Equal(3000, (int)summary["steps"]!);
        byte[] model = File.ReadAllBytes(folder.File("run", "model.bellman"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(model)), (string?)summary["model_sha256"]);
    }

    [Fact]
    public void Train_SameSeedTwice_IsTheSameModel()
    {
        using var folder = new TemporaryFolder();
        string[] hashes = [.. new[] { "first", "second" }.Select(name => Hash(Bellman.RunIn(folder.Path, [.. Short, "--out", name, "--json"])))];
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], Hash(Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--steps", "3000", "--seed", "6", "--json")));
    }

    [Fact]
    public void Train_Quiet_SaysOnlyWhatCameOfIt()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, [.. Short, "--quiet"]).ShouldSucceed();
        Assert.Equal(5, result.Lines.Length);
    }

    [Fact]
    public void Train_SameNameAgain_TakesAnotherFolder()
    {
        using var folder = new TemporaryFolder();
        string[] tiny = ["train", "CartPole-v1", "--steps", "50", "--seed", "5", "--json"];
        string first = (string)Bellman.RunIn(folder.Path, tiny).Json[^1]["run"]!;
        string second = (string)Bellman.RunIn(folder.Path, tiny).Json[^1]["run"]!;
        Assert.Equal(first + "-2", second);
    }

    [Fact]
    public void Train_IntoAFolderInUse_OverwritesNothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("notes.txt"), "mine");
        CommandResult result = Bellman.RunIn(folder.Path, [.. Short, "--out", "."]);
        Assert.Contains("already holds something", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["notes.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Train_AgentThatDoesNotSuitTheActions_LeavesNoFolder()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, "train", "LunarLanderContinuous-v3", "--agent", "dqn");
        Assert.Contains("discrete actions", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Train_OverlapOnOneThreadOrTwo_IsTheSameModel()
    {
        using var folder = new TemporaryFolder();
        string[] overlapped = [.. Short, "--overlap", "--set", "agent.train_every=1", "--json"];
        string two = Hash(Bellman.RunIn(folder.Path, [.. overlapped, "--out", "two"]).ShouldSucceed());
        Assert.Equal(two, Hash(Bellman.RunIn(folder.Path, [.. overlapped, "--out", "one", "--set", "training.overlap_threads=1"]).ShouldSucceed()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    public void Train_LearningThreadsOutOfRange_AreRefusedInOneLine(string threads)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--set", $"training.learning_threads={threads}");
        Assert.Contains("LearningThreads must be from 1 to 64", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Train_OverlapWithAnAgentWithoutReplay_IsRefusedInOneLine()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--agent", "ppo", "--overlap");
        Assert.Contains("leave overlap out", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Evaluate_RunFolderAndModelFile_PlayTheSame()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet"]).ShouldSucceed();
        CommandResult run = Bellman.RunIn(folder.Path, "evaluate", "run", "--episodes", "4", "--seed", "9", "--json").ShouldSucceed();
        Assert.Equal(5, run.Json.Length);
        Assert.Equal("CartPole-v1", (string?)run.Json[^1]["environment"]);
        File.Copy(folder.File("run", "model.bellman"), folder.File("moved.bellman"));
        Assert.Equal(run.Output, Bellman.RunIn(folder.Path, "evaluate", "moved.bellman", "--episodes", "4", "--seed", "9", "--json").ShouldSucceed().Output);
        Bellman.RunIn(folder.Path, "evaluate", "run", "--best", "--episodes", "2").ShouldSucceed();
    }

    [Fact]
    public void Evaluate_ModelTrainedWithWrappersAndOptions_KnowsThem()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--set", "agent.buffer_size=1000", "--set", "training.snapshot_every=200", "--set", "environment.gravity=-3"];
        Bellman.RunIn(folder.Path, ["train", "--preset", "lander-robust", "--steps", "300", "--seed", "1", "--out", "run", "--quiet", .. options]).ShouldSucceed();
        string[] play = ["--episodes", "1", "--seed", "4"];
        string run = Bellman.RunIn(folder.Path, ["evaluate", "run", .. play]).ShouldSucceed().Output;
        File.Copy(folder.File("run", "model.bellman"), folder.File("moved.bellman"));
        Assert.Equal(run, Bellman.RunIn(folder.Path, ["evaluate", "moved.bellman", .. play]).ShouldSucceed().Output);
        Assert.Equal(run, Bellman.RunIn(folder.Path, ["evaluate", "moved.bellman", "--config", Path.Combine("run", "config.json"), .. play]).ShouldSucceed().Output);
        Bellman.RunIn(folder.Path, ["evaluate", Path.Combine("run", "snapshots", "step-000000200.bellman"), .. play]).ShouldSucceed();

        // Another configuration beside it changes nothing; one that is asked for and does not fit is refused.
        File.WriteAllText(folder.File("config.json"), """{ "environment": "LunarLander-v2", "agent": "dqn" }""");
        Assert.Equal(run, Bellman.RunIn(folder.Path, ["evaluate", "moved.bellman", .. play]).ShouldSucceed().Output);
        Bellman.RunIn(folder.Path, ["evaluate", "moved.bellman", "--config", "config.json", .. play])
            .ShouldFail(2, "bellman: moved.bellman: trained with 9 inputs, this world has 8: this is not the configuration of the model.");
    }

    [Fact]
    public void Train_Wrap_GoesAroundThePresetsWrappersAndIsRecorded()
    {
        using var folder = new TemporaryFolder();
        string[] wrap = ["--wrap", "TimeLimit: 30", "--wrap", "RecordEpisodeStatistics:capacity=5"];
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet", .. wrap]).ShouldSucceed();
        JsonNode config = JsonNode.Parse(File.ReadAllText(folder.File("run", "config.json")))!;
        Assert.Equal(["TimeLimit:30", "RecordEpisodeStatistics:capacity=5"], config["wrappers"]!.AsArray().Select(name => (string)name!));
        File.Copy(folder.File("run", "model.bellman"), folder.File("moved.bellman"));
        JsonObject episode = Bellman.RunIn(folder.Path, "evaluate", "moved.bellman", "--episodes", "1", "--json", "--wrap", "TimeLimit:4").ShouldSucceed().Json[0];
        Assert.Equal(4, (int)episode["length"]!);
        Bellman.RunIn(folder.Path, "train", "--resume", "run", "--wrap", "TimeAware").ShouldFail(
            2, "bellman: --wrap can't be given with --resume: the run goes on with its own settings. Only --steps and --episodes may change.");
    }

    [Fact]
    public void Train_Normalised_ResumesToTheSameModelWhichKnowsItsStatistics()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["train", "CartPole-v1", "--seed", "5", "--set", "agent.buffer_size=5000", "--set", "worlds=3", "--quiet",
            "--wrap", "NormalizeObservation:clip=10", "--wrap", "NormalizeReward:gamma=0.99"];
        Bellman.RunIn(folder.Path, [.. train, "--steps", "3000", "--out", "whole"]).ShouldSucceed();
        Bellman.RunIn(folder.Path, [.. train, "--steps", "1501", "--out", "parts", "--set", "threads=2"]).ShouldSucceed();
        Bellman.RunIn(folder.Path, "train", "--resume", "parts", "--steps", "3000", "--quiet").ShouldSucceed();
        Assert.Equal(File.ReadAllBytes(folder.File("whole", "model.bellman")), File.ReadAllBytes(folder.File("parts", "model.bellman")));

        // Without its statistics the model would see other observations, and play otherwise than at the end of its training.
        double mean = (double)JsonNode.Parse(File.ReadAllText(folder.File("whole", "summary.json")))!["evaluation"]!["mean"]!;
        File.Copy(folder.File("whole", "model.bellman"), folder.File("moved.bellman"));
        JsonObject played = Bellman.RunIn(folder.Path, "evaluate", "moved.bellman", "--seed", "1000005", "--json").ShouldSucceed().Json[^1];
        Assert.Equal(mean, (double)played["mean"]!);
        Assert.True(mean >= 8, "returns are those of the world, a pole that stands for some steps, and not normalised rewards");
    }

    [Theory]
    [InlineData("FrameStack", "There is no wrapper 'FrameStack'.")]
    [InlineData("TimeLimit", "The wrapper TimeLimit needs max_episode_steps: write TimeLimit:max_episode_steps=...")]
    [InlineData("TimeLimit:-1", "The wrapper TimeLimit:-1 can't go around <CartPole<CartPole-v1>>: max_episode_steps ('-1') must be greater than or equal to '1'.")]
    [InlineData("TransformReward:NaN", "The wrapper TransformReward:NaN can't go around <TimeLimit<CartPole<CartPole-v1>>>: scale must be a finite number, but is NaN.")]
    [InlineData("FrameStackObservation:1000000000", "The wrapper FrameStackObservation:1000000000 can't go around <TimeLimit<CartPole<CartPole-v1>>>: stack_size must be from 1 to 10000, but is 1000000000.")]
    [InlineData("DelayObservation:100000000", "The wrapper DelayObservation:100000000 can't go around <TimeLimit<CartPole<CartPole-v1>>>: delay must be from 0 to 9999, but is 100000000.")]
    public void Train_WrapThatCannotBe_IsAMistakeOfUse(string wrapper, string message)
    {
        using var folder = new TemporaryFolder();
        foreach (string[] command in (string[][])[["train", "CartPole-v1"], ["random", "CartPole-v1"]])
        {
            CommandResult result = Bellman.RunIn(folder.Path, [.. command, "--wrap", wrapper]);
            Assert.StartsWith("bellman: " + message, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
            Assert.Equal(2, result.ExitCode);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("""{ "agent": { "hidden_sizes": null } }""", "mine.json: 'agent.hidden_sizes' takes a list of whole numbers, but is null.")]
    [InlineData("""{ "seed": 1, "seed": 2 }""", "mine.json: 'seed' stands there twice.")]
    [InlineData("{ ", "mine.json: this is not valid JSON (line 1).")]
    public void Train_BadConfiguration_NamesTheFileAndIsAMistakeOfUse(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mine.json"), text);
        Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--config", "mine.json").ShouldFail(2, "bellman: " + message);
    }

    [Fact]
    public void Train_ManyEvaluations_AreAJsonLineEach()
    {
        using var folder = new TemporaryFolder();
        JsonObject[] lines = Bellman.RunIn(folder.Path, [.. Short, "--json", "--set", "training.evaluate_every=500", "--set", "training.evaluation_episodes=1"])
            .ShouldSucceed().Json;
        Assert.Equal(
            [500L, 1000, 1500, 2000, 2500, 3000],
            lines.Where(line => (string?)line["event"] == "evaluation").Select(line => (long)line["step"]!));
    }

    [Fact]
    public void Resume_CompleteRun_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet"]).ShouldSucceed();
        CommandResult again = Bellman.RunIn(folder.Path, "train", "--resume", "run").ShouldSucceed();
        Assert.Equal("run is complete: 3,000 of 3,000 steps. A larger --steps or --episodes extends it.", Assert.Single(again.Lines));
    }

    [Fact]
    public void Resume_WithMoreSteps_EndsAsALongerRunWould()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet"]).ShouldSucceed();
        string extended = Hash(Bellman.RunIn(folder.Path, "train", "--resume", "run", "--steps", "4000", "--json"));
        string straight = Hash(Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--steps", "4000", "--seed", "5", "--set", "agent.buffer_size=5000", "--json"));
        Assert.Equal(straight, extended);
    }

    [Fact]
    public void Resume_WithFewerStepsThanWereMade_SaysHowMany()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet"]).ShouldSucceed();
        Bellman.RunIn(folder.Path, "train", "--resume", "run", "--steps", "2000")
            .ShouldFail(2, "bellman: run has made 3,000 steps already, and --steps asks for 2,000 in all: give more than 3,000.");
    }

    [Fact]
    public void Resume_OtherLimitOrSolved_TrainsOn()
    {
        using var folder = new TemporaryFolder();
        string[] easy = ["--set", "training.solved_return=5", "--set", "training.stop_when_solved=true", "--set", "training.solved_window=5"];
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet", .. easy]).ShouldSucceed();
        CommandResult again = Bellman.RunIn(folder.Path, "train", "--resume", "run").ShouldSucceed();
        Assert.Matches(@"^run is complete: solved in 5 episodes, \d+ steps, where it was to stop\. A larger --steps or --episodes trains it further\.$", Assert.Single(again.Lines));

        JsonObject episodes = Bellman.RunIn(folder.Path, "train", "--resume", "run", "--episodes", "20", "--json").ShouldSucceed().Json[^1];
        Assert.Equal(20, (int)episodes["episodes"]!);
        JsonObject steps = Bellman.RunIn(folder.Path, "train", "--resume", "run", "--steps", "3500", "--json").ShouldSucceed().Json[^1];
        Assert.Equal(3500, (int)steps["steps"]!);
    }

    [Fact]
    public void Resume_DamagedSummary_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, [.. Short, "--out", "run", "--quiet"]).ShouldSucceed();
        File.WriteAllText(folder.File("run", "summary.json"), "{ \"steps\": ");
        Bellman.RunIn(folder.Path, "train", "--resume", "run").ShouldFail(
            1,
            $"bellman: {folder.File("run", "summary.json")}: the file is damaged: this is not a summary. Without it the run goes on from its last checkpoint.");
    }

    private static string Hash(CommandResult result) => (string)result.ShouldSucceed().Json[^1]["model_sha256"]!;
}
