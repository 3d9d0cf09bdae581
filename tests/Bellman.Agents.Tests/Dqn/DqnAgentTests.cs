using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>What DQN has besides what holds for every agent (<see cref="AgentContractTests"/>).</summary>
public sealed class DqnAgentTests
{
    [Fact]
    public void Update_TerminatingWorld_LearnsTheRewardAlone()
    {
        DqnAgent agent = Train(() => new EndlessWorld(reward: 2f, terminates: true), Small with { Loss = TdLoss.Mse }, steps: 2000);
        float[] values = new float[2];
        agent.ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(2.0, value, 0.05));
    }

    /// <summary>Marks are zeros and ones, so that a space that says so has them stored as bytes; nothing else may differ.</summary>
    [Fact]
    public void Train_ObservationsOfBits_SameModelAsOfFloats()
    {
        Assert.True(ReplayBuffer.FitsBytes(new Bits(new IdentityWorld()).ObservationSpace));
        string floats = Hash(Train(() => new TimeLimit(new IdentityWorld(), 20), Small, 600));
        Assert.Equal(floats, Hash(Train(() => new Bits(new TimeLimit(new IdentityWorld(), 20)), Small, 600)));
    }

    [Theory]
    [InlineData(1, 4, 1, 100, 13)]
    [InlineData(1, 1, 2, 100, 100)]
    [InlineData(3, 4, 1, 99, 12)]
    [InlineData(8, 4, 1, 96, 12)]
    public void Update_ByPace_MakesTheUpdatesDue(int worlds, int trainEvery, int perRound, int steps, int expected)
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), worlds);
        DqnOptions options = Small with { LearningStarts = 51, TrainEvery = trainEvery, UpdatesPerRound = perRound };
        var agent = new DqnAgent(env, options, 1);
        env.Reset(1);
        Steps(env, agent, steps / worlds);
        Assert.Equal(expected, agent.Updates);
    }

    [Fact]
    public void Constructor_BufferLargerThanACheckpoint_NamesTheOptionAndTheLargest()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        var exception = Assert.Throws<ArgumentOutOfRangeException>("BufferSize", () => new DqnAgent(env, Small with { BufferSize = 1_000_000_000 }));
        Assert.StartsWith("BufferSize must be from 1 to ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("but is 1000000000.", exception.Message, StringComparison.Ordinal);
    }

    private sealed class Bits(Env inner) : ObservationWrapper(inner, new MultiBinary(inner.ObservationSpace.Size))
    {
        protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => inner.CopyTo(observation);
    }

    /// <summary>Every step is an episode here: the third update is made after three of them.</summary>
    [Fact]
    public void Update_LearningRateDecay_MultipliesAfterEachEpisode()
    {
        using var env = new SyncVectorEnv(() => new EndlessWorld(terminates: true));
        var agent = new DqnAgent(env, new DqnOptions { LearningRate = 0.01f, LearningRateDecay = 0.5f, LearningStarts = 0, TrainEvery = 1, BatchSize = 4, BufferSize = 10 });
        env.Reset(1);
        Steps(env, agent, 3);
        Assert.Equal(0.00125f, (float)agent.Metrics.Find("learning_rate")!.Last);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e9f)]
    public void Update_GradientNorms_AreRecordedOfTheWholeAndOfEachTensor(float maximum)
    {
        using var env = new SyncVectorEnv(() => new EndlessWorld(terminates: true));
        var agent = new DqnAgent(env, new DqnOptions { MaxGradientNorm = maximum, LearningStarts = 0, TrainEvery = 1, BatchSize = 4, BufferSize = 10 });
        env.Reset(1);
        Steps(env, agent, 1);
        ScalarMetric[] tensors = [.. agent.Metrics.Scalars.Where(scalar => scalar.IsDetail)];
        Assert.Equal(6, tensors.Length);
        Assert.Equal(agent.Metrics.Find("gradient_norm")!.Last, Math.Sqrt(tensors.Sum(tensor => tensor.Last * tensor.Last)), 1e-4);
    }
}
