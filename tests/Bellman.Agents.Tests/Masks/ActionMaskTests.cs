using Bellman.Core;
using Bellman.Neural;
using Bellman.Testing;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>Agents keep to the masks of worlds in which a forbidden action is an error.</summary>
public sealed class ActionMaskTests
{
    private static readonly PpoOptions Ppo = new() { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f, RolloutSteps = 32, BatchSize = 32, Epochs = 4 };

    private static readonly DqnOptions Dqn = Small with { Discount = 0.5f, EpsilonEnd = 0.2f };

    private static readonly C51Options C51 = new()
    {
        HiddenSizes = [16], LearningRate = 5e-3f, Atoms = 17, VMin = -1, VMax = 3, Discount = 0.5f, BatchSize = 32, BufferSize = 500, LearningStarts = 50, TrainEvery = 1, TargetUpdateEvery = 50, EpsilonDecay = 500,
    };

    private static readonly QrDqnOptions QrDqn = new()
    {
        HiddenSizes = [16], LearningRate = 5e-3f, Quantiles = 10, Discount = 0.5f, BatchSize = 32, BufferSize = 500, LearningStarts = 50, TrainEvery = 1, TargetUpdateEvery = 50, EpsilonDecay = 500,
    };

    /// <summary>What it hopes for at first would be bootstrapped from for ever if it counted where nobody may go.</summary>
    private static readonly QLearningOptions Table = new() { Discount = 0.5f, InitialValue = 50, EpsilonDecay = 2000 };

    private static readonly ReinforceOptions Reinforce = new() { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 2e-2f, Discount = 0.5f, EpisodesPerUpdate = 2 };

    private static readonly Dictionary<string, object> Values = new()
    {
        ["dqn"] = Dqn,
        ["dqn/boltzmann, prioritized, three steps"] = Dqn with { Exploration = Exploration.Boltzmann, PrioritizedReplay = true, NStep = 3 },
        ["dqn/exploration kept up, random at first"] = Dqn with { ExplorationRepeat = 5, RandomSteps = 500 },
        ["dqn/lstm, three steps, burn-in"] = Dqn with { Model = QModel.Lstm, HiddenSizes = [], RecurrentUnits = 16, SequenceLength = 5, BatchSize = 8, BufferSize = 2000, BurnIn = 3, NStep = 3 },
        ["qrdqn"] = QrDqn,
        ["c51/not double"] = C51 with { DoubleQ = false },
        ["c51/rainbow"] = C51 with { Dueling = true, PrioritizedReplay = true, NStep = 3, NoisyNets = true },
        ["qlearning"] = Table,
        ["qlearning/sarsa, boltzmann"] = Table with { Target = TabularTarget.Sarsa, Exploration = Exploration.Boltzmann, TemperatureDecay = 4000 },
        ["qlearning/two tables"] = Table with { DoubleQ = true },
        ["qlearning/expected sarsa"] = Table with { Target = TabularTarget.ExpectedSarsa },
        ["qlearning/two tables, expected sarsa, boltzmann"] = Table with { DoubleQ = true, Target = TabularTarget.ExpectedSarsa, Exploration = Exploration.Boltzmann, TemperatureDecay = 4000 },
    };

    private static readonly Dictionary<string, object> Policies = new()
    {
        ["ppo"] = Ppo,
        ["ppo/lstm, shared torso"] = Ppo with { Model = PolicyModel.Lstm, SharedTorso = true, RecurrentUnits = 8 },
        ["a2c"] = new A2cOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f },
        ["reinforce"] = Reinforce,
        ["reinforce/no baseline"] = Reinforce with { Baseline = false, NormalizeAdvantages = true },
        ["actor_critic"] = new ActorCriticOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f },
    };

    public static TheoryData<string, string> Cases =>
    [
        .. new MatrixTheoryData<string, string>(Policies.Keys, ["choice", "choices", "switches"]),
        .. new MatrixTheoryData<string, string>(Values.Keys, ["choice"]),
    ];

    public static TheoryData<string> ValueCases => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Act_MaskedWorld_NeverDoesWhatIsForbiddenAndLearns(string settings, string actions)
    {
        using SyncVectorEnv env = Worlds(settings, actions);
        Agent agent = Make(settings, env);
        Assert.True(agent.TakesActionMasks);
        env.Reset(1);
        Steps(env, agent, settings.StartsWith("reinforce", StringComparison.Ordinal) ? 8000 : 2000);
        Assert.Equal(100 * ActionMasks.CountsOf(env.ActionSpace).Length, Played(agent, actions));
    }

    /// <summary>The world does notice, and a model file knows no less than the agent that wrote it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void ActGreedily_UntrainedModelFromAFile_NeverDoesWhatIsForbidden(string settings, string actions)
    {
        using SyncVectorEnv env = Worlds(settings, actions);
        Agent agent = Make(settings, env);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        Agent other = Make(settings, env, seed: 9);
        other.ReadModel(CheckpointReader.Parse(stream.ToArray(), Agent.ModelKind, "memory"));
        Assert.Equal(Played(agent, actions), Played(other, actions));
    }

    /// <summary>The allowed action that pays is worth 1 / (1 - 0.5), the other one half of it: what is forbidden is not bootstrapped from, behind a time limit neither.</summary>
    [Theory]
    [MemberData(nameof(ValueCases))]
    public void Update_MaskedWorldUnderTimeLimit_LearnsTheValuesOfWhatIsAllowed(string settings)
    {
        using SyncVectorEnv env = Worlds(settings, "choice");
        Agent agent = Make(settings, env);
        env.Reset(1);
        Steps(env, agent, 4000);
        var values = new float[3];
        for (int mark = 0; mark < 3; mark++)
        {
            agent.BeginGreedyEpisode();
            ((IActionValues)agent).ActionValues(env.ObservationSpace is Discrete ? [2 + mark] : [.. Enumerable.Range(0, 3).Select(i => i == mark ? 1f : 0f)], values);
            Assert.Equal(2, values[(mark + 1) % 3], 0.35);
        }
    }

    [Theory]
    [InlineData("ppo")]
    [InlineData("actor_critic")]
    [InlineData("reinforce")]
    [InlineData("dqn")]
    [InlineData("qlearning")]
    public void Act_MasksOff_DoesWhatIsForbidden(string settings)
    {
        using SyncVectorEnv env = Worlds(settings, "choice");
        object off = OptionsOf(settings) switch
        {
            PolicyGradientOptions options => options with { ActionMasks = false },
            ExplorationOptions options => options with { ActionMasks = false },
            _ => throw new InvalidOperationException(),
        };
        Agent agent = AgentRegistry.Create(NameOf(settings), env, off, 1);
        Assert.False(agent.TakesActionMasks);
        env.Reset(1);
        Assert.Contains("is forbidden at mark", Assert.Throws<InvalidOperationException>(() => Steps(env, agent, 100)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ppo/lstm, shared torso", "choices")]
    [InlineData("reinforce", "choices")]
    [InlineData("actor_critic", "choices")]
    [InlineData("dqn/boltzmann, prioritized, three steps", "choice")]
    [InlineData("dqn/lstm, three steps, burn-in", "choice")]
    [InlineData("qlearning/sarsa, boltzmann", "choice")]
    public void SaveState_MasksAmongWhatIsKept_ContinuesBitForBit(string settings, string actions)
    {
        using SyncVectorEnv env = Worlds(settings, actions), otherEnv = Worlds(settings, actions);
        Agent agent = Make(settings, env), other = Make(settings, otherEnv, seed: 9);
        env.Reset(3);
        Steps(env, agent, 45);
        CheckpointReader reader = Saved(env, agent);
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        Steps(env, agent, 45);
        Steps(otherEnv, other, 45);
        Assert.Equal(Hash(agent), Hash(other));
    }

    [Theory]
    [InlineData("ppo", "choices")]
    [InlineData("reinforce", "choices")]
    [InlineData("actor_critic", "choices")]
    [InlineData("dqn/boltzmann, prioritized, three steps", "choice")]
    [InlineData("dqn/lstm, three steps, burn-in", "choice")]
    [InlineData("c51/rainbow", "choice")]
    [InlineData("qlearning/two tables, expected sarsa, boltzmann", "choice")]
    public void Step_MaskedWorld_AllocatesNothing(string settings, string actions)
    {
        using SyncVectorEnv env = Worlds(settings, actions);
        Agent agent = Make(settings, env);
        env.Reset(1);
        float[] row = new float[env.Count * env.ActionSpace.Size];
        Steps(env, agent, 500, row);
        AllocationAssert.Zero(() => Steps(env, agent, 500, row), repetitions: 4);
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

    [Fact]
    public void Constructor_AdvantageLearningAmongMasks_IsRefusedInWords()
    {
        using SyncVectorEnv env = Worlds("dqn", "choice");
        string message = Assert.Throws<ArgumentException>(() => new DqnAgent(env, Dqn with { AdvantageLearning = 0.5f })).Message;
        Assert.StartsWith("advantage_learning compares with all actions of a state", message, StringComparison.Ordinal);
    }

    private static SyncVectorEnv Worlds(string settings, string actions) => new(() => Seen(settings, new TimeLimit(World(actions), 7)), 4);

    private static Env Seen(string settings, Env world) => OptionsOf(settings) is QLearningOptions ? new NumberedMarks(world) : world;

    private static PickyWorld World(string actions) => new(actions switch
    {
        "choices" => new MultiDiscrete([2, 3], [0, 3]),
        "switches" => new MultiBinary(2),
        _ => new Discrete(3, 5),
    });

    private static string NameOf(string settings) => settings.Split('/')[0];

    private static object OptionsOf(string settings) => Values.TryGetValue(settings, out object? options) ? options : Policies[settings];

    private static Agent Make(string settings, VectorEnv env, ulong seed = 1) => AgentRegistry.Create(NameOf(settings), env, OptionsOf(settings), seed);

    /// <summary>What a hundred greedy steps earn.</summary>
    private static double Played(Agent agent, string actions)
    {
        using PickyWorld picky = World(actions);
        using Env world = agent.ObservationSpace is Discrete ? new NumberedMarks(picky) : picky;
        float[] observation = new float[world.ObservationSpace.Size], action = new float[world.ActionSpace.Size];
        world.Reset(observation, 5);
        var player = new GreedyPlayer(agent, world);
        player.Begin();
        for (int i = 0; i < 100; i++)
        {
            player.Act(observation, action);
            world.Step(action, observation);
        }

        return picky.EpisodeReturn;
    }
}
