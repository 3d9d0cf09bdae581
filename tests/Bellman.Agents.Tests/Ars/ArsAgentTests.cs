using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>How candidates are spread over worlds: each is played as often as asked, whichever world it falls to.</summary>
public sealed class ArsAgentTests
{
    /// <summary>Episodes of one length end together, so that each round of episodes rates as many candidates as there are worlds, the last round those that are left.</summary>
    [Theory]
    [InlineData(1, 8, 1, 16)]
    [InlineData(3, 8, 1, 6)]
    [InlineData(5, 2, 1, 1)]
    [InlineData(2, 3, 2, 6)]
    public void Update_EpisodesOfOneLength_ComesAfterTheRoundsThatTheCandidatesNeed(int worlds, int directions, int episodes, int rounds)
    {
        const int Length = 4;
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), Length), worlds);
        var agent = new ArsAgent(env, new ArsOptions { Directions = directions, EpisodesPerCandidate = episodes }, 1);
        env.Reset(1);
        Steps(env, agent, (rounds * Length) - 1);
        Assert.Equal(0, agent.Updates);
        Steps(env, agent, 1);
        Assert.Equal(1, agent.Updates);
        Steps(env, agent, rounds * Length);
        Assert.Equal(2, agent.Updates);
    }

    /// <summary>A search that begins with a model's weights plays candidates around those from its first episode on.</summary>
    [Fact]
    public void ReadModel_BeforeTraining_PlacesTheFirstCandidatesAroundIt()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 4), 3);
        var options = new ArsOptions { NoiseStd = 1e-6f };
        var taught = new ArsAgent(env, options with { NoiseStd = 0.1f }, 1);
        env.Reset(1);
        Steps(env, taught, 2_000);
        var agent = new ArsAgent(env, options, 2);
        agent.ReadModel(Model(taught));
        float[] greedy = new float[3], played = new float[3];
        bool differs = false;
        for (int i = 0; i < 20; i++)
        {
            for (int world = 0; world < 3; world++) taught.ActGreedily(env.Observations.Slice(world * env.ObservationSpace.Size, env.ObservationSpace.Size), greedy.AsSpan(world, 1));
            Steps(env, agent, 1, played);
            Assert.Equal(greedy, played);
            differs |= greedy.Any(action => action != greedy[0]);
        }

        Assert.True(differs);
    }

    private static CheckpointReader Model(Agent agent)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        return CheckpointReader.Parse(stream.ToArray(), Agent.ModelKind, "the model");
    }

    [Fact]
    public void ActGreedily_BeforeAnyUpdate_IsThePolicyOfZerosWhichTakesTheFirstAction()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new IdentityWorld(), 4), 1);
        var agent = new ArsAgent(env);
        float[] action = [-1];
        env.Reset(1);
        agent.ActGreedily(env.Observations, action);
        Assert.Equal(((Discrete)env.ActionSpace).Start, action[0]);
    }
}
