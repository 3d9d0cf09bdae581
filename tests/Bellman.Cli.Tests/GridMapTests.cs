using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Cli.Tests;

public sealed class GridMapTests
{
    [Fact]
    public void Of_LakeThatIsLearned_ShowsValuesAndArrowsAndTheLettersOfItsEnds()
    {
        using var env = new SyncVectorEnv(() => new TimeLimit(new FrozenLake(new FrozenLakeOptions { IsSlippery = false, Desc = ["SFH", "HFG"] }), 20));
        var agent = new QLearningAgent(env, new QLearningOptions { LearningRate = 1, Discount = 0.5f, EpsilonSchedule = EpsilonSchedule.Constant }, seed: 1);
        Teach(env, agent, 500);
        using Env world = env.CreateEnv();
        Assert.Equal(
            [
                "value of each cell",
                "  0.25 0.50    H",
                "     H 1.00    G",
                "best way on",
                "  → ↓ H",
                "  H → G",
            ],
            GridMap.Of(agent, world)!);
    }

    [Fact]
    public void Of_CliffThatIsUnknown_ShowsDotsWhereActionsAreEqual()
    {
        using VectorEnv env = Envs.MakeVector("CliffWalking-v1");
        using Env world = env.CreateEnv();
        IReadOnlyList<string> lines = GridMap.Of(new QLearningAgent(env), world)!;
        Assert.Equal("  · · · · · · · · · · · ·", lines[6]);
        Assert.Equal("  · C C C C C C C C C C G", lines[^1]);
    }

    [Fact]
    public void Of_OtherWorlds_IsNothing()
    {
        using VectorEnv env = Envs.MakeVector("CartPole-v1");
        using Env world = env.CreateEnv();
        Assert.Null(GridMap.Of(new DqnAgent(env, new DqnOptions { BufferSize = 1 }), world));
    }

    private static void Teach(VectorEnv env, Agent agent, int steps)
    {
        var actions = new float[1];
        env.Reset(1);
        for (int i = 0; i < steps; i++)
        {
            agent.Act(env.Observations, actions);
            agent.Observe(env.Step(actions));
            agent.Update();
        }
    }
}
