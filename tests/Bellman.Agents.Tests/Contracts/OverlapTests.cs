using System.Security.Cryptography;
using Bellman.Core;
using Bellman.Testing;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>
/// What holds for every agent that can learn beside its acting. No threads are needed to show that they could not disturb each other: a round made at the first moment and one made at the last
/// differ wherever acting and learning touch the same thing.
/// </summary>
public sealed class OverlapTests
{
    private const int ShortLesson = 403;

    public static TheoryData<string> Cases => [.. AgentCases.All.Where(IsOverlapped).Select(agent => agent.Name)];

    [Fact]
    public void Cases_AgentsWithReplay_AreAllAmongThem() =>
        Assert.Equal(["c51", "ddpg", "dqn", "qrdqn", "sac", "td3", "tqc"], AgentCases.All.Where(IsOverlapped).Select(agent => agent.Agent).Distinct().Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Learn_AtTheFirstOrTheLastMoment_TheSameToTheBit(string name)
    {
        string first = Trained(name, late: false, out int rounds);
        Assert.Equal(first, Trained(name, late: true, out _));
        Assert.True(rounds > 50);
    }

    /// <summary>The first round is long, so that whoever knows of it acts otherwise; the steps made before the second must not. Without overlap they do.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Act_WhileARoundIsLearned_KnowsTheRoundBeforeAlone(string name)
    {
        const int Distance = 16;
        AgentCase agentCase = Find(name);
        agentCase = agentCase with { Options = InLongRounds(agentCase.Options, Distance * agentCase.Worlds) };
        using SyncVectorEnv env = Worlds(agentCase), untaughtEnv = Worlds(agentCase), plainEnv = Worlds(agentCase);
        Agent agent = agentCase.Make(env), untaught = agentCase.Make(untaughtEnv), plain = agentCase.Make(plainEnv);
        OverlappedLesson lesson = new OverlappedLesson(env, agent, late: false).Begin(1), unlearned = new OverlappedLesson(untaughtEnv, untaught, late: true).Begin(1);
        plainEnv.Reset(1);
        while (lesson.Rounds < 1)
        {
            lesson.Steps(1);
            unlearned.Steps(1);
            Steps(plainEnv, plain, 1);
        }

        bool differs = false;
        float[] actions = new float[lesson.Actions.Length];
        for (int i = 0; i < Distance; i++)
        {
            Assert.Equal(unlearned.Steps(1).Actions, lesson.Steps(1).Actions);
            Steps(plainEnv, plain, 1, actions);
            differs |= !lesson.Actions.SequenceEqual(actions);
        }

        Assert.True(differs, "A round of updates changes nothing.");
        Assert.Equal(2, lesson.Rounds);
    }

    /// <summary>The saved training is in the midst of an episode and between two rounds; the one that goes on makes its rounds as late as it may.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void SaveState_BetweenRoundsThenLoad_ContinuesBitForBit(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase), otherEnv = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 3), other = agentCase.Make(otherEnv, seed: 99);
        OverlappedLesson lesson = new OverlappedLesson(env, agent, late: false).Begin(3).Steps(303);
        CheckpointReader reader = Saved(env, agent);
        OverlappedLesson resumed = new OverlappedLesson(otherEnv, other, late: true).Begin(99);
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        for (int i = 0; i < 203; i++) Assert.Equal(lesson.Steps(1).Actions, resumed.Steps(1).Actions);
        resumed.Settle();
        Assert.Equal(Hash(agent), Hash(other));
        Assert.Equal(agent.Updates, other.Updates);
        Assert.True(agent.Updates > 0);
    }

    /// <summary>As one that was never separated goes on from the same state: the lag and the waiting transitions are gone, and nothing else is.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void JoinActing_AfterOverlap_GoesOnAsAnAgentWithoutIt(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase), savedEnv = Worlds(agentCase), otherEnv = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 3), saved = agentCase.Make(savedEnv, seed: 3), other = agentCase.Make(otherEnv, seed: 99);
        new OverlappedLesson(env, agent, late: true).Begin(3).Steps(303).Settle();
        new OverlappedLesson(savedEnv, saved, late: true).Begin(3).Steps(303).Settle();
        CheckpointReader reader = Saved(savedEnv, saved);
        otherEnv.Reset(99);
        using (reader.Section("env")) otherEnv.Load(reader);
        using (reader.Section("agent")) other.LoadState(reader);
        ((IOverlappedAgent)agent).JoinActing();
        float[] actions = new float[env.Count * env.ActionSpace.Size], others = new float[actions.Length];
        for (int i = 0; i < 203; i++)
        {
            Lessons.Steps(env, agent, 1, actions);
            Lessons.Steps(otherEnv, other, 1, others);
            Assert.Equal(others, actions);
        }

        Assert.Equal(Hash(other), Hash(agent));
        Assert.Equal(other.Updates, agent.Updates);
    }

    /// <summary>Where <see cref="Agent.Update"/> is called after all, it makes the rounds by turns.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_ActingSeparated_MakesTheSameRounds(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase), otherEnv = Worlds(agentCase);
        Agent agent = agentCase.Make(env), updated = agentCase.Make(otherEnv);
        new OverlappedLesson(env, agent, late: false).Begin(5).Steps(ShortLesson);
        ((IOverlappedAgent)updated).SeparateActing();
        otherEnv.Reset(5);
        Lessons.Steps(otherEnv, updated, ShortLesson);
        Assert.True(updated.Updates > 0);
        Assert.Equal(Hash(agent), Hash(updated));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Learn_IdentityWorld_IsMastered(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 2);
        new OverlappedLesson(env, agent, late: true).Begin(2).Steps(agentCase.Lesson / agentCase.Worlds).Settle();
        Assert.Empty(LessonWorlds.Mistakes(agentCase.World, agent));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_AfterWarmUp_AllocateNothing(string name)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        OverlappedLesson lesson = new OverlappedLesson(env, agentCase.Make(env), late: true).Begin(1).Steps(500);
        AllocationAssert.Zero(() => lesson.Steps(500), repetitions: 4);
    }

    /// <summary>Rounds that are further apart than anything can wait for: it is taken in between, and nothing is lost or out of order.</summary>
    [Theory]
    [InlineData("dqn/prioritized, three steps")]
    [InlineData("dqn/lstm, stored state, burn-in")]
    public void Steps_RoundsFarApart_LoseNothing(string name)
    {
        AgentCase agentCase = Find(name);
        agentCase = agentCase with { Options = (DqnOptions)agentCase.Options with { TrainEvery = 900, UpdatesPerRound = 20, LearningStarts = 900 } };
        using SyncVectorEnv env = Worlds(agentCase), plainEnv = Worlds(agentCase);
        Agent agent = agentCase.Make(env), plain = agentCase.Make(plainEnv);
        new OverlappedLesson(env, agent, late: false).Begin(1).Steps(900 / env.Count);
        plainEnv.Reset(1);
        Lessons.Steps(plainEnv, plain, 900 / env.Count);
        Assert.Equal(20, agent.Updates);
        Assert.Equal(Hash(plain), Hash(agent));
    }

    private static object InLongRounds(object options, int distance) => options switch
    {
        DeepQOptions dqn => dqn with { TrainEvery = distance, UpdatesPerRound = 200, LearningStarts = 64, RandomSteps = 64, EpsilonStart = 0, EpsilonEnd = 0, ExplorationRepeat = 1 },
        ContinuousControlOptions continuous => continuous with { TrainEvery = distance, UpdatesPerRound = 20, RandomSteps = 0 },
        _ => throw new ArgumentException($"{options.GetType()} is of no agent with a replay.", nameof(options)),
    };

    private static string Trained(string name, bool late, out int rounds)
    {
        AgentCase agentCase = Find(name);
        using SyncVectorEnv env = Worlds(agentCase);
        Agent agent = agentCase.Make(env, seed: 5);
        rounds = new OverlappedLesson(env, agent, late).Begin(5).Steps(ShortLesson).Settle().Rounds;
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", writer =>
        {
            env.Save(writer);
            using (writer.Section("agent")) agent.SaveState(writer);
            using (writer.Section("metrics")) agent.Metrics.Save(writer);
        });
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }

    private static bool IsOverlapped(AgentCase agentCase)
    {
        using SyncVectorEnv env = Worlds(agentCase);
        return agentCase.Make(env) is IOverlappedAgent;
    }

    private static AgentCase Find(string name) => AgentCases.All.Single(agent => agent.Name == name);

    private static SyncVectorEnv Worlds(AgentCase agentCase) => new(() => new TimeLimit(LessonWorlds.Identity(agentCase.World), 20), agentCase.Worlds);
}
