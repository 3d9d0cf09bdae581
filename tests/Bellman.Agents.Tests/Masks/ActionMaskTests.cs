using Bellman.Core;
using Bellman.Neural;
using Bellman.Testing;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>Agents keep to the masks of worlds in which a forbidden action is an error.</summary>
public sealed class ActionMaskTests
{
    private static readonly PpoOptions Ppo = new() { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f, RolloutSteps = 32, BatchSize = 32, Epochs = 4 };

    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(
        ["ppo", "ppo/lstm, shared torso", "a2c"], ["choice", "choices", "switches"]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Act_MaskedWorld_NeverDoesWhatIsForbiddenAndLearns(string settings, string actions)
    {
        using SyncVectorEnv env = Worlds(actions);
        Agent agent = Make(settings, env);
        env.Reset(1);
        Steps(env, agent, 2000);
        Assert.Equal(100 * ActionMasks.CountsOf(env.ActionSpace).Length, Played(agent, actions));
    }

    /// <summary>The world does notice, and a model file knows no less than the agent that wrote it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void ActGreedily_UntrainedModelFromAFile_NeverDoesWhatIsForbidden(string settings, string actions)
    {
        using SyncVectorEnv env = Worlds(actions);
        Agent agent = Make(settings, env);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        Agent other = Make(settings, env, seed: 9);
        other.ReadModel(CheckpointReader.Parse(stream.ToArray(), Agent.ModelKind, "memory"));
        Assert.Equal(Played(agent, actions), Played(other, actions));
    }

    [Fact]
    public void Act_MasksOff_DoesWhatIsForbidden()
    {
        using SyncVectorEnv env = Worlds("choice");
        var agent = new PpoAgent(env, Ppo with { ActionMasks = false });
        Assert.False(agent.TakesActionMasks);
        env.Reset(1);
        Assert.Contains("is forbidden at mark", Assert.Throws<InvalidOperationException>(() => Steps(env, agent, 100)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveState_MasksInTheRollout_ContinuesBitForBit()
    {
        using SyncVectorEnv env = Worlds("choices"), otherEnv = Worlds("choices");
        Agent agent = Make("ppo/lstm, shared torso", env), other = Make("ppo/lstm, shared torso", otherEnv, seed: 9);
        env.Reset(3);
        Steps(env, agent, 45);
        CheckpointReader reader = Saved(env, agent);
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        Steps(env, agent, 45);
        Steps(otherEnv, other, 45);
        Assert.Equal(Hash(agent), Hash(other));
    }

    [Fact]
    public void Step_MaskedWorld_AllocatesNothing()
    {
        using SyncVectorEnv env = Worlds("choices");
        Agent agent = Make("ppo", env);
        env.Reset(1);
        float[] actions = new float[env.Count * env.ActionSpace.Size];
        Steps(env, agent, 500, actions);
        AllocationAssert.Zero(() => Steps(env, agent, 500, actions), repetitions: 4);
    }

    [Fact]
    public void Act_NothingIsAllowed_IsRefusedInWords()
    {
        using var env = new SyncVectorEnv(() => new PickyWorld(new Discrete(3), allowsNothing: true));
        var agent = new PpoAgent(env, Ppo);
        env.Reset(1);
        string message = Assert.Throws<InvalidOperationException>(() => Steps(env, agent, 1)).Message;
        Assert.StartsWith("The action mask of <PickyWorld> allows none of its 3 actions.", message, StringComparison.Ordinal);
    }

    /// <summary>Forbidden choices have no probability, no gradient and no part in the entropy.</summary>
    [Fact]
    public void Backward_MaskedRows_GradientEqualsDifferencesAndForbiddenLogitsHaveNone()
    {
        var policy = new CategoricalPolicy(new MultiDiscrete([2, 3]), 2);
        float[] logits = [0.3f, -1.2f, 2.1f, 0f, 0.4f, 1f, 0.2f, -0.5f, 0.7f, 0.1f], actions = [0, 2, 1, 0], byLogProb = [0.7f, -1.1f], logProbs = new float[2], gradient = new float[10];
        bool[] allowed = [true, true, false, true, true, false, true, true, true, false];
        policy.Evaluate(logits, 5, actions, logProbs, allowed);
        policy.Backward(logits, 5, actions, byLogProb, 0.3f / 2, gradient);
        GradientCheckReport report = GradientCheck.Function(
            l =>
            {
                float entropy = policy.Evaluate(l, 5, actions, logProbs, allowed);
                return (byLogProb[0] * logProbs[0]) + (byLogProb[1] * logProbs[1]) + (0.3 * entropy);
            },
            logits,
            gradient);
        Assert.True(report.Passed, report.ToString());
        for (int i = 0; i < allowed.Length; i++) Assert.True(allowed[i] || gradient[i] == 0, $"The forbidden logit {i} has the gradient {gradient[i]}.");
    }

    private static SyncVectorEnv Worlds(string actions) => new(() => new TimeLimit(World(actions), 7), 4);

    private static PickyWorld World(string actions) => new(actions switch
    {
        "choices" => new MultiDiscrete([2, 3], [0, 3]),
        "switches" => new MultiBinary(2),
        _ => new Discrete(3, 5),
    });

    private static Agent Make(string settings, VectorEnv env, ulong seed = 1) => settings switch
    {
        "a2c" => new A2cAgent(env, new A2cOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f }, seed),
        "ppo" => new PpoAgent(env, Ppo, seed),
        _ => new PpoAgent(env, Ppo with { Model = PolicyModel.Lstm, SharedTorso = true, RecurrentUnits = 8 }, seed),
    };

    /// <summary>What a hundred greedy steps earn.</summary>
    private static double Played(Agent agent, string actions)
    {
        using PickyWorld world = World(actions);
        float[] observation = new float[3], action = new float[world.ActionSpace.Size];
        world.Reset(observation, 5);
        var player = new GreedyPlayer(agent, world);
        player.Begin();
        for (int i = 0; i < 100; i++)
        {
            player.Act(observation, action);
            world.Step(action, observation);
        }

        return world.EpisodeReturn;
    }
}
