using Bellman.Numerics;

namespace Bellman.Core.Tests;

public class EnvTests
{
    private readonly float[] _observation = new float[2];

    [Fact]
    public void Step_BeforeReset_IsRefused()
    {
        using var env = new Countdown();
        Assert.Throws<InvalidOperationException>(() => env.Step([1], _observation));
    }

    [Fact]
    public void Step_AfterTheEnd_IsRefusedUntilReset()
    {
        using var env = new Countdown(1);
        env.Reset(_observation);
        Assert.True(env.Step([1], _observation).Terminated);
        Assert.Throws<InvalidOperationException>(() => env.Step([1], _observation));
        env.Reset(_observation);
        env.Step([1], _observation);
    }

    [Fact]
    public void Step_WithShortSpans_NamesThem()
    {
        using var env = new Countdown();
        Assert.Equal("observation", Assert.Throws<ArgumentException>(() => env.Reset(new float[1])).ParamName);
        env.Reset(_observation);
        Assert.Equal("observation", Assert.Throws<ArgumentException>(() => env.Step([1], new float[1])).ParamName);
        Assert.Equal("action", Assert.Throws<ArgumentException>(() => env.Step([], _observation)).ParamName);
    }

    [Fact]
    public void Reset_Seeded_DrawsAsNumPySeededSo()
    {
        using var env = new Countdown();
        var expected = new Pcg64(42);
        env.Reset(_observation, seed: 42);
        Assert.Equal(expected.NextSingle(), _observation[1]);
        env.Reset(_observation);
        Assert.Equal(expected.NextSingle(), _observation[1]);
        Assert.Equal(42ul, env.Seed);
    }

    [Fact]
    public void Reset_WithoutASeed_DrawsOneAndTellsIt()
    {
        using var env = new Countdown();
        Assert.Null(env.Seed);
        env.Reset(_observation);
        float drawn = _observation[1];
        env.Reset(_observation, env.Seed);
        Assert.Equal(drawn, _observation[1]);
    }

    [Fact]
    public void Reset_WithOptions_AppliesThemOnce()
    {
        using var env = new Countdown(5);
        env.Reset(_observation, options: new ResetOptions { ["start"] = 9 });
        Assert.Equal(9, _observation[0]);
        env.Reset(_observation);
        Assert.Equal(5, _observation[0]);
    }

    [Fact]
    public void Deconstruct_OfAStepResult_IsGymnasiumsOrder()
    {
        using var env = new Countdown(1);
        env.Reset(_observation);
        (float reward, bool terminated, bool truncated) = env.Step([1], _observation);
        Assert.Equal((0f, true, false), (reward, terminated, truncated));
    }

    [Fact]
    public void Load_InAnotherInstance_GoesOnTheSame()
    {
        using var env = new Countdown();
        env.Reset(_observation, seed: 3);
        env.Step([2], _observation);
        byte[] saved = InMemory.Write(env.Save);

        using var other = new Countdown();
        other.Load(InMemory.Read(saved));
        Assert.Equal(3ul, other.Seed);
        float[] theirs = new float[2];
        Assert.Equal(env.Step([1], _observation), other.Step([1], theirs));
        Assert.Equal(_observation, theirs);
        env.Reset(_observation);
        other.Reset(theirs);
        Assert.Equal(_observation, theirs);
    }

    [Fact]
    public void Load_OfAnEnvironmentNeverReset_IsNotRunning()
    {
        using var env = new Countdown();
        using var other = new Countdown();
        other.Reset(_observation);
        other.Load(InMemory.Read(InMemory.Write(env.Save)));
        Assert.Throws<InvalidOperationException>(() => other.Step([1], _observation));
    }
}
