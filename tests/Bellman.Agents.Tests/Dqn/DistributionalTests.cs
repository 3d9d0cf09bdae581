using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>C51 and QR-DQN, besides what holds for every agent.</summary>
public sealed class DistributionalTests
{
    private static readonly C51Options Atoms = new()
    {
        HiddenSizes = [16], LearningRate = 5e-3f, Atoms = 11, VMin = 0, VMax = 10, BatchSize = 32, BufferSize = 500, LearningStarts = 50, TrainEvery = 1, TargetUpdateEvery = 50,
    };

    private static readonly QrDqnOptions Quantiles = new()
    {
        HiddenSizes = [16], LearningRate = 5e-3f, Quantiles = 10, BatchSize = 32, BufferSize = 500, LearningStarts = 50, TrainEvery = 1, TargetUpdateEvery = 50,
    };

    [Fact]
    public void C51_TerminatingWorld_LearnsTheRewardAlone() =>
        Assert.All(Values(env => new C51Agent(env, Atoms, 1)), value => Assert.Equal(2, value, 0.05));

    [Fact]
    public void QrDqn_TerminatingWorld_LearnsTheRewardAlone() =>
        Assert.All(Values(env => new QrDqnAgent(env, Quantiles, 1)), value => Assert.Equal(2, value, 0.05));

    /// <summary>
    /// Half of the rewards are 0 and half 4: a quantile t below one half would be 0, but Huber's parabola of threshold 1 pulls with (1 - t) q from below and with t from above, which makes it t / (1 - t).
    /// The mean of all is 2.
    /// </summary>
    [Fact]
    public void QrDqn_TwoEquallyLikelyRewards_QuantilesAreTheDistributionsAndTheValueTheirMean()
    {
        QrDqnAgent agent = Train(() => new CoinWorld(), env => new QrDqnAgent(env, Quantiles with { LearningRate = 2e-3f, WeightAveraging = 0.995f, BufferSize = 5000 }, 1), 6000);
        float[] values = new float[2];
        agent.ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(2, value, 0.3));
        float[] quantiles = agent.Outputs([1f]).ToArray();
        for (int i = 0; i < 10; i++)
        {
            double at = (i + 0.5) / 10;
            Assert.Equal(at < 0.5 ? at / (1 - at) : 4 - ((1 - at) / at), quantiles[i], 0.25);
        }
    }

    [Fact]
    public void C51_TwoEquallyLikelyRewards_BothAtomsGetHalf()
    {
        C51Agent agent = Train(() => new CoinWorld(), env => new C51Agent(env, Atoms with { LearningRate = 2e-3f, WeightAveraging = 0.995f, BufferSize = 5000 }, 1), 6000);
        float[] probabilities = new float[11];
        Neural.CategoricalLosses.Probabilities(agent.Outputs([1f])[..11], probabilities);
        Assert.Equal(0.5, probabilities[0], 0.05);
        Assert.Equal(0.5, probabilities[4], 0.05);
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(2f, -2f)]
    public void C51_EmptyRange_IsRefusedWithBothEnds(float low, float high)
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        string message = Assert.Throws<ArgumentException>(() => new C51Agent(env, Atoms with { VMin = low, VMax = high })).Message;
        Assert.Contains($"v_min must be below v_max, but they are {low} and {high}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c51", QModel.Lstm)]
    [InlineData("qrdqn", QModel.Gru)]
    public void Constructor_NetworkWithMemory_IsRefused(string name, QModel model)
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        DeepQOptions options = name == "c51" ? Atoms with { Model = model } : Quantiles with { Model = model };
        string message = Assert.Throws<ArgumentException>(() => AgentRegistry.Create(name, env, options, 1)).Message;
        Assert.Contains("agent dqn alone", message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireTrainable_BatchLargerThanTheReplay_IsRefused()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        Assert.Throws<ArgumentException>(new C51Agent(env, Atoms with { BatchSize = 501 }).RequireTrainable);
        Assert.Throws<ArgumentException>(new QrDqnAgent(env, Quantiles with { BatchSize = 501 }).RequireTrainable);
    }

    private static float[] Values(Func<VectorEnv, DeepQAgent> make)
    {
        float[] values = new float[2];
        Train(() => new EndlessWorld(reward: 2f, terminates: true), make, 2000).ActionValues([1f], values);
        return values;
    }

    /// <summary>Pays 0 or 4, as a coin falls, and ends.</summary>
    private sealed class CoinWorld : Env
    {
        public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        protected override void OnReset(Span<float> observation) => observation[0] = 1f;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            observation[0] = 1f;
            return new StepResult(4 * Rng.Next(2), Terminated: true);
        }
    }
}
