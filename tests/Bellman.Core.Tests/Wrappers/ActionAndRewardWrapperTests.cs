namespace Bellman.Core.Tests;

public class ActionAndRewardWrapperTests
{
    private static readonly float[][] Long = [.. Enumerable.Range(0, 20_001).Select(_ => new float[1])];

    [Fact]
    public void DiscretizeAction_EachChoice_IsTheMiddleOfItsBin()
    {
        var world = new Scripted(new Box(0, 1), new Box([-2, 0], [2, 1]), Long);
        using var env = new DiscretizeAction(world, [4, 2]);
        Assert.Equal(new Discrete(8), env.ActionSpace);
        env.ResetRow();
        var seen = new HashSet<(float, float)>();
        for (int choice = 0; choice < 8; choice++)
        {
            env.StepRow(choice);
            Assert.Equal([-1.5f + (choice / 2), choice % 2 == 0 ? 0.25f : 0.75f], world.LastAction);
            Assert.True(seen.Add((world.LastAction[0], world.LastAction[1])));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => env.StepRow(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => env.StepRow(0.5f));
    }

    [Fact]
    public void DiscretizeAction_Multidiscrete_KeepsTheBinsApart()
    {
        var world = new Scripted(new Box(0, 1), new Box([-2, 0], [2, 1]), Long);
        using var env = new DiscretizeAction(world, [4, 2], multidiscrete: true);
        Assert.Equal(new MultiDiscrete(4, 2), env.ActionSpace);
        env.ResetRow();
        env.StepRow(3, 0);
        Assert.Equal([1.5f, 0.25f], world.LastAction);
        Assert.Throws<ArgumentException>(() => new DiscretizeAction(new Countdown(), [4]));
        Assert.Throws<ArgumentException>(() => new DiscretizeAction(new Scripted(new Box(0, 1), new Box(0, float.PositiveInfinity), Long), [4]));
    }

    [Fact]
    public void StickyAction_Probability_IsThatOfTheLastActionOnceMore()
    {
        var world = new Scripted(new Box(0, 1), new Discrete(20_001), Long);
        using var env = new StickyAction(world, 0.25f);
        env.ResetRow(seed: 2);
        env.StepRow(1);
        Assert.Equal(1, world.LastAction[0]);
        int repeated = 0;
        for (int i = 2; i <= 10_000; i++)
        {
            float before = world.LastAction[0];
            env.StepRow(i);
            Assert.True(world.LastAction[0] == i || world.LastAction[0] == before);
            repeated += world.LastAction[0] == i ? 0 : 1;
        }

        Assert.InRange(repeated, 2350, 2650);
    }

    [Fact]
    public void StickyAction_Duration_IsThatOfEachRepetition()
    {
        var world = new Scripted(new Box(0, 1), new Discrete(20_001), Long);
        using var env = new StickyAction(world, 0.1f, [2, 4]);
        env.ResetRow(seed: 2);
        var taken = new List<int>();
        for (int i = 0; i < 20_000; i++)
        {
            env.StepRow(i);
            taken.Add((int)world.LastAction[0]);
        }

        // A run of the same action is one step of its own and repetitions of 2 to 4 steps; two of them may follow each other. The last is cut off.
        int[] repetitions = [.. taken.GroupBy(action => action).SkipLast(1).Select(run => run.Count() - 1).Where(count => count > 0)];
        Assert.DoesNotContain(1, repetitions);
        Assert.Equal([2, 3, 4], repetitions.Where(count => count < 5).Distinct().Order());
    }

    [Fact]
    public void StickyAction_NewEpisode_ForgetsTheLastAction()
    {
        var world = new Scripted(new Box(0, 1), new Discrete(100), [[0], [0]]);
        using var env = new StickyAction(world, 0.99f, [50]);
        for (int i = 0; i < 50; i++)
        {
            env.ResetRow();
            env.StepRow(i);
            Assert.Equal(i, world.LastAction[0]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new StickyAction(new Countdown(), 1));
        Assert.Throws<ArgumentException>(() => new StickyAction(new Countdown(), 0.1f, [0]));
        Assert.Throws<ArgumentException>(() => new StickyAction(new Countdown(), 0.1f, [3, 2]));
    }

    [Fact]
    public void StickyAction_ItsRandomNumbers_ShiftNoneOfTheWorld()
    {
        using var plain = new Countdown(1);
        using var sticky = new StickyAction(new Countdown(1), 0.5f);
        for (int i = 0; i < 20; i++)
        {
            ulong? seed = i == 0 ? 7 : null;
            Assert.Equal(plain.ResetRow(seed), sticky.ResetRow(seed));
            sticky.StepRow(1);
        }
    }

    [Fact]
    public void RepeatAction_EachAction_IsTakenSoOftenUntilTheEnd()
    {
        var world = new Scripted(new Box(0, 9), [0], [1], [2], [3], [4], [5]) { Rewards = [1, 2, 4, 8, 16] };
        using var env = new RepeatAction(world, 3);
        env.ResetRow();
        Assert.Equal([3f], env.StepRow(out StepResult result, 1));
        Assert.Equal(new StepResult(7, false), result);
        Assert.Equal([5f], env.StepRow(out result, 1));
        Assert.Equal(new StepResult(24, true), result);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatAction(world, 0));
    }

    [Fact]
    public void TransformReward_Function_MakesEachReward()
    {
        using var env = new TransformReward(new Countdown(6), MathF.Sqrt);
        env.ResetRow();
        env.StepRow(out StepResult result, 2);
        Assert.Equal(2, result.Reward);
        Assert.Equal(4, env.Unwrapped.EpisodeReturn);
        using Env scaled = WrapperRegistry.Wrap(new Countdown(6), "TransformReward:scale=0.5,shift=-1");
        scaled.ResetRow();
        scaled.StepRow(out result, 2);
        Assert.Equal(1, result.Reward);
    }

    [Theory]
    [InlineData("ClipReward:-1,1", new[] { -1, 0.5f, 1 })]
    [InlineData("ClipReward:max_reward=1", new[] { -3, 0.5f, 1 })]
    [InlineData("ClipReward:0", new[] { 0, 0.5f, 7 })]
    public void ClipReward_Bounds_LimitRewards(string wrapper, float[] rewards)
    {
        using Env env = WrapperRegistry.Wrap(new Scripted(new Box(0, 1), [0], [0], [0], [0]) { Rewards = [-3, 0.5f, 7] }, wrapper);
        env.ResetRow();
        foreach (float reward in rewards)
        {
            env.StepRow(out StepResult result, 0);
            Assert.Equal(reward, result.Reward);
        }

        Assert.Throws<ArgumentException>(() => new ClipReward(new Countdown()));
        Assert.Throws<ArgumentException>(() => new ClipReward(new Countdown(), 2, 1));
    }
}
