using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

public sealed class WatchedWorldTests
{
    [Theory]
    [InlineData("dense")]
    [InlineData("lstm")]
    public void Step_AnAgent_PlaysAsAnEvaluationDoes(string model)
    {
        using VectorEnv worlds = Envs.MakeVector("CartPole-v1");
        var agent = new DqnAgent(worlds, new DqnOptions { Model = model == "lstm" ? QModel.Lstm : QModel.Dense }, seed: 3);
        using var evaluator = new Evaluator(agent, worlds);
        double expected = evaluator.Run(1, seed: 11).Mean;
        using var world = new WatchedWorld(worlds.CreateEnv(), agent, seed: 11);
        Assert.Equal(2, world.Scores.Length);
        Assert.True(world.LastScores.IsEmpty);
        while (!world.Last.Done)
        {
            float[] before = world.Scores.ToArray();
            world.Step();
            Assert.Equal(before[1] > before[0] ? 1 : 0, world.Action[0]);
            Assert.Equal(before, world.LastScores.ToArray());
            Assert.NotEqual(before, world.Scores.ToArray());
        }

        Assert.Equal(expected, world.Return);
        Assert.Equal(expected, world.Steps);
    }

    [Fact]
    public void Reset_TheSameSeed_PlaysTheSameAtRandom()
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 1);
        int steps = Finish(world);
        world.Reset(2);
        Finish(world);
        world.Reset(1);
        Assert.Equal(steps, Finish(world));
        Assert.True(world.Scores.IsEmpty);
    }

    [Theory]
    [InlineData(2f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void Step_ByHandWithAnActionThatIsNone_IsRefusedAndChangesNothing(float action)
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 1);
        Assert.Throws<ArgumentException>(() => world.Step([action]));
        Assert.Equal(0, world.Steps);
        world.Step([1f]);
        Assert.Equal(1f, world.Action[0]);
    }

    private static int Finish(WatchedWorld world)
    {
        while (!world.Last.Done) world.Step();
        return world.Steps;
    }
}
