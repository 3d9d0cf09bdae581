namespace Bellman.Cli.Tests;

/// <summary>The agent of any checkpoint plays, as that of a model file does.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public void Checkpoint_EvaluatedAndRecorded_IsTheModelOfItsMoment()
    {
        using var folder = new TemporaryFolder();
        string[] training = ["train", "CartPole-v1", "--steps", "6000", "--seed", "1", "--quiet", "--out", "run"];
        Bellman.RunIn(folder.Path, [.. training, "--set", "training.checkpoint_every=2000", "--set", "training.snapshot_every=2000"]).ShouldSucceed();
        string[] first = Evaluated(Path.Combine("snapshots", "step-000002000.bellman")), last = Evaluated("model.bellman");
        Assert.NotEqual(first, last);
        Assert.Equal(first, Evaluated(Path.Combine("checkpoints", "step-000002000.ckpt")));
        Assert.Equal(last, Evaluated(Path.Combine("checkpoints", "step-000006000.ckpt")));
        string newest = Path.Combine("run", "checkpoints", "step-000006000.ckpt");
        Assert.Equal(last[1], Bellman.RunIn(folder.Path, "record", newest, "--out", "film.gif", "--episodes", "3", "--seed", "9", "--json").ShouldSucceed().Json[1].ToJsonString());

        File.Delete(folder.File("run", "model.bellman"));
        string line = Assert.Single(Bellman.RunIn(folder.Path, "evaluate", "run").ErrorLines);
        Assert.EndsWith($"it has not been stopped. Its newest checkpoint can be named instead: {newest}.", line, StringComparison.Ordinal);

        string[] Evaluated(string file) =>
            [.. Bellman.RunIn(folder.Path, "evaluate", Path.Combine("run", file), "--episodes", "3", "--seed", "9", "--json").ShouldSucceed().Json.Select(entry => entry.ToJsonString())];
    }
}
