using Bellman.Environments;

namespace Bellman.Experiments.Tests;

public sealed class WatchPaceTests
{
    // CartPole has 50 steps a second.
    [Theory]
    [InlineData(1, 60, 1, 20)]
    [InlineData(0.5, 60, 1, 40)]
    [InlineData(2, 60, 2, 1000 / 60.0)]
    [InlineData(4, 30, 7, 1000 / 30.0)]
    [InlineData(double.NaN, 60, 1, 20)]
    public void Advance_AtASpeed_TakesTheStepsOfAPicture(double speed, double pictures, int steps, double milliseconds)
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 4);
        var pace = new WatchPace(world, pictures) { Speed = speed };
        Assert.Equal(milliseconds, pace.Pause.TotalMilliseconds, 0.01);
        pace.Advance();
        Assert.Equal(steps, world.Steps);
    }

    [Theory]
    [InlineData(0.0001, 0.05)]
    [InlineData(1e9, 100)]
    public void Speed_BeyondItsRange_StaysInIt(double given, double expected)
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 4);
        Assert.Equal(expected, new WatchPace(world, 60) { Speed = given }.Speed);
    }

    [Fact]
    public void Advance_AfterTheEnd_BeginsTheEpisodeOfTheNextSeed()
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 4);
        var pace = new WatchPace(world, 60);
        while (!world.Last.Done) pace.Advance();
        Assert.Equal(1.5, pace.Pause.TotalSeconds);
        pace.Advance();
        Assert.Equal((5UL, 0), (world.Seed, world.Steps));
    }

    [Fact]
    public void StepOnce_WhilePlaying_PausesAndTakesOneStep()
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 4);
        var pace = new WatchPace(world, 60);
        pace.StepOnce();
        Assert.True(pace.Waits);
        Assert.Equal(1, world.Steps);
    }

    // Both of the cart's actions push, so that nothing is known before the first key, and the last push goes on after it.
    [Fact]
    public void Press_WhereEveryActionDoesSomething_HoldsTheLastOne()
    {
        using var world = new WatchedWorld(Envs.Make("CartPole-v1"), null, seed: 4);
        var pace = new WatchPace(world, 60) { IsByHand = true };
        Assert.True(pace.Waits);
        Assert.False(pace.Press([1f]));
        Assert.False(pace.Waits);
        pace.Press(null);
        pace.Advance();
        Assert.Equal(1f, world.Action[0]);
    }

    // The lander has an action that does nothing.
    [Fact]
    public void Press_WhereAnActionDoesNothing_LetsGoOfTheKey()
    {
        using var world = new WatchedWorld(Envs.Make("LunarLander-v3"), null, seed: 4);
        var pace = new WatchPace(world, 60) { IsByHand = true };
        pace.Press([2f]);
        pace.Advance();
        Assert.Equal(2f, world.Action[0]);
        pace.Press(null);
        pace.Advance();
        Assert.Equal(0f, world.Action[0]);
    }

    [Fact]
    public void Press_InAGameOfTurns_TakesAStepWithEachKeyAndNoneBetween()
    {
        using var world = new WatchedWorld(Envs.Make("FrozenLake-v1"), null, seed: 4);
        var pace = new WatchPace(world, 60);
        Assert.False(pace.Press([1f]));
        pace.IsByHand = true;
        Assert.True(pace.Press([1f]));
        Assert.Equal(1, world.Steps);
        Assert.True(pace.Waits);
    }

    [Theory]
    [InlineData(7f)]
    [InlineData(float.NaN)]
    public void Press_WhatIsNoAction_IsNoKey(float action)
    {
        using var world = new WatchedWorld(Envs.Make("FrozenLake-v1"), null, seed: 4);
        var pace = new WatchPace(world, 60) { IsByHand = true };
        Assert.False(pace.Press([action]));
        Assert.False(pace.Press([1f, 1f]));
        Assert.Equal(0, world.Steps);
    }
}
