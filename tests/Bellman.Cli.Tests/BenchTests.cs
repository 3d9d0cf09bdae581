using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

/// <summary><c>bellman bench</c>.</summary>
public sealed class BenchTests
{
    [Theory]
    [InlineData("peak/fma")]
    [InlineData("update/8-64-64-4/b64")]
    [InlineData("update/8-64-64-4/b128")]
    [InlineData("update/8-256-256-4/b128")]
    [InlineData("update/nature-cnn/b32")]
    [InlineData("update/lstm-64x16/b32")]
    [InlineData("double-dqn/nature-cnn/b32")]
    [InlineData("double-dqn/8-64-64-4/b64")]
    [InlineData("double-dqn/8-64-64-4/b128")]
    [InlineData("act/8-64-64-4")]
    [InlineData("env/CartPole-v1")]
    [InlineData("env/MountainCar-v0")]
    [InlineData("env/LunarLander-v3")]
    [InlineData("whole/rltools-pendulum-sac")]
    [InlineData("whole/rltools-pendulum-td3")]
    [InlineData("whole/rltools-pendulum-ppo")]
    public void All_FigureOfTheTable_IsMeasured(string name) => Assert.Contains(BenchCommand.All, benchmark => benchmark.Name == name);

    [Fact]
    public void All_EveryPreset_IsTrained() => Assert.All(
        Experiments.Presets.All, preset => Assert.Contains(BenchCommand.All, benchmark => benchmark.Name == $"train/{preset.Name}"));

    /// <summary>An agent that updates with each step, one that does with each episode, and one that does after each rollout of several worlds.</summary>
    [Theory]
    [InlineData("train/weng-qlearning")]
    [InlineData("train/weng-reinforce")]
    [InlineData("train/ppo-cartpole")]
    public void Bench_Training_IsInStepsPerSecondAndAllocatesNothing(string name)
    {
        JsonObject figure = Bellman.Run("bench", "--filter", name, "--json").ShouldSucceed().Json[^1];
        Assert.Equal(name, (string?)figure["name"]);
        Assert.Equal("steps/s", (string?)figure["unit"]);
        Assert.InRange((double)figure["value"]!, 1000, 1e9);
        Assert.Equal(0, (double)figure["allocated_bytes"]!);
    }

    [Fact]
    public void Bench_WholeTraining_IsInSeconds()
    {
        JsonObject figure = Bellman.Run("bench", "--filter", "whole/rltools-pendulum-td3", "--json").ShouldSucceed().Json[^1];
        Assert.Equal("s", (string?)figure["unit"]);
        Assert.InRange((double)figure["value"]!, 0.1, 600);
    }

    [Fact]
    public void Bench_Json_IsALineWithFourKeysPerFigureAndHasThePeak()
    {
        JsonObject[] figures = Bellman.Run("bench", "--filter", "act/", "--json").ShouldSucceed().Json;
        Assert.Equal(["peak/fma", "act/8-64-64-4"], figures.Select(line => (string?)line["name"]));
        JsonObject figure = figures[^1];
        Assert.Equal(["name", "value", "unit", "allocated_bytes"], figure.Select(entry => entry.Key));
        Assert.Equal("us", (string?)figure["unit"]);
        Assert.InRange((double)figure["value"]!, 0.01, 1000);
        Assert.Equal(0, (double)figure["allocated_bytes"]!);
    }

    [Fact]
    public void BenchEnvs_Plain_IsATableOfStepsAndAllocations()
    {
        string[] lines = Bellman.Run("bench", "envs", "--filter", "cliff").ShouldSucceed().Lines;
        Assert.Matches("^ENVIRONMENT +ONE WORLD +ALLOCATED +256 WORLDS +ALLOCATED +TIMES$", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^CliffWalking-v1 +[\d,]{7,} +0 B ", lines[1]);
    }

    [Fact]
    public void BenchEnvs_Json_HasEachEnvironmentsFigure()
    {
        JsonObject[] figures = Bellman.Run("bench", "envs", "--filter", "env/Taxi-v3", "--json").ShouldSucceed().Json;
        Assert.Equal(["peak/fma", "env/Taxi-v3"], figures.Select(line => (string?)line["name"]));
        Assert.Equal(0, (double)figures[^1]["allocated_bytes"]!);
    }

    [Fact]
    public void All_EveryEnvironment_IsMeasured() => Assert.All(
        global::Bellman.Environments.Envs.Specs, spec => Assert.Contains(BenchCommand.All, benchmark => benchmark.Name == $"env/{spec.Id}"));
}
