using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>
/// Classic faults, put into worlds and settings of every agent that knows values, each of which must be noticed by what <see cref="AgentContractTests"/> asks of all agents within 5 percent: the value of going on for ever, 2
/// with a discount of one half. Faults of n-step windows are found by <see cref="NStepReferenceTests"/>, memories that cross an end by the tests of recurrent agents.
/// </summary>
public sealed class ClassicFaultTests
{
    /// <summary>The agents that know values, as their first case has them, and those variants in which steps wait.</summary>
    public static TheoryData<string> Valued =>
        ["dqn", "dqn/soft, averaged, three steps", "dqn/lstm, stored state, burn-in", "qrdqn", "c51", "qlearning", "ppo", "ppo/lstm", "a2c", "actor_critic", "reinforce", "ddpg", "ddpg/three steps", "td3", "sac", "tqc"];

    public static TheoryData<string> WithTargets => ["dqn", "dqn/lstm, stored state, burn-in", "qrdqn", "c51", "ddpg", "td3", "sac", "tqc"];

    [Fact]
    public void Valued_EveryAgentWithValues_IsAmongThem() =>
        Assert.Equal(
            AgentRegistry.All.Select(agent => agent.Name).Except(["ars"]).Order(),
            Valued.Select(row => AgentCases.Find(row.Data).Agent).Distinct().Order());

    /// <summary>Of the three steps of an episode the last is then worth 1, the one before 1.5, the first 1.75, which a network that sees them all alike takes the mean of; one with a memory tells them apart.</summary>
    [Theory]
    [MemberData(nameof(Valued))]
    public void Endless_TimeLimitTakenForATerminalState_IsNoticed(string name)
    {
        float[] values = Values(name, world => new ChangedEnds(new TimeLimit(world, 3), terminal: true));
        Assert.All(values, value => Assert.True(value < 1.85, $"{value}"));
    }

    /// <summary>Every step ends its episode, and is worth its reward of 1 alone; bootstrapped from, it would be worth 2.</summary>
    [Theory]
    [MemberData(nameof(Valued))]
    public void Terminating_WithoutATerminalMask_IsNoticed(string name)
    {
        Assert.All(Values(name, world => world, terminates: true), value => Assert.Equal(1, value, 0.05));
        Assert.All(Values(name, world => new ChangedEnds(world, terminal: false), terminates: true), value => Assert.True(value > 1.5, $"{value}"));
    }

    /// <summary>Advantages, windows and rollouts that are not cut at the ends of episodes add up what other episodes earn.</summary>
    [Theory]
    [InlineData("ppo")]
    [InlineData("a2c")]
    [InlineData("actor_critic")]
    [InlineData("dqn/soft, averaged, three steps")]
    [InlineData("ddpg/three steps")]
    public void Terminating_EndsThatTheAgentIsNotToldOf_AreNoticed(string name) =>
        Assert.All(Values(name, world => world, terminates: true, told: false), value => Assert.True(value > 1.5, $"{value}"));

    /// <summary>The target network then says for ever what it said before the first update.</summary>
    [Theory]
    [MemberData(nameof(WithTargets))]
    public void Endless_TargetThatNeverMoves_IsNoticed(string name)
    {
        AgentCase agentCase = AgentCases.Find(name);
        object options = agentCase.Options switch
        {
            DeepQOptions q => q with { TargetUpdateEvery = 2_000_000_000 },
            var others => (ContinuousControlOptions)others with { Tau = 1e-7f },
        };
        Assert.All(Values(name, world => new TimeLimit(world, 5), options: options), value => Assert.True(Math.Abs(value - 2) > 0.1, $"{value}"));
    }

    private static float[] Values(string name, Func<Env, Env> change, bool terminates = false, bool told = true, object? options = null)
    {
        AgentCase agentCase = AgentCases.Find(name);
        if (options is not null) agentCase = agentCase with { Options = options };
        using var env = new SyncVectorEnv(() => change(LessonWorlds.Endless(agentCase.World, terminates: terminates)), agentCase.Worlds);
        Agent agent = agentCase.Make(env);
        env.Reset(1);
        Steps(env, told ? agent : new HiddenEnds(agent), agentCase.Lesson / agentCase.Worlds);
        ReadOnlySpan<float> seen = env.Observations[..env.ObservationSpace.Size];
        if (agent is IStateValue critic) return [critic.StateValue(seen)];
        var values = new float[((IActionValues)agent).ActionCount];
        ((IActionValues)agent).ActionValues(seen, values);
        return values;
    }
}
