namespace Bellman.Experiments.Tests;

public sealed class RunGroupTests
{
    [Fact]
    public void Of_SeedsOfTwoSettings_AreTwoGroupsNamedByWhatDiffers()
    {
        RunDescription[] runs = [Run(1, "0.001"), Run(2, "0.01"), Run(2, "0.001"), Run(3, "0.01")];
        IReadOnlyList<RunGroup> groups = RunGroup.Of(runs);
        Assert.Equal(["dqn, learning_rate 0.001", "dqn, learning_rate 0.01"], groups.Select(group => group.Label));
        Assert.Equal([0, 2], groups[0].Members);
        Assert.Equal([1, 3], groups[1].Members);
    }

    [Fact]
    public void Of_OneSetting_IsNamedByItsAgent() => Assert.Equal("dqn", Assert.Single(RunGroup.Of([Run(1, "0.001"), Run(2, "0.001")])).Label);

    [Fact]
    public void Of_RunsWithoutConfiguration_StandAlone()
    {
        IReadOnlyList<RunGroup> groups = RunGroup.Of([new RunDescription { Name = "one" }, new RunDescription { Name = "two" }]);
        Assert.Equal(["one", "two"], groups.Select(group => group.Label));
    }

    [Fact]
    public void Description_OfAConfiguration_FlattensItToPaths()
    {
        string folder = Directory.CreateTempSubdirectory("bellman-test-").FullName;
        try
        {
            File.WriteAllText(
                Path.Combine(folder, "config.json"),
                """{ "preset": null, "seed": 18446744073709551615, "environment": { "id": "CartPole-v1" }, "agent": { "name": "dqn", "hidden_sizes": [64, 32], "learning_rate": 1.0e-05, "discount": 1.0 }, "from_tomorrow": true }""");
            var run = RunDescription.Of(folder, "mine");
            Assert.Equal(("mine", "CartPole-v1", "dqn", "18446744073709551615"), (run.Name, run.Environment, run.Agent, run.Seed));
            Assert.Null(run.Preset);
            Assert.Equal("64,32", run.Options["agent.hidden_sizes"]);
            Assert.Equal(("1E-05", "1"), (run.Options["agent.learning_rate"], run.Options["agent.discount"]));
            File.WriteAllText(Path.Combine(folder, "config.json"), "{ half");
            Assert.Empty(RunDescription.Of(folder).Options);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Band_OfThreeRuns_HoldsTheirMeanWhereAllHaveValues()
    {
        double[] places = [0, 1, 2, 3];
        var band = SeedBand.Of(places, [[double.NaN, 1, 2, 3], [0, double.NaN, 4, 5], [3, 3, 3, double.NaN]]);
        Assert.Equal(double.NaN, band.Mean[0]);
        Assert.Equal((1.0 + 2 + 3) / 3, band.Mean[1]);
        Assert.Equal(3, band.Mean[2]);
        Assert.Equal(double.NaN, band.Mean[3]);
        Assert.InRange(band.Low[1], 1, 2);
        Assert.InRange(band.High[1], 2, 3);
    }

    private static RunDescription Run(int seed, string rate) => new()
    {
        Name = $"{rate}-{seed}",
        Environment = "CartPole-v1",
        Agent = "dqn",
        Seed = $"{seed}",
        Options = new Dictionary<string, string> { ["seed"] = $"{seed}", ["environment.id"] = "CartPole-v1", ["agent.name"] = "dqn", ["agent.learning_rate"] = rate },
    };
}
