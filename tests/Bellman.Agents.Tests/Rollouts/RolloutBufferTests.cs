using Bellman.Core;

namespace Bellman.Agents.Tests;

public sealed class RolloutBufferTests
{
    /// <summary>World 0 meets a terminal state in step 1, world 1 a time limit in step 0; both go on to the end of the rollout.</summary>
    [Fact]
    public void ComputeAdvantages_TerminalStateAndTimeLimit_TakeTheRightNextValues()
    {
        var buffer = new RolloutBuffer(steps: 3, worlds: 2, observationSize: 1, actionSize: 1);
        Step(buffer, values: [1, 2], rewards: [10, 20], terminated: [false, false], truncated: [false, true], next: [100, 200]);
        Step(buffer, values: [3, 4], rewards: [30, 40], terminated: [true, false], truncated: [false, false], next: []);
        Step(buffer, values: [5, 6], rewards: [50, 60], terminated: [false, false], truncated: [false, false], next: [500, 600]);
        Assert.True(buffer.Full);

        buffer.ComputeAdvantages(discount: 0.5f, lambda: 0);
        Assert.Equal([10 + 1.5f, 20 + 100, 30, 40 + 3, 50 + 250, 60 + 300], buffer.Returns);
        Assert.Equal([10.5f, 118, 27, 39, 295, 354], buffer.Advantages);
    }

    /// <summary>A mask of 500 answers takes a byte for each: of a rollout that a checkpoint just holds without it, it holds a tenth with it.</summary>
    [Fact]
    public void CheckSize_Masks_AreCounted()
    {
        using var env = new SyncVectorEnv(() => new PickyWorld(new Discrete(500)));
        const int Steps = 50_000_000;
        Assert.Equal(Steps, RolloutBuffer.CheckSize(Steps, env));
        string message = Assert.Throws<ArgumentException>("steps", () => RolloutBuffer.CheckSize(Steps, env, maskSize: 500)).Message;
        Assert.Matches("Take at most [34][0-9]{6} steps", message);
    }

    [Fact]
    public void NeedsNextValues_OnlyAtATimeLimitOrTheEnd()
    {
        var buffer = new RolloutBuffer(3, 1, 1, 1);
        Assert.False(buffer.NeedsNextValues(Transitions([0], [true], [false])));
        Assert.True(buffer.NeedsNextValues(Transitions([0], [false], [true])));
        Step(buffer, [0], [0], [false], [false], []);
        Step(buffer, [0], [0], [false], [false], []);
        Assert.True(buffer.NeedsNextValues(Transitions([0], [false], [false])));
    }

    [Fact]
    public void Gather_SomeTransitions_CopiesTheirRows()
    {
        var buffer = new RolloutBuffer(2, 2, observationSize: 2, actionSize: 1);
        buffer.BeginStep([1, 2, 3, 4]);
        new float[] { 7, 8 }.CopyTo(buffer.StepActions);
        buffer.EndStep(Transitions([0, 0], new bool[2], new bool[2]), []);
        buffer.BeginStep([5, 6, 7, 8]);
        new float[] { 9, 10 }.CopyTo(buffer.StepActions);
        float[] rows = new float[8], actions = new float[2];
        buffer.GatherObservations([3, 0], rows, stride: 4);
        buffer.GatherActions([2, 1], actions);
        Assert.Equal([7f, 8, 0, 0, 1, 2, 0, 0], rows);
        Assert.Equal([9f, 8f], actions);
    }

    private static void Step(RolloutBuffer buffer, float[] values, float[] rewards, bool[] terminated, bool[] truncated, float[] next)
    {
        buffer.BeginStep(new float[values.Length]);
        values.CopyTo(buffer.StepValues);
        buffer.EndStep(Transitions(rewards, terminated, truncated), next);
    }

    private static Transitions Transitions(float[] rewards, bool[] terminated, bool[] truncated) => new()
    {
        Count = rewards.Length,
        Observations = new float[rewards.Length],
        Actions = new float[rewards.Length],
        Rewards = rewards,
        NextObservations = new float[rewards.Length],
        Terminated = terminated,
        Truncated = truncated,
        EpisodeReturns = new double[rewards.Length],
        EpisodeLengths = new int[rewards.Length],
    };
}
