using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents.Tests;

public sealed class ReplayBufferTests
{
    [Fact]
    public void CloseInbox_SomethingWaits_TakesItInAndLetsNothingWaitAnyMore()
    {
        var buffer = new ReplayBuffer(10, 1, 1);
        buffer.OpenInbox(4);
        buffer.Add([1], [2], 3, [4], 0.5f);
        Assert.Equal(0, buffer.Count);
        buffer.CloseInbox();
        Assert.Equal((1, 3f), (buffer.Count, buffer.Reward(0)));
        buffer.Add([5], [6], 7, [8], 0.5f);
        Assert.Equal((2, 7f), (buffer.Count, buffer.Reward(1)));
    }

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

        Assert.Equal([1f, 2f], buffer.ObservationIn(0));
        Assert.Equal([3f], buffer.Action(0));
        Assert.Equal(4f, buffer.Reward(0));
        Assert.Equal([5f, 6f], buffer.NextObservationIn(0));
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

    [Theory]
    [InlineData(84 * 84 * 4)]
    [InlineData(100)]
    public void LargestCapacity_OfBytes_IsAlmostFourTimesAsLarge(int observationSize)
    {
        double ratio = (double)ReplayBuffer.LargestCapacity(observationSize, 1, asBytes: true) / ReplayBuffer.LargestCapacity(observationSize, 1);
        Assert.InRange(ratio, 3.8, 4);
    }

    public static TheoryData<Space, bool> Spaces => new()
    {
        { new Box(0, 255, [4, 84, 84], ElementType.Byte), true },
        { new Box(0, 1, 10, ElementType.Byte), true },
        { new Box(0, 255, 3, ElementType.Int32), true },
        { new Box(0, 256, 3, ElementType.Int32), false },
        { new Box(-1, 1, 3, ElementType.Int64), false },
        { new Box([0, 0], [1, 300], ElementType.Int16), false },
        { new Box(0, 1, 3), false },
        { new MultiBinary(5), true },
        { new Discrete(256), true },
        { new Discrete(256, start: 1), false },
        { new Discrete(3, start: -1), false },
        { new TupleSpace(new Discrete(2), new Box(0, 1)), false },
    };

    [Theory]
    [MemberData(nameof(Spaces))]
    public void FitsBytes_Space_WhereAllNumbersAreWholeOnesFrom0To255(Space space, bool fits) => Assert.Equal(fits, ReplayBuffer.FitsBytes(space));

    /// <summary>Sizes on both sides of what goes into vectors of every width.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(257)]
    public void Add_AsBytes_EveryNumberComesBackExactlyAlsoFromACheckpoint(int size)
    {
        var buffer = new ReplayBuffer(3, size, 1, asBytes: true);
        for (int i = 0; i < 4; i++) buffer.Add(Pixels(size, i), [i], i, Pixels(size, i + 100), 0.5f);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", buffer.Save);
        var loaded = new ReplayBuffer(3, size, 1, asBytes: true);
        loaded.Load(CheckpointReader.Parse(stream.ToArray(), "test", "memory"));

        foreach (ReplayBuffer either in (ReplayBuffer[])[buffer, loaded])
        {
            Assert.Equal(3, either.Count);
            for (int slot = 0; slot < 3; slot++)
            {
                int i = (int)either.Reward(slot);
                Assert.Equal(slot == 0 ? 3 : slot, i);
                Assert.Equal(Pixels(size, i), either.ObservationIn(slot));
                Assert.Equal(Pixels(size, i + 100), either.NextObservationIn(slot));
            }
        }
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

    private static float[] Pixels(int size, int first) => [.. Enumerable.Range(0, size).Select(i => (float)((first + (i * 7)) % 256))];
}
