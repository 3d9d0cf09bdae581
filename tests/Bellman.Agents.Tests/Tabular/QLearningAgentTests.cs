using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

public sealed class QLearningAgentTests
{
    private static readonly QLearningOptions Fixed = new()
    {
        EpsilonSchedule = EpsilonSchedule.Constant,
        EpsilonStart = 0.6f,
        LearningRate = 0.02f,
        Discount = 0.5f,
    };

    [Fact]
    public void Update_OneStep_MovesTheValueByTheFormula()
    {
        using var env = new SyncVectorEnv(() => new NumberedMarks(new IdentityWorld()));
        var agent = new QLearningAgent(env, Fixed with { LearningRate = 0.25f, InitialValue = 4 });
        Give(agent, state: 2, action: 6, reward: 1, next: 3);
        Assert.Equal(4 + (0.25f * (1 + (0.5f * 4) - 4)), Value(agent, state: 2, action: 1));
        Give(agent, state: 3, action: 5, reward: -2, next: 2, terminated: true);
        Assert.Equal(4 + (0.25f * (-2 - 4)), Value(agent, state: 3, action: 0));
        Give(agent, state: 4, action: 7, reward: 0, next: 2, truncated: true);
        Assert.Equal(4 + (0.25f * ((0.5f * 4) - 4)), Value(agent, state: 4, action: 2));
    }

    /// <summary>
    /// With a discount of 1/2, naming the mark pays 1 and leads on to a value of V/2. The best policy has V = 2; the one that acts at random with
    /// probability 0.6 names the mark with probability 0.6, so that its V is 0.6 / (1 - 1/2) = 1.2.
    /// </summary>
    [Theory]
    [InlineData(TabularTarget.QLearning, false, 2.0)]
    [InlineData(TabularTarget.QLearning, true, 2.0)]
    [InlineData(TabularTarget.Sarsa, false, 1.6)]
    [InlineData(TabularTarget.Sarsa, true, 1.6)]
    [InlineData(TabularTarget.ExpectedSarsa, false, 1.6)]
    [InlineData(TabularTarget.ExpectedSarsa, true, 1.6)]
    public void Update_IdentityWorldUnderTimeLimit_LearnsTheValuesOfItsTarget(TabularTarget target, bool doubleQ, double named)
    {
        QLearningAgent agent = Learn(() => new IdentityWorld(), Fixed with { Target = target, DoubleQ = doubleQ }, steps: 40_000);
        for (int mark = 0; mark < 3; mark++)
        {
            for (int action = 0; action < 3; action++)
                Assert.Equal(action == mark ? named : named - 1, Value(agent, 2 + mark, action), 0.12);
        }
    }

    [Theory]
    [InlineData(TabularTarget.QLearning)]
    [InlineData(TabularTarget.Sarsa)]
    [InlineData(TabularTarget.ExpectedSarsa)]
    public void Update_EndlessWorldUnderTimeLimit_LearnsTheValueOfGoingOn(TabularTarget target)
    {
        QLearningAgent agent = Learn(() => new EndlessWorld(), Fixed with { Target = target, Discount = 0.8f, LearningRate = 0.1f }, steps: 2000);
        Assert.Equal(5, Value(agent, 2, 0), 0.01);
        Assert.Equal(5, Value(agent, 2, 1), 0.01);
    }

    [Fact]
    public void Update_NoisyChoice_OneTableOverestimatesAndTwoDoNot()
    {
        QLearningOptions options = Fixed with { EpsilonStart = 1, Discount = 1, LearningRate = 0.1f };
        double single = Largest(Learn(() => new NoisyChoice(), options, 40_000), state: 0);
        double twin = Largest(Learn(() => new NoisyChoice(), options with { DoubleQ = true }, 40_000), state: 0);
        Assert.InRange(single, 0.1, 0.6);
        Assert.InRange(twin, -0.4, 0.05);
    }

    [Fact]
    public void Act_EqualValues_AreDecidedByLot()
    {
        using var env = new SyncVectorEnv(() => new NumberedMarks(new IdentityWorld()));
        var agent = new QLearningAgent(env, Fixed with { EpsilonStart = 0 }, seed: 4);
        var counts = new int[3];
        var action = new float[1];
        for (int i = 0; i < 30_000; i++)
        {
            agent.Act([2f], action);
            counts[(int)action[0] - 5]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Update_AfterEpisodes_DecaysTheLearningRateDownToItsEnd()
    {
        QLearningOptions options = Fixed with { LearningRate = 0.5f, LearningRateDecay = 0.998f, FinalLearningRate = 0.2f };
        Assert.Equal(0.5 * Math.Pow(0.998, 99), LastRate(options, steps: 100 * 5), 1e-5);
        Assert.Equal(0.2, LastRate(options, steps: 1000 * 5), 1e-6);
    }

    [Fact]
    public void Load_ModelOfTwoTables_ActsOnTheirMean()
    {
        QLearningOptions options = Fixed with { DoubleQ = true };
        QLearningAgent agent = Learn(() => new IdentityWorld(), options, 3000);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        using var env = new SyncVectorEnv(() => new NumberedMarks(new IdentityWorld()));
        var other = new QLearningAgent(env, options, 9);
        other.ReadModel(CheckpointReader.Parse(stream.ToArray(), Agent.ModelKind, "memory"));
        for (int mark = 0; mark < 3; mark++) Assert.Equal(Value(agent, 2 + mark, mark), Value(other, 2 + mark, mark));
    }

    [Fact]
    public void Constructor_SpacesThatDoNotSuit_AreRefusedInWords()
    {
        using var boxes = new SyncVectorEnv(() => new IdentityWorld());
        Assert.Contains("Discretise", Assert.Throws<ArgumentException>(() => new QLearningAgent(boxes)).Message, StringComparison.Ordinal);
        using var continuous = new SyncVectorEnv(() => new NumberedMarks(new ContinuousWorld()));
        Assert.Contains("continuous actions", Assert.Throws<ArgumentException>(() => new QLearningAgent(continuous)).Message, StringComparison.Ordinal);
    }

    private static QLearningAgent Learn(Func<Env> world, QLearningOptions options, int steps) =>
        Train(() => Numbered(new TimeLimit(world(), 5)), env => new QLearningAgent(env, options, 1), steps);

    private static Env Numbered(Env env) => env.ObservationSpace is Discrete ? env : new NumberedMarks(env);

    private static double LastRate(QLearningOptions options, int steps) =>
        Learn(() => new IdentityWorld(), options, steps).Metrics.Find("learning_rate")!.Last;

    private static void Give(QLearningAgent agent, float state, float action, float reward, float next, bool terminated = false, bool truncated = false)
    {
        agent.Observe(new Transitions
        {
            Count = 1,
            Observations = [state],
            Actions = [action],
            Rewards = [reward],
            NextObservations = [next],
            Terminated = [terminated],
            Truncated = [truncated],
            EpisodeReturns = [reward],
            EpisodeLengths = [1],
        });
        agent.Update();
    }

    private static float Value(QLearningAgent agent, float state, int action)
    {
        var values = new float[agent.ActionCount];
        agent.ActionValues([state], values);
        return values[action];
    }

    private static double Largest(QLearningAgent agent, float state) => Enumerable.Range(0, agent.ActionCount).Max(action => Value(agent, state, action));
}
