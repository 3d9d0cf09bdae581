namespace Bellman.Numerics.Tests;

/// <summary>How work is divided among threads: each share is done once, by threads that are at it at the same time.</summary>
public sealed class KernelWorkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_ManyWorksOneAfterAnother_EachShareIsDoneOnce(int threads)
    {
        using var helpers = new KernelThreads(threads);
        KernelThreads.Use(helpers);
        var counts = new int[40];
        var work = new Counting { Counts = counts };
        int expected = 0;
        for (int round = 0; round < 20_000; round++)
        {
            int shares = 2 + (round * 7 % 39);
            KernelThreads.Run(shares, ref work);
            expected += shares;
            if (round % 4_000 == 0) Thread.Sleep(5); // Long enough for the helpers to fall asleep.
        }

        KernelThreads.Use(null);
        Assert.Equal(expected, counts.Sum());
        for (int share = 0; share < counts.Length; share++)
            Assert.Equal(Enumerable.Range(0, 20_000).Count(round => 2 + (round * 7 % 39) > share), counts[share]);
        Assert.Equal(20_000, helpers.Works);
    }

    [Fact]
    public void Run_SharesThatWaitForEachOther_AreDoneByDifferentThreads()
    {
        using var helpers = new KernelThreads(3);
        using var meeting = new Barrier(3);
        KernelThreads.Use(helpers);
        var work = new Meeting { Barrier = meeting, Met = new bool[3] };
        KernelThreads.Run(3, ref work);
        KernelThreads.Use(null);
        Assert.All(work.Met, Assert.True);
    }

    [Theory]
    [InlineData(2, 1_999_999, 100, 1)]
    [InlineData(2, 2_000_000, 100, 2)]
    [InlineData(2, 1e9, 100, 8)]
    [InlineData(2, 1e9, 3, 3)]
    [InlineData(4, 1e9, 100, 16)]
    [InlineData(1, 1e9, 100, 1)]
    public void Shares_OfCost_AsManyAsPay(int threads, double cost, int most, int expected)
    {
        Assert.Equal(1, KernelThreads.Shares(cost, most));
        using var helpers = new KernelThreads(threads);
        KernelThreads.Use(helpers);
        int shares = KernelThreads.Shares(cost, most);
        KernelThreads.Use(null);
        Assert.Equal(expected, shares);
    }

    private struct Counting : IKernelWork
    {
        public int[] Counts;

        public readonly void Do(KernelShare share) => Interlocked.Increment(ref Counts[share.First(share.Count)]);
    }

    private struct Meeting : IKernelWork
    {
        public Barrier Barrier;
        public bool[] Met;

        public readonly void Do(KernelShare share) => Met[share.First(3)] = Barrier.SignalAndWait(Patience);
    }
}
