using Bellman.Core;

namespace Bellman.Agents.Tests;

public sealed class ActionBoundsTests
{
    [Fact]
    public void Denormalise_Ends_AreTheBoundsExactly()
    {
        ActionBounds bounds = Bounds(new Box([-2f, 0.1f, -1e30f], [5f, 0.3f, 3e38f]));
        float[] action = new float[3];
        bounds.Denormalise([-1f, -1f, -1f], action);
        Assert.Equal([-2f, 0.1f, -1e30f], action);
        bounds.Denormalise([1f, 1f, 1f], action);
        Assert.Equal([5f, 0.3f, 3e38f], action);
        bounds.Denormalise([0f, 0f, 0f], action);
        Assert.Equal([1.5f, 0.2f], action[..2]);
    }

    [Fact]
    public void Denormalise_BeyondTheEnds_IsCutOff()
    {
        float[] action = new float[1];
        Bounds(new Box(-2f, 2f)).Denormalise([1.7f], action);
        Assert.Equal(2f, action[0]);
    }

    [Fact]
    public void Normalise_WhatWasDenormalised_IsTheSame()
    {
        ActionBounds bounds = Bounds(new Box([-2f, 10f], [5f, 11f]));
        float[] action = new float[2], normalised = new float[2];
        bounds.Denormalise([-0.3f, 0.75f], action);
        bounds.Normalise(action, normalised);
        Assert.Equal(-0.3, normalised[0], 1e-5);
        Assert.Equal(0.75, normalised[1], 1e-5);
    }

    [Fact]
    public void Constructor_DiscreteActions_NamesTheSpaceAndWhatToTake()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Bounds(new Discrete(4)));
        Assert.Equal("DDPG acts with numbers between bounds, but the action space is Discrete(4). Take an agent for discrete actions, such as dqn. (Parameter 'env')", exception.Message);
    }

    [Theory]
    [InlineData(-1f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 1f)]
    [InlineData(1f, 1f)]
    public void Constructor_BoundsThatNothingCanBeScaledTo_NamesThem(float low, float high)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Bounds(new Box([-1f, low], [1f, high])));
        Assert.Contains($"number 1 of an action lies in {FormattableString.Invariant($"[{low}, {high}]")}", exception.Message, StringComparison.Ordinal);
    }

    private static ActionBounds Bounds(Space actions)
    {
        using var env = new SyncVectorEnv(() => new SilentWorld(actions));
        return new ActionBounds(env, "DDPG");
    }

    private sealed class SilentWorld(Space actions) : Env
    {
        public override Space ObservationSpace { get; } = new Box(0f, 1f);

        public override Space ActionSpace { get; } = actions;

        protected override void OnReset(Span<float> observation) => observation[0] = 0f;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) => new(0f, Terminated: false);
    }
}
