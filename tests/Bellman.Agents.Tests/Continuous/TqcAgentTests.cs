using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>What truncated quantile critics have besides what holds for every agent (<see cref="AgentContractTests"/>).</summary>
public sealed class TqcAgentTests
{
    private static readonly TqcOptions Small = AgentCases.SmallContinuous(new TqcOptions { TemperatureLearningRate = 1e-2f, Quantiles = 10 });

    /// <summary>
    /// A world that always pays 1 is worth <c>Q = 1 + gamma (Q + alpha H)</c>, as for soft actor-critic: the entropy of all the actions to come is paid for, that of the present one is not.
    /// Where the returns hardly vary, it does not matter how many quantiles there are and how many are left out.
    /// </summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    public void Update_FixedTemperature_PaysForTheEntropyToCome(int quantiles, int dropped)
    {
        TqcOptions options = Small with { Quantiles = quantiles, DroppedPerCritic = dropped, LearnTemperature = false, Temperature = 0.5f, RandomSteps = 0 };
        TqcAgent agent = Train(() => new TimeLimit(LessonWorlds.Endless(LessonWorld.Aim), 5), env => new TqcAgent(env, options, 1), steps: 4000);
        double entropy = agent.Metrics.Find("entropy")!.Last;
        Assert.InRange(entropy, 1, 2 * Math.Log(2));
        Assert.Equal((1 + (0.5 * 0.5 * entropy)) / (1 - 0.5), agent.StateValue([1f]), 0.1);
    }

    /// <summary>With one quantile and none dropped the critics learn a median of two critics' values: it masters what soft actor-critic does.</summary>
    [Fact]
    public void Update_OneQuantileNoneDropped_MastersTheIdentityWorld()
    {
        TqcOptions options = Small with { Quantiles = 1, DroppedPerCritic = 0, Temperature = 0.1f };
        TqcAgent agent = Train(() => new TimeLimit(LessonWorlds.Identity(LessonWorld.Aim), 20), env => new TqcAgent(env, options, 2), steps: 4000, seed: 2);
        Assert.Empty(LessonWorlds.Mistakes(LessonWorld.Aim, agent));
    }

    /// <summary>Dropping more makes the critics more careful where values are uncertain.</summary>
    [Fact]
    public void Update_MoreDropped_ExpectsLess()
    {
        double Value(int dropped) => Train(
            () => new TimeLimit(new AimWorld(), 20), env => new TqcAgent(env, Small with { DroppedPerCritic = dropped, LearnTemperature = false, Temperature = 0.2f, Discount = 0.9f }, 1), steps: 1500)
            .Metrics.Find("q_value")!.Last;
        Assert.True(Value(dropped: 7) < Value(dropped: 0));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(2, 3)]
    public void Create_NoAtomLeft_IsRefusedInWords(int quantiles, int dropped)
    {
        using var env = new SyncVectorEnv(() => new AimWorld());
        string message = Assert.Throws<ArgumentException>(() => new TqcAgent(env, Small with { Quantiles = quantiles, DroppedPerCritic = dropped })).Message;
        Assert.Contains($"dropped_per_critic must be below quantiles, but they are {dropped} and {quantiles}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TqcOptions { Critics = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TqcOptions { Quantiles = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TqcOptions { DroppedPerCritic = -1 });
    }
}
