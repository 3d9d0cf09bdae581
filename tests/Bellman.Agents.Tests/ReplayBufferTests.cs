using Bellman.Numerics;

namespace Bellman.Agents.Tests;

public sealed class ReplayBufferTests
{
    [Fact]
    public void Add_BeyondCapacity_EverySlotIsReplacedInTurn()
    {
        var buffer = new ReplayBuffer(capacity: 4, observationSize: 1, actionSize: 1);
        for (int i = 0; i < 10; i++) buffer.Add([i], [i % 2], i, [i + 1], 0.9f);

        Assert.Equal(4, buffer.Count);
        float[] rewards = [.. Enumerable.Range(0, 4).Select(buffer.Reward).Order()];
        Assert.Equal([6f, 7f, 8f, 9f], rewards);
    }

    [Fact]
    public void Add_Transition_IsKeptWhole()
    {
        var buffer = new ReplayBuffer(3, observationSize: 2, actionSize: 1);
        buffer.Add([1, 2], [3], 4, [5, 6], 0.5f);

        Assert.Equal([1f, 2f], buffer.Observation(0));
        Assert.Equal([3f], buffer.Action(0));
        Assert.Equal(4f, buffer.Reward(0));
        Assert.Equal([5f, 6f], buffer.NextObservation(0));
        Assert.Equal(0.5f, buffer.Discount(0));
    }

    [Fact]
    public void Sample_ManyDraws_ReachesEverySlotAboutEquallyOften()
    {
        var buffer = new ReplayBuffer(10, 1, 1);
        for (int i = 0; i < 10; i++) buffer.Add([i], [0], 0, [i], 1);
        var slots = new int[100_000];
        buffer.Sample(new Pcg64(7), slots);

        int[] counts = new int[10];
        foreach (int slot in slots) counts[slot]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Theory]
    [InlineData(int.MaxValue, 1, 1)]
    [InlineData(200_000_000, 8, 1)]
    [InlineData(0, 1, 1)]
    public void Constructor_CapacityOutOfRange_NamesTheLargest(int capacity, int observationSize, int actionSize)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(nameof(capacity), () => new ReplayBuffer(capacity, observationSize, actionSize));
        int largest = ReplayBuffer.LargestCapacity(observationSize, actionSize);
        Assert.StartsWith($"capacity must be from 1 to {largest}, but is {capacity}.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(84 * 84 * 4, 1)]
    public void LargestCapacity_AllColumns_FitIntoOneArray(int observationSize, int actionSize)
    {
        long columns = 4L * ((2L * observationSize) + actionSize + 2);
        long bytes = ReplayBuffer.LargestCapacity(observationSize, actionSize) * columns;
        Assert.InRange(bytes, Array.MaxLength - 200_000_000L, Array.MaxLength - 1_000_000L);
    }

    [Fact]
    public void Sample_Empty_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new ReplayBuffer(10, 1, 1).Sample(new Pcg64(1), new int[1]));

    [Fact]
    public void GatherObservations_WithStride_WritesRowsAndLeavesPadding()
    {
        var buffer = new ReplayBuffer(3, 2, 1);
        for (int i = 0; i < 3; i++) buffer.Add([i, 10 + i], [0], 0, [20 + i, 30 + i], 1);
        float[] rows = new float[8];
        buffer.GatherObservations([2, 0], rows, stride: 4);
        Assert.Equal([2f, 12f, 0f, 0f, 0f, 10f, 0f, 0f], rows);

        buffer.GatherNextObservations([1], rows, stride: 4);
        Assert.Equal([21f, 31f], rows[..2]);
    }
}
