using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>Deep Q-learning with a network that remembers.</summary>
public sealed class RecurrentDqnTests
{
    private static readonly DqnOptions Remembering = Small with
    {
        Model = QModel.Lstm,
        HiddenSizes = [],
        RecurrentUnits = 16,
        SequenceLength = 4,
        BatchSize = 16,
        BufferSize = 2000,
        Discount = 0.5f,
        LearningRate = 1e-2f,
    };

    public static TheoryData<string> Settings => ["lstm", "gru", "burn-in", "zero state, burn-in", "three steps, single", "dueling"];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Update_RhythmWorld_KeepsTheRhythmFromTheFirstStepOn(string setting)
    {
        DqnAgent agent = Train(() => new RhythmWorld(), Set(setting), steps: 4000);
        Assert.Equal(RhythmWorld.Rhythm, Played(agent));
        Assert.Equal(RhythmWorld.Rhythm, Played(agent));
    }

    [Fact]
    public void Update_RhythmWorld_NoNetworkWithoutMemoryKeepsIt() =>
        Assert.NotEqual(RhythmWorld.Rhythm, Played(Train(() => new RhythmWorld(), Remembering with { Model = QModel.Dense, RecurrentUnits = 256 }, steps: 4000)));

    /// <summary>Without a discount an end that is hidden changes no target: all that is wrong is what is remembered across it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Update_RhythmWorldWhoseEndsAreHidden_LosesTheRhythm(bool hidden)
    {
        DqnAgent? learner = null;
        DqnOptions options = Remembering with { Discount = 0 };
        Train<Agent>(
            () => new RhythmWorld(),
            env =>
            {
                learner = new DqnAgent(env, options, 1);
                return hidden ? new HiddenEnds(learner) : learner;
            },
            steps: 4000);
        Assert.Equal(!hidden, RhythmWorld.Rhythm.SequenceEqual(Played(learner!)));
    }

    /// <summary>What is remembered of the training's worlds may not depend on what is played in between.</summary>
    [Fact]
    public void ActGreedily_InMidEpisodes_LeavesTheMemoryOfTheWorldsAlone()
    {
        string undisturbed = Hash(Train(() => new RhythmWorld(), Remembering, 300));
        string disturbed = Hash(Train(() => new RhythmWorld(), Remembering, 300, eachStep: agent => agent.ActGreedily([1f], new float[1])));
        Assert.Equal(undisturbed, disturbed);
    }

    /// <summary>Only a new episode takes the values back to where they were.</summary>
    [Fact]
    public void BeginGreedyEpisode_AfterSteps_Forgets()
    {
        DqnAgent agent = Train(() => new RhythmWorld(), Remembering, 300);
        float[] first = Values(agent), second = Values(agent);
        Assert.NotEqual(first, second);
        agent.BeginGreedyEpisode();
        Assert.Equal(first, Values(agent));
    }

    /// <summary>Learning without a step size changes no weight, so that the values along a stored sequence are those that were acted on.</summary>
    [Theory]
    [InlineData(InitialState.Stored, 0)]
    [InlineData(InitialState.Stored, 3)]
    [InlineData(InitialState.Zero, 16)]
    public void Loss_UnchangedWeights_UnrollsWhatWasActedOn(InitialState state, int burnIn)
    {
        DqnOptions options = Remembering with { InitialState = state, BurnIn = burnIn, EpsilonSchedule = EpsilonSchedule.Constant, EpsilonStart = 0.5f, Discount = 0, Loss = TdLoss.Mse, LearningStarts = 1000, BufferSize = 400, BatchSize = 100 };
        using var env = new SyncVectorEnv(() => new RhythmWorld());
        var network = QNetwork.Build(env.ObservationSpace, 2, options);
        var weights = new QParameters(network, options, new Numerics.Pcg64(1));
        var learner = new SequenceLearner(env, options, weights, maskSize: 0);
        double sum = 0;
        int steps = 0;
        env.Reset(1);
        float[] action = new float[1];
        while (learner.Count < 100)
        {
            ReadOnlySpan<float> values = learner.ActingValues(0, env.Observations);
            action[0] = steps % 2;
            Transitions transitions = env.Step(action);
            sum += Math.Pow(values[steps % 2] - transitions.Rewards[0], 2);
            steps++;
            learner.Observe(in transitions, 0, default);
        }

        learner.TakeFirst();
        Assert.Equal(sum / steps, learner.Loss(), 1e-5);
    }

    [Fact]
    public void Constructor_BufferLargerThanACheckpoint_NamesTheOption()
    {
        using var env = new SyncVectorEnv(() => new RhythmWorld());
        Assert.Throws<ArgumentOutOfRangeException>("BufferSize", () => new DqnAgent(env, Remembering with { RecurrentUnits = 1000, BufferSize = 1_000_000_000 }));
    }

    private static DqnOptions Set(string setting) => setting switch
    {
        "gru" => Remembering with { Model = QModel.Gru },
        "burn-in" => Remembering with { BurnIn = 2, SequenceLength = 2, BatchSize = 32 },
        "zero state, burn-in" => Remembering with { InitialState = InitialState.Zero, BurnIn = 6, SequenceLength = 2, BatchSize = 32 },
        "three steps, single" => Remembering with { NStep = 3, DoubleQ = false },
        "dueling" => Remembering with { Dueling = true, HiddenSizes = [8], TargetUpdate = TargetUpdate.Soft, Tau = 0.02f, WeightAveraging = 0.9f },
        _ => Remembering,
    };

    private static int[] Played(DqnAgent agent)
    {
        float[] action = new float[1];
        agent.BeginGreedyEpisode();
        return [.. RhythmWorld.Rhythm.Select(_ =>
        {
            agent.ActGreedily([1f], action);
            return (int)action[0];
        })];
    }

    private static float[] Values(DqnAgent agent)
    {
        float[] values = new float[2];
        agent.ActionValues([1f], values);
        return values;
    }
}
