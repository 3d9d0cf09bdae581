namespace Bellman.Core.Tests;

public class DiscretizeObservationTests
{
    private static readonly Box Pole = new([-4.8f, float.NegativeInfinity, -0.418f, float.NegativeInfinity], [4.8f, float.PositiveInfinity, 0.418f, float.PositiveInfinity]);

    [Theory]
    [InlineData(8, 8, 8, 8)]
    [InlineData(1, 2, 3, 4)]
    [InlineData(5, 1, 7, 2)]
    [InlineData(2, 9, 1, 3)]
    public void Encode_AllBins_AreDistinctStatesThatDecodeBack(params int[] bins)
    {
        using DiscretizeObservation env = Around([new float[4]], bins, [-1], [1]);
        int count = ((Discrete)env.ObservationSpace).Count;
        Assert.Equal(bins.Aggregate(1, (product, each) => product * each), count);
        var seen = new HashSet<int>();
        int[] row = new int[4], back = new int[4];
        for (row[0] = 0; row[0] < bins[0]; row[0]++)
        {
            for (row[1] = 0; row[1] < bins[1]; row[1]++)
            {
                for (row[2] = 0; row[2] < bins[2]; row[2]++)
                {
                    for (row[3] = 0; row[3] < bins[3]; row[3]++)
                    {
                        int state = env.Encode(row);
                        Assert.True(seen.Add(state));
                        env.Decode(state, back);
                        Assert.Equal(row, back);
                    }
                }
            }
        }

        Assert.Equal(Enumerable.Range(0, count), seen.Order());
    }

    [Fact]
    public void Step_MiddleOfEveryBin_ShowsItsState()
    {
        int[] bins = [3, 2, 4, 5];
        float[] low = [-2.4f, -2, -0.42f, -3.5f], high = [2.4f, 2, 0.42f, 3.5f];
        float[][] rows = [.. Enumerable.Range(0, 120).Select(_ => new float[4])];
        using DiscretizeObservation env = Around(rows, bins, low, high);
        float[] from = new float[4], to = new float[4];
        for (int state = 0; state < 120; state++)
        {
            env.Revert(state, from, to);
            for (int i = 0; i < 4; i++) rows[state][i] = (from[i] + to[i]) / 2;
        }

        Assert.Equal([0f], env.ResetRow());
        for (int state = 1; state < 120; state++) Assert.Equal([state], env.StepRow(0));
    }

    [Theory]
    [InlineData(-1000f, 0)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(-1f, 0)]
    [InlineData(-0.51f, 0)]
    [InlineData(-0.5f, 1)]
    [InlineData(0f, 2)]
    [InlineData(0.999f, 3)]
    [InlineData(1f, 3)]
    [InlineData(7f, 3)]
    [InlineData(float.PositiveInfinity, 3)]
    public void Reset_NumberBeyondTheBounds_IsInTheBinAtTheEdge(float value, int bin)
    {
        var space = new Box(float.NegativeInfinity, float.PositiveInfinity);
        using var env = new DiscretizeObservation(new Scripted(space, [[value]]), [4], [-1], [1]);
        Assert.Equal([bin], env.ResetRow());
    }

    [Fact]
    public void Constructor_WithoutBounds_TakesThoseOfTheSpace()
    {
        using var env = new DiscretizeObservation(new Scripted(new Box([0, -2], [1, 2]), [[0.6f, -1.9f], [1, 2]]), [2, 4]);
        Assert.Equal([4f], env.ResetRow());
        Assert.Equal([7f], env.StepRow(0));
    }

    [Fact]
    public void Step_Multidiscrete_ShowsTheBinsApart()
    {
        using var env = new DiscretizeObservation(new Scripted(new Box([0, -2], [1, 2]), [[0.6f, -1.9f], [1, 2]]), [2, 4], multidiscrete: true);
        Assert.Equal(new MultiDiscrete(2, 4), env.ObservationSpace);
        Assert.Equal([1f, 0f], env.ResetRow());
        Assert.Equal([1f, 3f], env.StepRow(0));
    }

    [Fact]
    public void Constructor_WhatCannotBe_SaysWhy()
    {
        Assert.Contains("Number 1 has no bounds", Refusal([8], null, null), StringComparison.Ordinal);
        Assert.Contains("low must be below high", Refusal([8], [1], [1]), StringComparison.Ordinal);
        Assert.Contains("bins must be 1 or more, but is 0", Refusal([8, 8, 8, 0], [-1], [1]), StringComparison.Ordinal);
        Assert.Contains("bins has 3 values, but there are 4 numbers", Refusal([8, 8, 8], [-1], [1]), StringComparison.Ordinal);
        Assert.Contains("where 16777216 can be numbered", Refusal([65], [-1], [1]), StringComparison.Ordinal);
        Assert.Contains("where 16777216 can be numbered", Refusal([100_000], [-1], [1]), StringComparison.Ordinal);
        Assert.Contains("have to be a Box", Assert.Throws<ArgumentException>(() => new DiscretizeObservation(new Scripted(new Discrete(2), [[0]]), [8])).Message, StringComparison.Ordinal);
        using DiscretizeObservation env = Around([new float[4]], [2], [-1], [1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => env.Encode([0, 0, 2, 0]));
        Assert.Throws<ArgumentException>(() => env.Encode([0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => env.Decode(16, new int[4]));
        Assert.Throws<ArgumentException>(() => env.Decode(15, new int[3]));
    }

    private static string Refusal(int[] bins, float[]? low, float[]? high) =>
        Assert.ThrowsAny<ArgumentException>(() => new DiscretizeObservation(new Scripted(Pole, [new float[4]]), bins, low, high)).Message;

    private static DiscretizeObservation Around(float[][] rows, int[] bins, float[] low, float[] high) => new(new Scripted(Pole, rows), bins, low, high);
}
