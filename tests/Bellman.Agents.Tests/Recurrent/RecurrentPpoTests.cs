using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>PPO and A2C with networks that remember.</summary>
public sealed class RecurrentPpoTests
{
    private static readonly PpoOptions Remembering = new()
    {
        Model = PolicyModel.Lstm,
        ActorHiddenSizes = [],
        CriticHiddenSizes = [],
        RecurrentUnits = 16,
        SequenceLength = 16,
        RolloutSteps = 64,
        BatchSize = 64,
        Epochs = 4,
        Discount = 0,
        EntropyCoefficient = 0.02f,
        LearningRate = 3e-3f,
    };

    public static TheoryData<string> Settings => ["lstm", "gru", "shared torso", "short sequences", "short last batch", "a2c"];

    /// <summary>The seed is one of those with which all settings find it: about one training in eight stays with a rhythm that is nearly right.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public void Update_RhythmWorld_KeepsTheRhythmFromTheFirstStepOn(string setting)
    {
        Agent agent = Learn(env => Make(env, setting));
        Assert.Equal(RhythmWorld.Rhythm, Played(agent));
        Assert.Equal(RhythmWorld.Rhythm, Played(agent));
    }

    [Fact]
    public void Update_RhythmWorld_NoNetworkWithoutMemoryKeepsIt() =>
        Assert.NotEqual(RhythmWorld.Rhythm, Played(Learn(env => new PpoAgent(env, Remembering with { Model = PolicyModel.Dense, RecurrentUnits = 64, ActorHiddenSizes = [16] }))));

    /// <summary>Without a discount an end that is hidden changes no advantage: all that is wrong is what is remembered across it.</summary>
    [Fact]
    public void Update_RhythmWorldWhoseEndsAreHidden_LosesTheRhythm()
    {
        PpoAgent? learner = null;
        Learn(env => new HiddenEnds(learner = new PpoAgent(env, Remembering, 1)));
        Assert.NotEqual(RhythmWorld.Rhythm, Played(learner!));
    }

    /// <summary>Weights that hardly change unroll to the probabilities and values that were acted on, over the ends of episodes and from each sequence's stored beginning.</summary>
    [Theory]
    [InlineData(false, 16)]
    [InlineData(false, 4)]
    [InlineData(true, 4)]
    public void Update_WeightsThatHardlyMove_UnrollWhatWasActedOn(bool shared, int length)
    {
        PpoOptions options = Remembering with { SharedTorso = shared, SequenceLength = length, LearningRate = 1e-12f, Epochs = 1, ValueClipRange = 1e-4f, Discount = 0.5f, RecurrentUnits = 32 };
        using var env = new SyncVectorEnv(() => new RhythmWorld(), 3);
        var agent = new PpoAgent(env, options, 1);
        var same = new PpoAgent(env, options with { ValueClipRange = 0 }, 1);
        foreach (PpoAgent one in new[] { agent, same })
        {
            env.Reset(1);
            Steps(env, one, 64 * 4);
            Assert.InRange(one.Metrics.Find("approx_kl")!.Maximum, -1e-6, 1e-6);
        }

        // A value that differed from the old one would be clipped, and the clipped loss be another.
        Assert.Equal(same.Metrics.Find("value_loss")!.Mean, agent.Metrics.Find("value_loss")!.Mean, 1e-6);
    }

    /// <summary>A time limit's value comes from what is remembered at the end, and does not become part of the next episode's memory.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Update_CountingWorldUnderALimit_KnowsWhatGoingOnIsWorth(bool shared)
    {
        PpoOptions options = Remembering with { SharedTorso = shared, Discount = 0.5f, GaeLambda = 0.9f };
        using var env = new SyncVectorEnv(() => new TimeLimit(new EndlessWorld(), 5), 4);
        var agent = new PpoAgent(env, options, 1);
        env.Reset(1);
        Steps(env, agent, 64 * 40);
        Assert.Equal(2, agent.StateValue([1f]), 0.1);
        Assert.InRange(agent.Metrics.Find("value_loss")!.Last, 0, 0.01);
    }

    /// <summary>What is remembered of the training's worlds may not depend on what is played in between.</summary>
    [Fact]
    public void ActGreedily_InMidEpisodes_LeavesTheMemoryOfTheWorldsAlone()
    {
        PpoAgent Make(VectorEnv env) => new(env, Remembering, 1);
        string undisturbed = Hash(Train(() => new RhythmWorld(), Make, 300));
        Assert.Equal(undisturbed, Hash(Train(() => new RhythmWorld(), Make, 300, eachStep: agent => agent.ActGreedily([1f], new float[1]))));
    }

    [Theory]
    [InlineData(10, 64, 64, "The 64 rollout_steps of a world are no whole sequences of 10 steps. Take a sequence_length that divides them.")]
    [InlineData(32, 64, 48, "A batch_size of 48 transitions is no number of whole sequences of 32 steps. Take a multiple of sequence_length.")]
    public void Constructor_SequencesThatDoNotFit_SaysWhatToChange(int length, int steps, int batch, string message)
    {
        using var env = new SyncVectorEnv(() => new RhythmWorld());
        PpoOptions options = Remembering with { SequenceLength = length, RolloutSteps = steps, BatchSize = batch };
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new PpoAgent(env, options)).Message, StringComparison.Ordinal);
    }

    /// <summary>Four million beginnings of 512 numbers would take 8 GB.</summary>
    [Fact]
    public void Constructor_MoreBeginningsThanACheckpointHolds_SaysWhatToChange()
    {
        using var env = new SyncVectorEnv(() => new RhythmWorld(), 4);
        PpoOptions options = Remembering with { SequenceLength = 1, RolloutSteps = 1_000_000, RecurrentUnits = 256 };
        Assert.Contains("Take fewer rollout_steps, a longer sequence_length or fewer recurrent_units.", Assert.Throws<ArgumentException>(() => new PpoAgent(env, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_SharedTorsoWithoutLayers_SaysWhatToChange()
    {
        using var env = new SyncVectorEnv(() => new RhythmWorld());
        PpoOptions options = Remembering with { Model = PolicyModel.Dense, RecurrentUnits = 64, SharedTorso = true };
        Assert.StartsWith("A shared_torso of dense layers without actor_hidden_sizes would be empty.", Assert.Throws<ArgumentException>(() => new PpoAgent(env, options)).Message, StringComparison.Ordinal);
    }

    private static Agent Make(VectorEnv env, string setting, ulong seed = 13) => setting switch
    {
        "gru" => new PpoAgent(env, Remembering with { Model = PolicyModel.Gru }, seed),
        "shared torso" => new PpoAgent(env, Remembering with { SharedTorso = true, ActorHiddenSizes = [8], CriticHiddenSizes = [8] }, seed),
        "short sequences" => new PpoAgent(env, Remembering with { SequenceLength = 4 }, seed),
        "short last batch" => new PpoAgent(env, Remembering with { BatchSize = 48 }, seed),
        "a2c" => new A2cAgent(env, new A2cOptions { Model = PolicyModel.Lstm, ActorHiddenSizes = [], CriticHiddenSizes = [], RecurrentUnits = 16, RolloutSteps = 8, Discount = 0, EntropyCoefficient = 0.02f, LearningRate = 3e-3f, Optimizer = OptimizerKind.Adam }, seed),
        _ => new PpoAgent(env, Remembering, seed),
    };

    private static Agent Learn(Func<VectorEnv, Agent> make)
    {
        using var env = new SyncVectorEnv(() => new RhythmWorld(), 4);
        Agent agent = make(env);
        env.Reset(1);
        Steps(env, agent, 64 * 200);
        return agent;
    }

    private static int[] Played(Agent agent)
    {
        float[] action = new float[1];
        agent.BeginGreedyEpisode();
        return [.. RhythmWorld.Rhythm.Select(_ =>
        {
            agent.ActGreedily([1f], action);
            return (int)action[0];
        })];
    }
}
