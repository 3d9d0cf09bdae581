using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>What soft actor-critic has besides what holds for every agent (<see cref="AgentContractTests"/>).</summary>
public sealed class SacAgentTests
{
    private static readonly SacOptions Small = AgentCases.SmallContinuous(new SacOptions { TemperatureLearningRate = 1e-2f });

    /// <summary>
    /// A world that always pays 1 is worth <c>Q = 1 + gamma (Q + alpha H)</c>: the entropy of all the actions to come is paid for, that of the present one is not.
    /// </summary>
    [Fact]
    public void Update_FixedTemperature_PaysForTheEntropyToCome()
    {
        SacOptions options = Small with { LearnTemperature = false, Temperature = 0.5f, RandomSteps = 0 };
        SacAgent agent = Train(() => new TimeLimit(LessonWorlds.Endless(LessonWorld.Aim), 5), env => new SacAgent(env, options, 1), steps: 4000);
        double entropy = agent.Metrics.Find("entropy")!.Last;
        Assert.InRange(entropy, 1, 2 * Math.Log(2));
        Assert.Equal((1 + (0.5 * 0.5 * entropy)) / (1 - 0.5), agent.StateValue([1f]), 0.1);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(0f)]
    public void Update_LearnedTemperature_HoldsTheEntropyAtItsTarget(float target)
    {
        SacAgent agent = Train(() => new TimeLimit(new AimWorld(), 20), env => new SacAgent(env, Small with { TargetEntropy = target }, 1), steps: 6000);
        Assert.Equal(2 * target, agent.Metrics.Find("entropy")!.Mean, 0.5);
    }

    [Fact]
    public void Act_AfterTheRandomSteps_DrawsFromThePolicy()
    {
        using var env = new SyncVectorEnv(() => new AimWorld());
        var agent = new SacAgent(env, Small with { RandomSteps = 0 }, 1);
        float[] first = new float[2], second = new float[2], greedy = new float[2];
        agent.Act([0f, 0f], first);
        agent.Act([0f, 0f], second);
        agent.ActGreedily([0f, 0f], greedy);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, greedy);
        Assert.True(env.ActionSpace.Contains(first));
    }

    [Theory]
    [InlineData(-3f, 1)]
    [InlineData(1f, -1)]
    public void Step_EntropyOffItsTarget_MovesTheTemperatureAgainstIt(float entropy, int direction)
    {
        var temperature = new Temperature(new SacOptions { Temperature = 0.2f, TemperatureLearningRate = 0.01f }, actionSize: 2);
        temperature.Step(meanLogProb: -entropy, rateFraction: 0.5f);

        // The first step of Adam is as long as its step size, whatever the gradient.
        Assert.Equal(0.2 * Math.Exp(0.005 * direction), temperature.Value, 1e-6);
    }

    [Fact]
    public void Step_FixedTemperature_Stays()
    {
        var temperature = new Temperature(new SacOptions { Temperature = 0.2f, LearnTemperature = false }, actionSize: 2);
        temperature.Step(meanLogProb: 5f, rateFraction: 1f);
        Assert.Equal(0.2f, temperature.Value);
    }

    [Fact]
    public void Options_StepSizes_AreThoseOfThePaperUnlessStated()
    {
        var options = new SacOptions();
        Assert.Equal(3e-4f, options.ActorLearningRate);
        Assert.Equal(3e-4f, options.CriticLearningRate);
        Assert.Equal(1e-2f, new SacOptions { CriticLearningRate = 1e-2f }.CriticLearningRate);
    }
}
