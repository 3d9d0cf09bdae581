using Bellman.Core;
using Bellman.Neural;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

public sealed class PpoAgentTests
{
    private static readonly PpoOptions Options = new() { ActorHiddenSizes = [8], CriticHiddenSizes = [12, 6], RolloutSteps = 8, BatchSize = 10, Epochs = 3 };

    [Fact]
    public void Update_FullRollout_LearnsInBatchesAndAFinalShorterOne()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), 4);
        var agent = new PpoAgent(env, Options, 1);
        env.Reset(1);
        Steps(env, agent, 7);
        Assert.Equal(0, agent.Updates);
        Steps(env, agent, 1);
        Assert.Equal(3 * 4, agent.Updates);
        Steps(env, agent, 15);
        Assert.Equal(2 * 3 * 4, agent.Updates);
    }

    [Fact]
    public void Update_SchedulesOverSteps_FallInAStraightLine()
    {
        PpoOptions options = Options with
        {
            LearningRate = 1e-2f,
            FinalLearningRate = 1e-3f,
            LearningRateDecaySteps = 320,
            ClipRange = 0.4f,
            FinalClipRange = 0.2f,
            ClipRangeDecaySteps = 160,
        };
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), 4);
        var agent = new PpoAgent(env, options, 1);
        env.Reset(1);
        foreach ((double rate, double clip) in new[] { (1e-2, 0.4), (1e-2 - (0.1 * 9e-3), 0.36), (1e-2 - (0.2 * 9e-3), 0.32) })
        {
            Steps(env, agent, 8);
            Assert.Equal(rate, agent.Metrics.Find("learning_rate")!.Last, 1e-6);
            Assert.Equal(clip, agent.Metrics.Find("clip_range")!.Last, 1e-6);
        }

        Steps(env, agent, 8 * 20);
        Assert.Equal(1e-3, agent.Metrics.Find("learning_rate")!.Last, 1e-6);
        Assert.Equal(0.2, agent.Metrics.Find("clip_range")!.Last, 1e-6);
    }

    [Fact]
    public void Update_PolicyMovedTooFar_EndsTheRound()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), 4);
        var agent = new PpoAgent(env, Options with { LearningRate = 0.1f, TargetKl = 0.01f, Epochs = 50 }, 1);
        env.Reset(1);
        Steps(env, agent, 8);
        Assert.InRange(agent.Updates, 1, 20);
        Assert.True(agent.Metrics.Find("approx_kl")!.Last > 0.015);
    }

    [Fact]
    public void Update_SeparateRatesAndNorms_MoveEachNetworkByItsOwn()
    {
        PpoOptions options = Options with { Optimizer = OptimizerKind.Sgd, LearningRate = 1e-6f, CriticLearningRate = 1, MaxGradientNorm = 0.5f, SharedGradientNorm = false };
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), 4);
        var agent = new PpoAgent(env, options, 1);
        env.Reset(1);
        float[] seen = [1, 0, 0];
        float value = agent.StateValue(seen);
        Steps(env, agent, 8);
        Assert.True(Math.Abs(agent.StateValue(seen) - value) > 0.1);
        Assert.InRange(agent.Metrics.Find("approx_kl")!.Maximum, 0, 1e-6);
    }

    [Fact]
    public void RequireTrainable_BatchLargerThanARollout_SaysWhatToChange()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld(), 4);
        string message = Assert.Throws<ArgumentException>(() => new PpoAgent(env, Options with { BatchSize = 33 }).RequireTrainable()).Message;
        Assert.StartsWith("A batch_size of 33 is more than a rollout holds, 8 steps in 4 worlds. Take at most 32, more rollout_steps or more worlds.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_RolloutLargerThanACheckpoint_SaysTheLargest()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld(), 2000);
        string message = Assert.Throws<ArgumentException>("steps", () => new PpoAgent(env, Options with { RolloutSteps = 1_000_000 })).Message;
        Assert.Contains("is more than a checkpoint can hold. Take at most ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Act_BeyondTheBounds_IsClippedForTheWorldAlone()
    {
        using var env = new SyncVectorEnv(() => new AimWorld());
        var agent = new PpoAgent(env, Options with { InitialLogStd = 2, RolloutSteps = 10_000 }, 1);
        env.Reset(1);
        float[] action = new float[2];
        int atBounds = 0;
        for (int i = 0; i < 1000; i++)
        {
            Steps(env, agent, 1, action);
            Assert.True(env.ActionSpace.Contains(action));
            if (action[0] is -1 or 3) atBounds++;
        }

        // Of a normal distribution of deviation e^2, 89 % lie beyond one.
        Assert.InRange(atBounds, 860, 925);
    }

    [Fact]
    public void Metrics_AfterARound_AreAllThere()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), 4);
        var agent = new PpoAgent(env, Options with { Discount = 0.5f }, 1);
        env.Reset(1);
        Steps(env, agent, 8 * 60);
        string[] names = ["loss", "policy_loss", "value_loss", "entropy", "gradient_norm", "explained_variance", "learning_rate", "approx_kl", "clip_fraction", "clip_range"];
        Assert.Equal(names, agent.Metrics.Scalars.Select(scalar => scalar.Name));
        Assert.All(agent.Metrics.Scalars, scalar => Assert.True(double.IsFinite(scalar.Mean), scalar.Name));
        Assert.InRange(agent.Metrics.Find("entropy")!.Last, 0, Math.Log(3));
    }

    [Theory]
    [InlineData(new[] { 1f, 2, 3 }, new[] { 1f, 2, 3 }, 1.0)]
    [InlineData(new[] { 2f, 2, 2 }, new[] { 1f, 2, 3 }, 0.0)]
    [InlineData(new[] { 3f, 2, 1 }, new[] { 1f, 2, 3 }, -3.0)]
    [InlineData(new[] { 1f, 2, 3 }, new[] { 2f, 2, 2 }, double.NaN)]
    public void ExplainedVariance_Values_IsThePartOfTheReturns(float[] values, float[] returns, double expected) =>
        Assert.Equal(expected, Advantages.ExplainedVariance(values, returns), 1e-6);

    [Fact]
    public void Standardize_OneNumber_StaysAsItIs()
    {
        float[] one = [7f];
        Advantages.Standardize(one);
        Assert.Equal([7f], one);
    }
}
