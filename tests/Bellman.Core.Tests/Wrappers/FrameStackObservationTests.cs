namespace Bellman.Core.Tests;

public class FrameStackObservationTests
{
    private static readonly float[][] Rows = [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]];

    [Fact]
    public void Step_ThroughTwoEpisodes_ShowsTheOldestFirst()
    {
        using var env = new FrameStackObservation(new Scripted(new Box(0, 10, 2), Rows), 3);
        Assert.Equal([3, 2], env.ObservationSpace.Shape);
        for (int episode = 0; episode < 2; episode++)
        {
            Assert.Equal([1f, 2, 1, 2, 1, 2], env.ResetRow());
            Assert.Equal([1f, 2, 1, 2, 3, 4], env.StepRow(0));
            Assert.Equal([1f, 2, 3, 4, 5, 6], env.StepRow(0));
            Assert.Equal([3f, 4, 5, 6, 7, 8], env.StepRow(0));
            Assert.Equal([5f, 6, 7, 8, 9, 10], env.StepRow(0));
        }
    }

    [Fact]
    public void Reset_PaddedWithZeros_ShowsWhatIsNearestToZero()
    {
        using var env = new FrameStackObservation(new Scripted(new Box([-1, 2], [10, 10]), Rows), 3, FrameStackPadding.Zero);
        env.ResetRow();
        env.StepRow(0);
        Assert.Equal([0f, 2, 0, 2, 1, 2], env.ResetRow());
        Assert.Equal([0f, 2, 1, 2, 3, 4], env.StepRow(0));
    }

    [Fact]
    public void ObservationSpace_OfEachKind_IsThatOfSoManyValues()
    {
        Assert.Equal(new Box(0, 255, [4, 84, 84], ElementType.Byte), Stacked(new Box(0, 255, [84, 84], ElementType.Byte)));
        Assert.Equal(new MultiDiscrete([5, 5], [1, 1]), Stacked(new Discrete(5, start: 1), 2));
        Assert.Equal(new MultiDiscrete([3, 4, 3, 4], [], [2, 2]), Stacked(new MultiDiscrete(3, 4), 2));
        Assert.Equal(new MultiBinary(2, 3), Stacked(new MultiBinary(3), 2));
        Assert.Throws<ArgumentException>(() => Stacked(new TupleSpace(new Discrete(2))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stacked(new Discrete(2), 0));
    }

    [Theory]
    [InlineData(500_000_000, 1, "from 1 to 10000")]
    [InlineData(10_001, 1, "from 1 to 10000")]
    [InlineData(2378, 7056, "from 1 to 2377")]
    [InlineData(2, 20_000_000, "from 1 to 1")]
    public void Constructor_MoreThanMemoryIsFor_NamesValueAndRange(int count, int size, string range)
    {
        using var env = new Scripted(new Box(0, 1, size), [[0]]);
        string stack = Assert.Throws<ArgumentOutOfRangeException>("stackSize", () => new FrameStackObservation(env, count)).Message;
        Assert.StartsWith(FormattableString.Invariant($"stackSize must be {range}, but is {count}."), stack, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("delay", () => new DelayObservation(env, count));
    }

    [Fact]
    public void Constructor_TheLargestStack_IsMade()
    {
        Assert.Equal([10_000, 3], Stacked(new Box(0, 1, 3), 10_000).Shape);
        using var delayed = new DelayObservation(new Scripted(new Box(0, 1, 7056), [[0]]), 2376);
        Assert.Equal(7056, delayed.ObservationSpace.Size);
    }

    private static Space Stacked(Space space, int count = 4) => new FrameStackObservation(new Scripted(space, [new float[space.Size]]), count).ObservationSpace;
}
