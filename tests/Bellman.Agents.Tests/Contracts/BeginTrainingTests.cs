using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>An agent that was stopped in mid-episode and is given to another training joins nothing of the former episodes with the new ones.</summary>
public sealed class BeginTrainingTests
{
    /// <summary>Fewer steps than any window, sequence, rollout or episode of the cases has.</summary>
    private const int BrokenOff = 2;

    /// <summary>The cases in which so few steps complete nothing, so that nothing of them may be learned from.</summary>
    public static TheoryData<string> Waiting => [.. AgentCases.All.Where(agent => Waits(agent.Options)).Select(agent => agent.Name)];

    [Theory]
    [MemberData(nameof(Waiting))]
    public void BeginTraining_StoppedInMidEpisode_NothingOfThatEpisodeIsLearnedFrom(string name)
    {
        AgentCase agentCase = AgentCases.Find(name);
        Assert.Equal(Trained(agentCase, rewardBefore: 0, begins: true), Trained(agentCase, rewardBefore: 1000, begins: true));
        Assert.NotEqual(Trained(agentCase, rewardBefore: 0, begins: false), Trained(agentCase, rewardBefore: 1000, begins: false));
    }

    [Theory]
    [MemberData(nameof(AgentContractTests.Cases), MemberType = typeof(AgentContractTests))]
    public void BeginTraining_BeforeTheFirstStep_ChangesNothing(string name)
    {
        AgentCase agentCase = AgentCases.Find(name);
        using var env = new SyncVectorEnv(() => new TimeLimit(LessonWorlds.Identity(agentCase.World), 20), agentCase.Worlds);
        Agent agent = agentCase.Make(env), other = agentCase.Make(env);
        other.BeginTraining();
        foreach (Agent trained in (Agent[])[agent, other])
        {
            env.Reset(1);
            Steps(env, trained, 300);
        }

        Assert.Equal(Hash(agent), Hash(other));
    }

    [Fact]
    public void Waiting_Families_AreAllThereThatCanWait() =>
        Assert.Equal(
            AgentRegistry.All.Select(agent => agent.Name).Except(["qlearning"]).Order(),
            AgentCases.All.Where(agent => Waits(agent.Options)).Select(agent => agent.Agent).Distinct().Order());

    /// <summary>Those that learn from each step on its own join nothing, but noise that drifts and actions that are kept up belong to an episode too.</summary>
    [Theory]
    [InlineData("ddpg", "agent/actor/noise")]
    [InlineData("dqn/dueling, exploration kept up", "agent/repeats")]
    public void BeginTraining_ExplorationThatGoesOn_StartsAnew(string name, string entry)
    {
        AgentCase agentCase = AgentCases.Find(name);
        using var env = new SyncVectorEnv(() => LessonWorlds.Identity(agentCase.World), agentCase.Worlds);
        Agent agent = agentCase.Make(env);
        env.Reset(1);
        do Steps(env, agent, 1);
        while (IsZero());
        agent.BeginTraining();
        Assert.True(IsZero());

        bool IsZero()
        {
            CheckpointReader saved = Saved(env, agent);
            if (entry.EndsWith("noise", StringComparison.Ordinal)) return !saved.ReadSingles(entry).AsSpan().ContainsAnyExcept(0f);
            var repeats = new int[env.Count];
            saved.Read(entry, repeats.AsSpan());
            return !repeats.AsSpan().ContainsAnyExcept(0);
        }
    }

    private static bool Waits(object options) => options switch
    {
        DqnOptions { HasMemory: true } or ReinforceOptions or ArsOptions => true,
        DeepQOptions q => q.NStep > BrokenOff,
        ContinuousControlOptions continuous => continuous.NStep > BrokenOff,
        PpoOptions or A2cOptions => true,
        ActorCriticOptions actorCritic => actorCritic.RolloutSteps > BrokenOff,
        _ => false,
    };

    /// <summary>The model after a few steps in worlds of one kind, which are then broken off, and a lesson in others.</summary>
    private static string Trained(AgentCase agentCase, float rewardBefore, bool begins)
    {
        using var before = new SyncVectorEnv(() => new TransformReward(LessonWorlds.Identity(agentCase.World), reward => reward + rewardBefore), agentCase.Worlds);
        using var env = new SyncVectorEnv(() => new TimeLimit(LessonWorlds.Identity(agentCase.World), 20), agentCase.Worlds);
        Agent agent = agentCase.Make(env);
        before.Reset(rewardBefore > 0 ? 100ul : 200ul);
        Steps(before, agent, BrokenOff);
        env.Reset(1);
        if (begins) agent.BeginTraining();
        Steps(env, agent, agentCase.Agent is "ars" or "reinforce" ? 3000 / agentCase.Worlds : 300);
        return Hash(agent);
    }
}
