using Bellman.Core;

namespace Bellman.Agents.Tests;

public sealed class ActionRangeTests
{
    [Fact]
    public void ToBox_Ends_AreTheBounds()
    {
        var range = new ActionRange(new Box([-2f, 10f], [5f, 11f]));
        float[] actions = new float[6];
        range.ToBox([-1f, -1f, 1f, 1f, 0f, 0f], actions);
        Assert.Equal([-2f, 10f, 5f, 11f, 1.5f, 10.5f], actions);
    }

    [Fact]
    public void ToBox_BeyondTheEnds_IsCutOff()
    {
        float[] action = new float[1];
        new ActionRange(new Box(-2f, 2f)).ToBox([1.7f], action);
        Assert.Equal(2f, action[0]);
    }

    [Fact]
    public void ToBox_ManyWorlds_AreEachClampedAsOne()
    {
        float[] drawn = [.. Enumerable.Range(0, 37).Select(i => i == 5 ? float.NaN : (i - 18) / 7f)];
        float[] actions = new float[drawn.Length];
        new ActionRange(new Box(-3f, 1f)).ToBox(drawn, actions);
        for (int i = 0; i < drawn.Length; i++) Assert.Equal(Math.Clamp(-1f + (2f * drawn[i]), -3f, 1f), actions[i]);
    }

    [Fact]
    public void ToBox_WithoutBounds_StaysAsItIs()
    {
        float[] action = new float[2];
        new ActionRange(new Box([float.NegativeInfinity, -4f], [float.PositiveInfinity, 4f])).ToBox([1.7f, 0.5f], action);
        Assert.Equal([1.7f, 2f], action);
    }

    [Fact]
    public void FromBox_WhatCameFromTheRange_IsTheSame()
    {
        var range = new ActionRange(new Box([-2f, 10f], [5f, 11f]));
        float[] box = new float[2], back = new float[2];
        range.ToBox([-0.3f, 0.75f], box);
        range.FromBox(box, back);
        Assert.Equal(-0.3, back[0], 1e-5);
        Assert.Equal(0.75, back[1], 1e-5);
    }

    [Fact]
    public void Bounded_DiscreteActions_NamesTheSpaceAndWhatToTake()
    {
        using var env = new SyncVectorEnv(() => new IdentityWorld());
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ActionRange.Bounded(env, "DDPG"));
        Assert.StartsWith(
            $"DDPG acts with real numbers between bounds, but the action space is {env.ActionSpace}. Take an agent for discrete actions, such as dqn.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 1f)]
    [InlineData(1f, 1f)]
    public void Bounded_BoundsThatNothingCanBeScaledTo_NamesTheSpace(float low, float high)
    {
        using var env = new SyncVectorEnv(() => new SilentWorld(new Box([-1f, low], [1f, high])));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ActionRange.Bounded(env, "DDPG"));
        Assert.StartsWith(
            $"DDPG scales its actions to their bounds, which must be finite and differ, but the action space is {env.ActionSpace}.", exception.Message, StringComparison.Ordinal);
    }

    private sealed class SilentWorld(Space actions) : Env
    {
        public override Space ObservationSpace { get; } = new Box(0f, 1f);

        public override Space ActionSpace { get; } = actions;

        protected override void OnReset(Span<float> observation) => observation[0] = 0f;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) => new(0f, Terminated: false);
    }
}
