using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

public sealed class DqnAgentTests
{
    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, false, 1)]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 3)]
    public void Update_EndlessWorldUnderTimeLimit_LearnsTheValueOfGoingOn(bool doubleQ, bool dueling, int nStep)
    {
        DqnOptions options = Small with { Discount = 0.8f, DoubleQ = doubleQ, Dueling = dueling, NStep = nStep, Loss = TdLoss.Mse };
        DqnAgent agent = Train(() => new TimeLimit(new EndlessWorld(), 5), options, steps: 4000);

        float[] values = new float[2];
        agent.ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(1 / (1 - 0.8), value, 0.1));
    }

    [Fact]
    public void Update_TerminatingWorld_LearnsTheRewardAlone()
    {
        DqnAgent agent = Train(() => new EndlessWorld(reward: 2f, terminates: true), Small with { Loss = TdLoss.Mse }, steps: 2000);
        float[] values = new float[2];
        agent.ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(2.0, value, 0.05));
    }

    [Theory]
    [InlineData(TargetUpdate.Hard, 0f)]
    [InlineData(TargetUpdate.Soft, 0f)]
    [InlineData(TargetUpdate.Soft, 0.99f)]
    public void Update_IdentityWorld_NamesEveryMark(TargetUpdate targetUpdate, float averaging)
    {
        DqnOptions options = Small with { Discount = 0.5f, TargetUpdate = targetUpdate, Tau = 0.02f, WeightAveraging = averaging };
        DqnAgent agent = Train(() => new TimeLimit(new IdentityWorld(), 20), options, steps: 3000);
        float[] action = new float[1];
        for (int mark = 0; mark < 3; mark++)
        {
            float[] observation = new float[3];
            observation[mark] = 1f;
            agent.ActGreedily(observation, action);
            Assert.Equal(5 + mark, action[0]);
        }
    }

    [Fact]
    public void ActGreedily_BetweenSteps_ChangesNothingOfTheTraining()
    {
        string undisturbed = Hash(Train(() => new TimeLimit(new IdentityWorld(), 20), Small, 600));
        string disturbed = Hash(Train(() => new TimeLimit(new IdentityWorld(), 20), Small, 600, eachStep: agent =>
        {
            agent.ActGreedily([1f, 0f, 0f], new float[1]);
            agent.ActionValues([0f, 0f, 1f], new float[3]);
        }));
        Assert.Equal(undisturbed, disturbed);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public void SaveState_InMidEpisodeThenLoad_ContinuesBitForBit(int nStep, int worlds)
    {
        DqnOptions options = Small with { NStep = nStep, WeightAveraging = 0.9f };
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), worlds);
        var agent = new DqnAgent(env, options, 3);
        env.Reset(3);
        Steps(env, agent, 333);
        using var state = new MemoryStream();
        CheckpointWriter.WriteStream(state, "test", writer =>
        {
            using (writer.Section("env")) env.Save(writer);
            using (writer.Section("agent")) agent.SaveState(writer);
        });
        Steps(env, agent, 333);

        using var otherEnv = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20), worlds);
        var other = new DqnAgent(otherEnv, options, 99);
        CheckpointReader reader = CheckpointReader.Parse(state.ToArray(), "test", "memory");
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        Steps(otherEnv, other, 333);

        Assert.Equal(Hash(agent), Hash(other));
        Assert.Equal(agent.Updates, other.Updates);
    }

    [Fact]
    public void Train_SameSeed_SameModelAndOtherSeedAnother()
    {
        string first = Hash(Train(() => new TimeLimit(new IdentityWorld(), 20), Small, 400, seed: 5));
        Assert.Equal(first, Hash(Train(() => new TimeLimit(new IdentityWorld(), 20), Small, 400, seed: 5)));
        Assert.NotEqual(first, Hash(Train(() => new TimeLimit(new IdentityWorld(), 20), Small, 400, seed: 6)));
    }

    [Fact]
    public void Step_AfterWarmUp_AllocatesNothing()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 20));
        var agent = new DqnAgent(env, Small with { NStep = 2, WeightAveraging = 0.9f, TargetUpdate = TargetUpdate.Soft }, 1);
        env.Reset(1);
        Steps(env, agent, 500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(env, agent, 2000, new float[1]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before - AllocatedByArray);
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
    public void Constructor_ContinuousActions_IsRefusedInWords()
    {
        using var env = new SyncVectorEnv(() => new ContinuousWorld());
        var exception = Assert.Throws<ArgumentException>(() => new DqnAgent(env));
        Assert.Contains("discrete", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_BufferLargerThanACheckpoint_NamesTheOptionAndTheLargest()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        var exception = Assert.Throws<ArgumentOutOfRangeException>("BufferSize", () => new DqnAgent(env, Small with { BufferSize = 1_000_000_000 }));
        Assert.StartsWith("BufferSize must be from 1 to ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("but is 1000000000.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_RewardThatOverflows_ReportsDivergence()
    {
        Func<Env> world = () => new TimeLimit(new EndlessWorld(reward: 1e38f), 5);
        var exception = Assert.Throws<TrainingDivergedException>(() => Train(world, Small with { Loss = TdLoss.Mse, MaxGradientNorm = 0 }, 500));
        Assert.Contains("loss", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The first update alone makes the weights useless; the loss of that update is still finite.</summary>
    [Theory]
    [InlineData(1e30f)]
    [InlineData(3e38f)]
    public void CheckFinite_WeightsRuinedByTheLastUpdate_ReportsDivergence(float learningRate)
    {
        Func<Env> world = () => new TimeLimit(new IdentityWorld(), 20);
        DqnAgent agent = Train(world, Small with { LearningRate = learningRate, LearningStarts = 50 }, steps: 50);
        Assert.Equal(1, agent.Updates);
        var exception = Assert.Throws<TrainingDivergedException>(agent.CheckFinite);
        Assert.Contains("at environment step 50, update 1.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckFinite_BetweenSteps_ChangesNothingOfTheTraining()
    {
        Func<Env> world = () => new TimeLimit(new IdentityWorld(), 20);
        DqnOptions options = Small with { NStep = 2, AdvantageLearning = 0.5f, WeightAveraging = 0.9f };
        Assert.Equal(Hash(Train(world, options, 600)), Hash(Train(world, options, 600, eachStep: agent => agent.CheckFinite())));
    }

    private static long AllocatedByArray
    {
        get
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(new float[1]);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private sealed class Bits(Env inner) : ObservationWrapper(inner, new MultiBinary(inner.ObservationSpace.Size))
    {
        protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => inner.CopyTo(observation);
    }
}
