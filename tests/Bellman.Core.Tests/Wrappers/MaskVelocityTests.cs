namespace Bellman.Core.Tests;

public class MaskVelocityTests
{
    [Fact]
    public void Step_Indices_AreZeroAndTheRestIsAsItWas()
    {
        using var env = new MaskVelocity(new Scripted(new Box(-9, 9, 3), [1, 2, 3], [4, 5, 6]), [0, 2]);
        Assert.Equal(new Box(-9, 9, 3), env.ObservationSpace);
        Assert.Equal([0f, 2, 0], env.ResetRow());
        Assert.Equal([0f, 5, 0], env.StepRow(0));
    }

    [Theory]
    [InlineData("CartPole-v0", new[] { 1, 3 })]
    [InlineData("CartPole-v1", new[] { 1, 3 })]
    [InlineData("Pendulum-v1", new[] { 2 })]
    [InlineData("LunarLanderContinuous-v3", new[] { 2, 3, 5 })]
    [InlineData("BipedalWalkerHardcore-v3", new[] { 1, 2, 3, 5, 7, 10, 12 })]
    public void Constructor_KnownId_FindsItsVelocities(string id, int[] indices)
    {
        var world = new Scripted(new Box(-9, 9, 24), [new float[24]]) { Spec = new EnvSpec(id) };
        Assert.Equal(indices, new MaskVelocity(new TimeLimit(world, 5)).Indices);
    }

    [Fact]
    public void Constructor_WhatCannotBe_SaysWhy()
    {
        Assert.Contains(
            "Which numbers are velocities is not known of <Scripted>", Assert.Throws<ArgumentException>(() => new MaskVelocity(World())).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1, but one is 2", Assert.Throws<ArgumentOutOfRangeException>(() => new MaskVelocity(World(), [2])).Message, StringComparison.Ordinal);
        Assert.Contains("leave out 0", Assert.Throws<ArgumentException>(() => new MaskVelocity(World(), [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MaskVelocity(new Scripted(new Discrete(2), [[0]]), [0]));
    }

    private static Scripted World() => new(new Box([0, 1], [9, 9]), [[0, 1]]);
}
