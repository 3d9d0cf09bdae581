namespace Bellman.Core.Tests;

/// <summary>Wrappers that move bounds: of actions and of observations.</summary>
public class BoundsWrapperTests
{
    private static readonly Box Throttles = new([-2, 0], [2, 0.1f]);

    [Fact]
    public void ClipAction_AnyNumbers_StayWithinTheBoundsInside()
    {
        Scripted world = World();
        using var env = new ClipAction(world);
        Assert.Equal(new Box(float.NegativeInfinity, float.PositiveInfinity, 2), env.ActionSpace);
        env.ResetRow();
        env.StepRow(-7, 0.05f);
        Assert.Equal([-2, 0.05f], world.LastAction);
        env.StepRow(1.5f, float.PositiveInfinity);
        Assert.Equal([1.5f, 0.1f], world.LastAction);
    }

    [Fact]
    public void RescaleAction_BoundsAndMiddle_MapOntoThoseInside()
    {
        Scripted world = World();
        using var env = new RescaleAction(world);
        Assert.Equal(new Box(-1, 1, 2), env.ActionSpace);
        env.ResetRow();
        foreach (float action in (float[])[-1, -0.3f, 0, 0.99999994f, 1])
        {
            env.StepRow(action, action);
            Assert.Equal(2 * action, world.LastAction[0], 1e-6f);
            Assert.Equal(0.05f + (0.05f * action), world.LastAction[1], 1e-7f);
            Assert.True(Throttles.Contains(world.LastAction));
        }

        Assert.Equal([2, 0.1f], world.LastAction);
    }

    [Fact]
    public void RescaleAction_BoundsOfEach_AreTheNewSpace()
    {
        Scripted world = World();
        using var env = new RescaleAction(world, [0, -5], [1, 5]);
        Assert.Equal(new Box([0, -5], [1, 5]), env.ActionSpace);
        env.ResetRow();
        env.StepRow(0.75f, -5);
        Assert.Equal([1f, 0f], world.LastAction);
        env.StepRow(1.25f, 0);
        Assert.Equal(3f, world.LastAction[0]);
    }

    [Fact]
    public void RescaleObservation_BoundedAndUnbounded_MapsOrKeeps()
    {
        float infinity = float.PositiveInfinity;
        var space = new Box([0, -infinity, 3, -infinity], [255, infinity, infinity, 5]);
        using var env = new RescaleObservation(
            new Scripted(space, [0, -7, 3, 5], [51, 9, 8, -5], [255, 0, 3, 0]), [-1, -infinity, 0, -infinity], [0, infinity, infinity, 0]);
        Assert.Equal(new Box([-1, -infinity, 0, -infinity], [0, infinity, infinity, 0]), env.ObservationSpace);
        Assert.Equal([-1f, -7, 0, 0], env.ResetRow());
        Assert.Equal([-0.8f, 9, 5, -10], env.StepRow(0));
        Assert.Equal([0f, 0, 0, -5], env.StepRow(0));
    }

    [Fact]
    public void Constructors_WhatCannotBe_SayWhy()
    {
        Assert.Throws<ArgumentException>(() => new RescaleAction(World(), [1], [1]));
        Assert.Throws<ArgumentException>(() => new RescaleAction(World(), [float.NegativeInfinity], [1]));
        Assert.Throws<ArgumentException>(() => new RescaleAction(World(), [0, 0, 0], [1]));
        Assert.Throws<ArgumentException>(() => new RescaleObservation(new Scripted(new Box(0, 0), [[0]]), [0], [1]));
        Assert.Throws<ArgumentException>(() => new RescaleObservation(new Scripted(new Box(0, float.PositiveInfinity), [[0]]), [0], [1]));
        Assert.Throws<ArgumentException>(() => new ClipAction(new Countdown()));
        Assert.Equal(
            "The wrapper RescaleAction:2,1 can't go around <Scripted>: min_action must be below max_action, but they are 2 and 1.",
            Assert.Throws<FormatException>(() => WrapperRegistry.Wrap(World(), "RescaleAction:2,1")).Message);
    }

    private static Scripted World() => new(new Box(0, 1), Throttles, [.. Enumerable.Repeat(new float[] { 0 }, 9)]);
}
