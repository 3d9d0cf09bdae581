using Bellman.Numerics;

namespace Bellman.Core.Tests;

/// <summary>Grey, size, frames and noise of images.</summary>
public class ImageWrapperTests
{
    [Fact]
    public void Grayscale_Colours_AreWeightedByLuminance()
    {
        var space = new Box(0, 255, [1, 4, 3], ElementType.Byte);
        using var env = new GrayscaleObservation(new Scripted(space, [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30]));
        Assert.Equal(new Box(0, 255, [1, 4], ElementType.Byte), env.ObservationSpace);
        Assert.Equal([54f, 182, 18, 19], env.ResetRow());
        Assert.Equal(new Box(0, 255, [1, 4, 1], ElementType.Byte), new GrayscaleObservation(new Scripted(space, new float[12]), keepDim: true).ObservationSpace);
    }

    [Fact]
    public void Grayscale_Grey_StaysTheGreyThatItWas()
    {
        float[] shades = [.. Enumerable.Range(0, 256).SelectMany(shade => Enumerable.Repeat((float)shade, 3))];
        using var env = new GrayscaleObservation(new Scripted(new Box(0, 255, [16, 16, 3], ElementType.Byte), shades));
        Assert.Equal(Enumerable.Range(0, 256).Select(shade => (float)shade), env.ResetRow());
    }

    [Theory]
    [InlineData(6, 4, 3, 2, 1)]
    [InlineData(6, 4, 6, 4, 3)]
    [InlineData(7, 5, 3, 4, 1)]
    [InlineData(5, 3, 4, 2, 3)]
    [InlineData(2, 3, 5, 7, 1)]
    [InlineData(1, 1, 3, 2, 2)]
    public void Resize_AnyImage_IsTheMeanOverTheAreasOfTheNewPixels(int height, int width, int newHeight, int newWidth, int channels)
    {
        var rng = new Pcg64(4);
        float[] image = [.. Enumerable.Range(0, height * width * channels).Select(_ => rng.NextSingle())];
        int[] shape = channels == 1 ? [height, width] : [height, width, channels];
        using var env = new ResizeObservation(new Scripted(new Box(0, 1, shape), image), [newHeight, newWidth]);
        float[] resized = env.ResetRow();
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                for (int channel = 0; channel < channels; channel++)
                    Assert.Equal(Mean(image, height, width, channels, newHeight, newWidth, y, x, channel), resized[(((y * newWidth) + x) * channels) + channel], 1e-6);
            }
        }
    }

    [Fact]
    public void Resize_OfBytes_RoundsAndKeepsWhiteWhite()
    {
        float[] white = [.. Enumerable.Repeat(255f, 210 * 160)];
        using var env = new ResizeObservation(new Scripted(new Box(0, 255, [210, 160], ElementType.Byte), white), [84, 84]);
        Assert.Equal(new Box(0, 255, [84, 84], ElementType.Byte), env.ObservationSpace);
        Assert.All(env.ResetRow(), pixel => Assert.Equal(255, pixel));
        using var mixed = new ResizeObservation(new Scripted(new Box(0, 255, [2, 2], ElementType.Byte), [0, 1, 1, 1]), [1, 1]);
        Assert.Equal([1f], mixed.ResetRow());
    }

    [Fact]
    public void MaxAndSkip_EachStep_SumsRewardsAndShowsTheLargerOfTheLastTwo()
    {
        var world = new Scripted(new Box(0, 9, 2), [0, 0], [9, 9], [1, 5], [4, 2], [7, 7], [3, 8], [6, 6]) { Rewards = [1, 2, 4, 8, 16, 32] };
        using var env = new MaxAndSkipObservation(world, skip: 3);
        Assert.Equal([0f, 0], env.ResetRow());
        Assert.Equal([4f, 5], env.StepRow(out StepResult first, 0));
        Assert.Equal(new StepResult(7, false), first);
        Assert.Equal([6f, 8], env.StepRow(out StepResult second, 0));
        Assert.Equal(new StepResult(56, true), second);
    }

    [Theory]
    [InlineData(2, 4, 1)]
    [InlineData(4, 9, 7)]
    [InlineData(5, 9, 15)]
    public void MaxAndSkip_EndOnTheWay_CountsTheStepsThatWereMade(int rows, float shown, float reward)
    {
        float[][] script = [[0], [4], [2], [9], [1], [3]];
        var world = new Scripted(new Box(0, 9), script[..rows]) { Rewards = [1, 2, 4, 8, 16] };
        using var env = new MaxAndSkipObservation(world, skip: 4);
        env.ResetRow();
        Assert.Equal([shown], env.StepRow(out StepResult result, 0));
        Assert.Equal(new StepResult(reward, true), result);
    }

    [Fact]
    public void AddWhiteNoise_Probability_IsThatOfEachPixel()
    {
        Assert.Equal(0, Changed(0));
        Assert.Equal(10_000, Changed(1));
        Assert.InRange(Changed(0.3f), 2800, 3200);

        int Changed(float probability)
        {
            float[] row = new AddWhiteNoise(Blank(100, 100, 3), probability).ResetRow(seed: 1);
            Assert.All(row, value => Assert.True(value == MathF.Floor(value) && value is >= 0 and <= 256));
            return Pixels(row, 3).Count(pixel => pixel.Any(value => value != 256));
        }
    }

    [Fact]
    public void AddWhiteNoise_Grey_HasEqualChannels()
    {
        float[] row = new AddWhiteNoise(Blank(50, 50, 3), 1, isNoiseGrayscale: true).ResetRow(seed: 1);
        Assert.All(Pixels(row, 3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
        Assert.True(row.Distinct().Count() > 200);
        float[] colours = new AddWhiteNoise(Blank(50, 50, 3), 1).ResetRow(seed: 1);
        Assert.Contains(Pixels(colours, 3), pixel => pixel[0] != pixel[1]);
    }

    [Fact]
    public void ObstructView_Patches_CoverTheirPartOfTheImage()
    {
        float[] row = new ObstructView(Blank(60, 80, 1), obstructedPixelsRatio: 0.25f, obstructionWidth: 10).ResetRow(seed: 1);
        Assert.InRange(row.Count(value => value != 256), 500, 1200);

        // One patch is a square.
        float[] one = new ObstructView(Blank(60, 80, 1), 100f / 4800, 10).ResetRow(seed: 5);
        int[] hidden = [.. Enumerable.Range(0, 4800).Where(i => one[i] != 256)];
        Assert.InRange(hidden.Length, 95, 100);
        Assert.True(hidden.Max(i => i / 80) - hidden.Min(i => i / 80) < 10 && hidden.Max(i => i % 80) - hidden.Min(i => i % 80) < 10);
        Assert.All(new ObstructView(Blank(6, 8, 1), 0, 2).ResetRow(), value => Assert.Equal(256, value));
    }

    [Fact]
    public void Noise_OfTwoAlike_ComesFromStreamsOfTheirOwn()
    {
        float[] once = new AddWhiteNoise(Blank(40, 40, 1), 0.5f).ResetRow(seed: 3);
        float[] twice = new AddWhiteNoise(new AddWhiteNoise(Blank(40, 40, 1), 0.5f), 0.5f).ResetRow(seed: 3);
        Assert.InRange(twice.Count(value => value != 256), 1100, 1300);
        Assert.InRange(once.Count(value => value != 256), 700, 900);
    }

    [Fact]
    public void Constructors_WhatCannotBe_SayWhy()
    {
        var row = new Scripted(new Box(0, 255, 4), new float[4]);
        foreach (Func<Env> make in (Func<Env>[])
        [
            () => new GrayscaleObservation(row), () => new GrayscaleObservation(Blank(2, 2, 4)), () => new GrayscaleObservation(new Countdown()),
            () => new ResizeObservation(row, [2, 2]), () => new ResizeObservation(Blank(2, 2, 1), [2]), () => new ResizeObservation(Blank(2, 2, 1), [2, 0]),
            () => new ResizeObservation(new Scripted(new Box([0, 0], [1, 2], [1, 2]), new float[2]), [1, 1]),
            () => new MaxAndSkipObservation(row, 0), () => new MaxAndSkipObservation(new Scripted(new Discrete(2), [0])),
            () => new AddWhiteNoise(row, 0.5f), () => new AddWhiteNoise(Blank(2, 2, 1), 1.5f),
            () => new AddWhiteNoise(new Scripted(new Box(0, float.PositiveInfinity, [2, 2]), new float[4]), 0.5f),
            () => new ObstructView(Blank(2, 3, 1), 0.5f, 3), () => new ObstructView(Blank(2, 3, 1), -1, 1),
        ])
        {
            Assert.ThrowsAny<ArgumentException>(make);
        }
    }

    /// <summary>The mean over a grid that is so fine that both the old and the new pixels are whole numbers of its cells.</summary>
    private static double Mean(float[] image, int height, int width, int channels, int newHeight, int newWidth, int y, int x, int channel)
    {
        double sum = 0;
        for (int cellY = y * height; cellY < (y + 1) * height; cellY++)
        {
            for (int cellX = x * width; cellX < (x + 1) * width; cellX++)
                sum += image[((((cellY / newHeight) * width) + (cellX / newWidth)) * channels) + channel];
        }

        return sum / (height * width);
    }

    private static IEnumerable<float[]> Pixels(float[] row, int channels) => row.Chunk(channels);

    /// <summary>An image of 256 everywhere, among 257 shades.</summary>
    private static Scripted Blank(int height, int width, int channels) => new(
        new Box(0, 256, channels == 1 ? [height, width] : [height, width, channels], ElementType.Int16), [.. Enumerable.Repeat(256f, height * width * channels)]);
}
