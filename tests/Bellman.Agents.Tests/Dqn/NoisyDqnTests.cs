using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>DQN that explores by the noise in its weights, besides what holds for every agent.</summary>
public sealed class NoisyDqnTests
{
    private static readonly DqnOptions Noisy = Small with { NoisyNets = true, EpsilonStart = 1, EpsilonEnd = 1 };

    /// <summary>The schedule says a random action each time; there is none, and the action differs from step to step by noise alone.</summary>
    [Fact]
    public void Act_BeforeLearning_ExploresWithoutEpsilon()
    {
        using var env = new SyncVectorEnv(() => new EndlessWorld());
        var agent = new DqnAgent(env, Noisy with { NoisySigma = 2 }, 1);
        var without = new DqnAgent(env, Noisy with { NoisySigma = 0 }, 1);
        env.Reset(1);
        Assert.Equal(2, Actions(agent).Distinct().Count());
        Assert.Single(Actions(without).Distinct());
        Assert.Equal(0, agent.Metrics.Find("epsilon")!.Last);
    }

    [Fact]
    public void ActGreedily_WithNoise_IsTheSameEachTime()
    {
        DqnAgent agent = Train(() => new IdentityWorld(), Noisy with { NoisySigma = 2 }, 300);
        float[] first = new float[3], second = new float[3];
        agent.ActionValues([0.2f, 0.5f, 0.1f], first);
        agent.ActionValues([0.2f, 0.5f, 0.1f], second);
        Assert.Equal(first, second);
    }

    /// <summary>A prefill is random whatever explores afterwards.</summary>
    [Fact]
    public void Act_RandomSteps_AreRandom()
    {
        using var env = new SyncVectorEnv(() => new EndlessWorld());
        var agent = new DqnAgent(env, Noisy with { NoisySigma = 0, RandomSteps = 100 }, 1);
        env.Reset(1);
        Assert.Equal(2, Actions(agent).Distinct().Count());
    }

    [Theory]
    [InlineData(QModel.Lstm, 1, "model is lstm")]
    [InlineData(QModel.Dense, 4, "exploration_repeat")]
    public void Constructor_OptionsAtOdds_AreRefused(QModel model, int repeat, string expected)
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        string message = Assert.Throws<ArgumentException>(() => new DqnAgent(env, Noisy with { Model = model, ExplorationRepeat = repeat })).Message;
        Assert.Contains("noisy_nets", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static List<float> Actions(DqnAgent agent)
    {
        List<float> actions = [];
        float[] action = new float[1];
        for (int i = 0; i < 50; i++)
        {
            agent.Act([1f], action);
            actions.Add(action[0]);
        }

        return actions;
    }
}
