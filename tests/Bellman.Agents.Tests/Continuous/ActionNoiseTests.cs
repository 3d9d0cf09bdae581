using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents.Tests;

public sealed class ActionNoiseTests
{
    private const int Draws = 200_000;

    /// <summary>In the long run the standard deviation is sigma / sqrt(theta (2 - theta)), and neighbours correlate with 1 - theta.</summary>
    [Theory]
    [InlineData(NoiseKind.Gaussian, 0.15f, 0.3, 0.0)]
    [InlineData(NoiseKind.OrnsteinUhlenbeck, 0.15f, 0.569495, 0.85)]
    [InlineData(NoiseKind.OrnsteinUhlenbeck, 0.5f, 0.34641, 0.5)]
    public void Next_InTheLongRun_HasTheDeviationAndMemoryOfItsProcess(NoiseKind kind, float reversion, double deviation, double correlation)
    {
        var noise = new ActionNoise(new ActionNoiseOptions { Kind = kind, Scale = 0.3f, Reversion = reversion }, worlds: 1, actionSize: 1);
        var rng = new Pcg64(1);
        double sum = 0, squares = 0, products = 0;
        float last = 0;
        for (int i = 0; i < Draws; i++)
        {
            float value = noise.Next(0, i, rng)[0];
            sum += value;
            squares += value * value;
            products += value * last;
            last = value;
        }

        Assert.Equal(0, sum / Draws, 0.02);
        Assert.Equal(deviation, Math.Sqrt(squares / Draws), 0.01);
        Assert.Equal(correlation, products / squares, 0.01);
    }

    [Fact]
    public void Next_AfterReset_ForgetsThatWorldAlone()
    {
        var noise = new ActionNoise(new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 1, DecaySteps = 1, Reversion = 0.25f }, worlds: 2, actionSize: 2);
        var rng = new Pcg64(3);
        float[] first = [.. noise.Next(0, 0, rng)], second = [.. noise.Next(1, 0, rng)];
        noise.Reset(0);

        // The scale has fallen to 0: what comes is three quarters of what was left.
        Assert.Equal([0f, 0f], noise.Next(0, 1, rng).ToArray());
        Assert.Equal([0.75f * second[0], 0.75f * second[1]], noise.Next(1, 1, rng).ToArray());
        Assert.All(first.Concat(second), value => Assert.NotEqual(0, value));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(50, 0.35)]
    [InlineData(100, 0.2)]
    [InlineData(100_000, 0.2)]
    public void ScaleAt_DecayOverSteps_GoesInALine(long step, double expected) =>
        Assert.Equal(expected, new ActionNoiseOptions { Scale = 0.5f, FinalScale = 0.2f, DecaySteps = 100 }.ScaleAt(step), 1e-6);

    [Fact]
    public void Load_WhatWasSaved_GoesOnTheSame()
    {
        var options = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck };
        var noise = new ActionNoise(options, worlds: 1, actionSize: 3);
        var other = new ActionNoise(options, worlds: 1, actionSize: 3);
        var rng = new Pcg64(5);
        for (int i = 0; i < 10; i++) noise.Next(0, i, rng);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", noise.Save);
        other.Load(CheckpointReader.Parse(stream.ToArray(), "test", "memory"));
        var sameRng = new Pcg64(0) { State = rng.State };
        Assert.Equal(noise.Next(0, 10, rng).ToArray(), other.Next(0, 10, sameRng).ToArray());
    }

    [Theory]
    [InlineData("Reversion", 0f)]
    [InlineData("Reversion", 1.5f)]
    [InlineData("Scale", -0.1f)]
    public void Options_OutOfRange_AreRefusedByName(string name, float value)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => name == "Scale" ? new ActionNoiseOptions { Scale = value } : new ActionNoiseOptions { Reversion = value });
        Assert.Equal(name, exception.ParamName);
    }
}
