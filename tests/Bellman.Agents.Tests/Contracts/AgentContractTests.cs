using Bellman.Core;
using Bellman.Testing;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>What holds for every registered agent.</summary>
public sealed class AgentContractTests
{
    public static TheoryData<string> Cases => [.. AgentCases.All.Select(agent => agent.Name)];

    [Fact]
    public void Cases_EveryRegisteredAgent_IsAmongThem() =>
        Assert.Equal(AgentRegistry.All.Select(agent => agent.Name).Order(), AgentCases.All.Select(agent => agent.Agent).Distinct().Order());

    /// <summary>A switch or a kind of network that an agent has and no case tries would escape every contract here.</summary>
    [Fact]
    public void Cases_EverySwitchOfEveryAgent_IsTriedBothWays()
    {
        IEnumerable<string> missing =
            from registration in AgentRegistry.All
            from property in registration.DefaultOptions.GetType().GetProperties()
            where property.PropertyType == typeof(bool) || property.PropertyType.IsEnum
            from value in property.PropertyType.IsEnum ? Enum.GetValues(property.PropertyType).Cast<object>() : [false, true]
            where !TriedElsewhere.Contains($"{registration.Name}.{property.Name}") && !TriedElsewhere.Contains(property.Name) && !Impossible.Contains($"{registration.Name}.{property.Name} = {value}")
            where !AgentCases.All.Any(tried => tried.Agent == registration.Name && value.Equals(property.GetValue(tried.Options)))
            select $"{registration.Name}.{property.Name} = {value}";
        Assert.True(!missing.Any(), string.Join(", ", missing));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_IdentityWorld_IsMastered(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 2);
        env.Reset(2);
        Steps(env, agent, agentCase.Lesson / agentCase.Worlds);
        Assert.Empty(LessonWorlds.Mistakes(agentCase.World, agent));
    }

    /// <summary>
    /// A time limit ends the episodes, and is no reason to expect less: every state is worth <c>1 / (1 - gamma)</c>. It comes soon, so that a network with a memory, which tells an episode's first step from its last, would
    /// notice a limit taken for a terminal state too.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_EndlessWorldUnderTimeLimit_LearnsTheValueOfGoingOn(string name)
    {
        AgentCase agentCase = Find(name);
        using var env = new SyncVectorEnv(() => new TimeLimit(LessonWorlds.Endless(agentCase.World), 3), agentCase.Worlds);
        Agent agent = agentCase.Make(env);
        env.Reset(1);
        Steps(env, agent, agentCase.Lesson / agentCase.Worlds);
        double expected = 1 / (1 - (double)agentCase.Discount);
        float[] seen = env.Observations[..env.ObservationSpace.Size].ToArray();
        if (agent is IStateValue critic && agentCase.KnowsValues) Assert.Equal(expected, critic.StateValue(seen), 0.05 * expected);
        if (agent is not IActionValues values) return;
        float[] all = new float[values.ActionCount];
        values.ActionValues(seen, all);
        Assert.All(all, value => Assert.Equal(expected, value, 0.05 * expected));
    }

    /// <summary>Whoever looks on sees what the agent thought of each action, and it acts as it does alone.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void GreedyPlayer_OfATrainedAgent_ActsAsTheAgentAndShowsWhy(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 2), alone = agentCase.Make(env, seed: 2);
        var player = new GreedyPlayer(agent);
        player.Begin();
        alone.BeginGreedyEpisode();
        float[] observation = new float[env.ObservationSpace.Size], action = new float[env.ActionSpace.Size], expected = new float[action.Length];
        env.Reset(2);
        for (int i = 0; i < 5; i++)
        {
            env.Observations[..observation.Length].CopyTo(observation);
            player.Act(observation, action);
            alone.ActGreedily(observation, expected);
            Assert.Equal(expected, action);
            if (player.AreProbabilities) Assert.Equal(1, player.Scores.ToArray().Sum(), 1e-5);
            var actions = new float[env.Count * action.Length];
            for (int world = 0; world < env.Count; world++) action.CopyTo(actions, world * action.Length);
            env.Step(actions);
        }

        Assert.Equal(env.ActionSpace is Discrete && agent is IActionValues or IActionProbabilities { ProbabilityCount: > 0 }, player.Scores.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Train_SameSeed_SameModelAndOtherSeedAnother(string name)
    {
        string first = Hash(Train(Find(name), seed: 5));
        Assert.Equal(first, Hash(Train(Find(name), seed: 5)));
        Assert.NotEqual(first, Hash(Train(Find(name), seed: 6)));
    }

    /// <summary>The numbers of steps are such that episodes, n-step windows and rollouts are under way.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void SaveState_InMidEpisodeThenLoad_ContinuesBitForBit(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 3);
        env.Reset(3);
        Steps(env, agent, 203);
        CheckpointReader reader = Saved(env, agent);
        float[] actions = new float[env.Count * env.ActionSpace.Size], others = new float[actions.Length];
        using SyncVectorEnv otherEnv = Worlds(agentCase);
        Agent other = agentCase.Make(otherEnv, seed: 99);
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        for (int i = 0; i < 203; i++)
        {
            Steps(env, agent, 1, actions);
            Steps(otherEnv, other, 1, others);
            Assert.Equal(actions, others);
        }

        Assert.Equal(Hash(agent), Hash(other));
        Assert.Equal(agent.Updates, other.Updates);
        Assert.True(agent.Updates > 0);
    }

    /// <summary>A model file holds what the worlds' wrappers have learned, so an agent has to know its worlds before anyone trains it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Create_Worlds_AreKnownToTheAgent(string name)
    {
        using SyncVectorEnv env = Worlds(Find(name));
        Assert.Same(env, Find(name).Make(env).Worlds);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_Model_ActsTheSame(string name)
    {
        AgentCase agentCase = Find(name);
        Agent agent = Train(agentCase, seed: 4);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        using SyncVectorEnv env = Worlds(agentCase);
        using SyncVectorEnv single = Worlds(agentCase, count: 1); // However many worlds it was trained in, one is enough to act.
        Agent other = agentCase.Make(single, seed: 98);
        other.ReadModel(CheckpointReader.Parse(stream.ToArray(), Agent.ModelKind, "memory"));
        env.Reset(7);
        agent.BeginGreedyEpisode();
        other.BeginGreedyEpisode();
        float[] actions = new float[env.Count * env.ActionSpace.Size], mine = new float[env.ActionSpace.Size], theirs = new float[mine.Length];
        for (int i = 0; i < 50; i++)
        {
            agent.ActGreedily(env.Observations[..env.ObservationSpace.Size], mine);
            other.ActGreedily(env.Observations[..env.ObservationSpace.Size], theirs);
            Assert.Equal(mine, theirs);
            for (int world = 0; world < env.Count; world++) mine.CopyTo(actions, world * mine.Length);
            env.Step(actions);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_AfterWarmUp_AllocatesNothing(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env);
        env.Reset(1);
        float[] actions = new float[env.Count * env.ActionSpace.Size];
        Steps(env, agent, 500, actions);
        AllocationAssert.Zero(() => Steps(env, agent, 500, actions), repetitions: 4);
    }

    /// <summary>What may be asked between steps: greedy actions, values, whether all is finite.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void LookedAt_BetweenSteps_LearnsTheSame(string name)
    {
        AgentCase agentCase = Find(name);
        string undisturbed = Hash(Train(agentCase, seed: 1));
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 1);
        env.Reset(1);
        float[] action = new float[env.ActionSpace.Size];
        for (int i = 0; i < ShortLesson; i++)
        {
            Steps(env, agent, 1);
            ReadOnlySpan<float> seen = env.Observations[..env.ObservationSpace.Size];
            agent.BeginGreedyEpisode();
            agent.ActGreedily(seen, action);
            (agent as IActionValues)?.ActionValues(seen, new float[((IActionValues)agent).ActionCount]);
            (agent as IStateValue)?.StateValue(seen);
            agent.CheckFinite();
        }

        Assert.Equal(undisturbed, Hash(agent));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Create_WorldsThatDoNotSuit_AreRefusedInWords(string name)
    {
        AgentCase agentCase = Find(name);
        foreach (LessonWorld world in agentCase.Refuses)
        {
            using var env = new SyncVectorEnv(() => LessonWorlds.Identity(world));
            string message = Assert.Throws<ArgumentException>(() => agentCase.Make(env)).Message;
            Assert.True(message.Contains($"{env.ActionSpace}", StringComparison.Ordinal) || message.Contains($"{env.ObservationSpace}", StringComparison.Ordinal), message);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_RewardsThatOverflow_ReportDivergence(string name)
    {
        AgentCase agentCase = Find(name);
        using var env = new SyncVectorEnv(() => new TimeLimit(LessonWorlds.Endless(agentCase.World, reward: 3e38f), 5), agentCase.Worlds);
        Agent agent = agentCase.Make(env);
        env.Reset(1);
        if (!agentCase.Overflows)
        {
            Steps(env, agent, 2000);
            agent.CheckFinite();
            return;
        }

        var exception = Assert.Throws<TrainingDivergedException>(() => Steps(env, agent, 2000));
        Assert.Contains("at environment step", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>One update makes the weights useless while its own loss is still finite: nothing may be saved of them.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void CheckFinite_WeightsRuinedByTheLastUpdate_ReportsDivergence(string name)
    {
        AgentCase agentCase = Find(name);
        if (agentCase.Ruin is null) return;
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = (agentCase with { Options = agentCase.Ruin(agentCase.Options) }).Make(env);
        env.Reset(1);
        var exception = Assert.Throws<TrainingDivergedException>(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                Steps(env, agent, 1);
                agent.CheckFinite();
            }
        });
        Assert.Contains("at environment step", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>What changes numbers and no path through an agent, or has tests of its own: schedules, activations, optimizers, masks.</summary>
    private static readonly string[] TriedElsewhere = ["EpsilonSchedule", "TemperatureSchedule", "Activation", "Initializer", "Optimizer", "ActionMasks", "Loss"];

    private static readonly string[] Impossible = ["qrdqn.Model = Lstm", "qrdqn.Model = Gru", "c51.Model = Lstm", "c51.Model = Gru"];

    private const int ShortLesson = 400;

    private static AgentCase Find(string name) => AgentCases.Find(name);

    private static SyncVectorEnv Worlds(AgentCase agentCase, int? count = null) =>
        new(() => new TimeLimit(LessonWorlds.Identity(agentCase.World), 20), count ?? agentCase.Worlds);

    private static Agent Train(AgentCase agentCase, ulong seed)
    {
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed);
        env.Reset(seed);
        Steps(env, agent, ShortLesson);
        return agent;
    }
}
