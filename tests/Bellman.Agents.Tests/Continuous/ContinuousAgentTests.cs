using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>What holds for agents that learn to act with numbers from a replay buffer, besides what holds for every agent.</summary>
public sealed class ContinuousAgentTests
{
    private static readonly ActionNoiseOptions Drift = new() { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 0.2f };

    public static TheoryData<string> Agents => ["ddpg", "td3"];

    [Theory]
    [MemberData(nameof(Agents))]
    public void Act_FirstSteps_AreDrawnEvenlyBetweenTheBounds(string name)
    {
        using var env = new SyncVectorEnv(() => new AimWorld());
        Agent agent = Make(name, env, randomSteps: 100_000);
        float[] action = new float[2];
        double sum = 0, squares = 0;
        const int Draws = 20_000;
        for (int i = 0; i < Draws; i++)
        {
            agent.Act([0f, 0f], action);
            Assert.True(env.ActionSpace.Contains(action));
            sum += action[1];
            squares += (action[1] - 15) * (action[1] - 15);
        }

        Assert.Equal(15, sum / Draws, 0.1);
        Assert.Equal(100.0 / 12, squares / Draws, 0.15);
    }

    [Fact]
    public void Act_DriftingNoise_StartsAnewWithEachEpisode()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new AimWorld(), 30));
        var options = new DdpgOptions { ActorHiddenSizes = [4], RandomSteps = 0, LearningStarts = 1_000_000, BufferSize = 10, Noise = Drift with { Scale = 0.1f, Reversion = 0.01f } };
        var agent = new DdpgAgent(env, options, 1);
        env.Reset(1);
        double atStart = 0, atEnd = 0;
        float[] action = new float[2], greedy = new float[2];
        for (int step = 0; step < 30 * 300; step++)
        {
            agent.ActGreedily(env.Observations, greedy);
            agent.Act(env.Observations, action);
            double noise = (action[1] - greedy[1]) / 5;
            if (step % 30 == 0) atStart += noise * noise / 300;
            if (step % 30 == 29) atEnd += noise * noise / 300;
            agent.Observe(env.Step(action));
        }

        Assert.InRange(Math.Sqrt(atStart), 0.08, 0.12);
        Assert.InRange(Math.Sqrt(atEnd), 0.3, 0.6);
    }

    /// <summary>What SAC and TQC draw by themselves is fresh in every step: actions go together with those before them only where noise that drifts is added, and not beyond the end of an episode.</summary>
    [Theory]
    [InlineData("sac", 0f)]
    [InlineData("sac", 0.3f)]
    [InlineData("tqc", 0.3f)]
    public void Act_DrawnActionsWithDriftingNoise_GoTogetherWithinAnEpisode(string name, float scale)
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new AimWorld(), 30));
        Agent agent = Idle(name, env, Drift with { Scale = scale, Reversion = 0.01f });
        env.Reset(1);
        double within = 0, across = 0, before = 0, sum = 0;
        float[] action = new float[2];
        for (int step = 0; step < 30 * 400; step++)
        {
            agent.Act(env.Observations, action);
            Assert.True(env.ActionSpace.Contains(action));
            double now = (action[1] - 15) / 5;
            sum += now;
            if (step % 30 == 29) within += now * before / 400;
            if (step % 30 == 0) across += now * before / 400;
            before = now;
            agent.Observe(env.Step(action));
        }

        double mean = sum / (30 * 400);
        Assert.InRange(within - (mean * mean), scale > 0 ? 0.25 : -0.1, scale > 0 ? 1 : 0.1);
        Assert.InRange(across - (mean * mean), -0.1, 0.1);
    }

    [Theory]
    [InlineData(1, 4, 1, 100, 13)]
    [InlineData(1, 1, 2, 100, 100)]
    [InlineData(3, 4, 1, 99, 12)]
    [InlineData(8, 4, 1, 96, 12)]
    public void Update_ByPace_MakesTheUpdatesDue(int worlds, int trainEvery, int perRound, int steps, int expected)
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new AimWorld(), 20), worlds);
        var options = new DdpgOptions { ActorHiddenSizes = [4], CriticHiddenSizes = [4], BatchSize = 4, LearningStarts = 51, TrainEvery = trainEvery, UpdatesPerRound = perRound };
        var agent = new DdpgAgent(env, options, 1);
        env.Reset(1);
        Steps(env, agent, steps / worlds);
        Assert.Equal(expected, agent.Updates);
    }

    [Fact]
    public void Update_PolicyDelay_LeavesTheActorAloneInBetween()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new AimWorld(), 20));
        var options = new Td3Options { ActorHiddenSizes = [4], CriticHiddenSizes = [4], BatchSize = 4, LearningStarts = 20, PolicyDelay = 3 };
        var agent = new Td3Agent(env, options, 1);
        env.Reset(1);
        Steps(env, agent, 19);
        var changes = new List<bool>();
        float[] before = new float[2], after = new float[2];
        for (int i = 0; i < 6; i++)
        {
            agent.ActGreedily([0.5f, 0.5f], before);
            Steps(env, agent, 1);
            agent.ActGreedily([0.5f, 0.5f], after);
            changes.Add(!before.SequenceEqual(after));
        }

        Assert.Equal([false, false, true, false, false, true], changes);
    }

    private static Agent Make(string name, VectorEnv env, ulong seed = 1, int randomSteps = 200) => name switch
    {
        "ddpg" => new DdpgAgent(env, Small(new DdpgOptions { Noise = Drift }, randomSteps), seed),
        _ => new Td3Agent(env, Small(new Td3Options(), randomSteps), seed),
    };

    private static Agent Idle(string name, VectorEnv env, ActionNoiseOptions noise)
    {
        const int Never = 1_000_000;
        return name == "sac"
            ? new SacAgent(env, new SacOptions { ActorHiddenSizes = [4], RandomSteps = 0, LearningStarts = Never, BufferSize = 10, Noise = noise }, 1)
            : new TqcAgent(env, new TqcOptions { ActorHiddenSizes = [4], RandomSteps = 0, LearningStarts = Never, BufferSize = 10, Noise = noise }, 1);
    }

    private static TOptions Small<TOptions>(TOptions options, int randomSteps)
        where TOptions : ContinuousControlOptions => AgentCases.SmallContinuous(options) with { RandomSteps = randomSteps };
}
