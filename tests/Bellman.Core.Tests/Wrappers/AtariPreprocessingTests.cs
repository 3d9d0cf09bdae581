namespace Bellman.Core.Tests;

public class AtariPreprocessingTests
{
    [Fact]
    public void Step_WithItsDefaults_MergesFourFramesIntoAGreySquare()
    {
        var game = new Arcade();
        using var env = new AtariPreprocessing(game, noopMax: 0);
        Assert.Equal(new Box(0, 255, [84, 84], ElementType.Byte), env.ObservationSpace);
        Assert.All(env.ResetRow(), pixel => Assert.Equal(0, pixel));
        Assert.All(env.StepRow(out StepResult result, 2), pixel => Assert.Equal(4, pixel));
        Assert.Equal(new StepResult(4, false), result);
        Assert.Equal([2, 2, 2, 2], game.Actions);
        env.StepRow(1);
        env.StepRow(1);
        Assert.All(env.StepRow(out result, 1), pixel => Assert.Equal(15, pixel));
        Assert.Equal(new StepResult(3, true), result);
    }

    [Theory]
    [InlineData("AtariPreprocessing:0,1,[10,7]", 255, ElementType.Byte, 10, 7)]
    [InlineData("AtariPreprocessing:noop_max=0,screen_size=5,grayscale_newaxis=true", 255, ElementType.Byte, 5, 5, 1)]
    [InlineData("AtariPreprocessing:noop_max=0,screen_size=5,grayscale_obs=false", 255, ElementType.Byte, 5, 5, 3)]
    [InlineData("AtariPreprocessing:noop_max=0,screen_size=5,scale_obs=true", 1, ElementType.Single, 5, 5)]
    public void ObservationSpace_OfEachOption_IsAsAskedFor(string wrapper, float high, ElementType element, params int[] shape)
    {
        using Env env = WrapperRegistry.Wrap(new Arcade(), wrapper);
        Assert.Equal(new Box(0, high, shape, element), env.ObservationSpace);
        env.ResetRow();
        float shade = wrapper.Contains("0,1,", StringComparison.Ordinal) ? 1 : 4;
        Assert.All(env.StepRow(0), pixel => Assert.Equal(high == 1 ? 4 / 255f : shade, pixel));
    }

    [Fact]
    public void Reset_WithIdleSteps_MakesOneToSoMany()
    {
        var game = new Arcade();
        using var env = new AtariPreprocessing(game, noopMax: 4, screenSize: [2]);
        env.ResetRow(seed: 1);
        var counts = new int[5];
        for (int i = 0; i < 400; i++)
        {
            float[] shown = env.ResetRow();
            Assert.All(shown, pixel => Assert.Equal(game.Frame, pixel));
            Assert.All(game.Actions, action => Assert.Equal(0, action));
            counts[game.Frame]++;
        }

        Assert.Equal(0, counts[0]);
        Assert.All(counts[1..], count => Assert.InRange(count, 70, 130));
    }

    [Fact]
    public void Reset_GameEndsWhileIdle_BeginsAgain()
    {
        var game = new Arcade();
        using var env = new AtariPreprocessing(game, noopMax: 30, screenSize: [2]);
        for (ulong seed = 0; seed < 50; seed++)
        {
            env.ResetRow(seed);
            Assert.InRange(game.Frame, 0, 14);
            env.StepRow(0);
        }
    }

    [Fact]
    public void Step_LifeLost_EndsTheEpisodeWhereAskedFor()
    {
        var game = new Arcade();
        using var env = new AtariPreprocessing(game, noopMax: 0, screenSize: [2], terminalOnLifeLoss: true);
        env.ResetRow();
        env.StepRow(0);
        env.StepRow(out StepResult result, 0);
        Assert.Equal(new StepResult(1, true), result);
        Assert.Equal(5, game.Frame);
        env.ResetRow();
        Assert.Equal(0, game.Frame);
    }

    [Fact]
    public void Constructor_WhatCannotBe_SaysWhy()
    {
        Assert.Throws<ArgumentException>(() => new AtariPreprocessing(new Countdown()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AtariPreprocessing(new Arcade(), noopMax: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AtariPreprocessing(new Arcade(), frameSkip: 0));
        Assert.Throws<ArgumentException>(() => new AtariPreprocessing(new Arcade(), screenSize: [1, 2, 3]));
        var still = new Scripted(new Box(0, 255, [2, 2, 3], ElementType.Byte), new float[12]);
        Assert.Contains("ILives", Assert.Throws<ArgumentException>(() => new AtariPreprocessing(still, terminalOnLifeLoss: true)).Message, StringComparison.Ordinal);
        var steered = new Scripted(still.ObservationSpace, new Box(-1, 1), new float[12]);
        Assert.Contains("0 does nothing", Assert.Throws<ArgumentException>(() => new AtariPreprocessing(steered)).Message, StringComparison.Ordinal);
    }
}
