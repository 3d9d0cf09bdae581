using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Core.Tests;

public class ParallelVectorEnvTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    [InlineData(16, 5)]
    [InlineData(3, 9)]
    public void Step_AnyNumberOfThreads_IsAsOneAfterTheOther(int count, int threads)
    {
        using var one = new SyncVectorEnv(Make, count);
        using var many = new ParallelVectorEnv(Make, count, threads, worthCalling: 0);
        Assert.Equal(Math.Min(count, threads), many.Threads);
        one.Reset(seed: 4);
        many.Reset(seed: 4);
        var rng = new Pcg64(1);
        float[] actions = new float[count];
        for (int step = 0; step < 300; step++)
        {
            for (int i = 0; i < count; i++) actions[i] = rng.Next(3);
            AssertEqual(one.Step(actions), many.Step(actions));
            Assert.Equal(one.Observations, many.Observations);
        }

        Assert.Equal(InMemory.Write(one.Save), InMemory.Write(many.Save));
    }

    [Fact]
    public void Step_RandomNumbersOfWorldsAndThreads_IsAsOneAfterTheOther()
    {
        var rng = new Pcg64(11);
        for (int round = 0; round < 20; round++)
            Step_AnyNumberOfThreads_IsAsOneAfterTheOther(1 + rng.Next(20), 1 + rng.Next(8));
    }

    [Fact]
    public void Load_FromWorldsThatWereSteppedOneAfterTheOther_GoesOnTheSame()
    {
        using var one = new SyncVectorEnv(Make, 4);
        using var many = new ParallelVectorEnv(Make, 4, 2, worthCalling: 0);
        one.Reset(seed: 1);
        for (int i = 0; i < 9; i++) one.Step([1, 2, 1, 0]);
        many.Load(InMemory.Read(InMemory.Write(one.Save)));
        for (int i = 0; i < 30; i++) AssertEqual(one.Step([1, 2, 1, 0]), many.Step([1, 2, 1, 0]));
    }

    [Fact]
    public void Step_WorldThatThrows_ThrowsThatOfTheFirstSuchWorldAndCanBeDisposed()
    {
        int made = 0;
        using var env = new ParallelVectorEnv(() => new Failing(made++), 6, 3, worthCalling: 0);
        for (int i = 0; i < 50; i++)
        {
            env.Reset();
            Assert.Equal("world 2", Assert.Throws<ArithmeticException>(() => env.Step(new float[6])).Message);
        }
    }

    [Fact]
    public void Step_ManyEpisodes_AllocatesNothingOnAnyThread()
    {
        using var env = new ParallelVectorEnv(() => new AllocationWitness(), 8, 3, worthCalling: 0);
        env.Reset(seed: 1);
        float[] actions = new float[8];
        for (int i = 0; i < 200; i++) env.Step(actions);

        // A collection that another test causes takes what is left of a thread's buffer for allocated, as AllocationAssert knows: what allocates does so each time.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 3 && least != 0; attempt++)
        {
            foreach (Env world in env.Worlds) ((AllocationWitness)world).Bytes = 0;
            AllocationWitness.Forget();
            AllocationAssert.Zero(() => env.Step(actions), repetitions: 2000);
            least = Math.Min(least, env.Worlds.Sum(world => ((AllocationWitness)world).Bytes));
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Of_OneThreadOrMore_IsTheFittingKind()
    {
        using VectorEnv one = VectorEnv.Of(Make, 3, 1), two = VectorEnv.Of(Make, 3, 2);
        Assert.IsType<SyncVectorEnv>(one);
        Assert.Equal(2, Assert.IsType<ParallelVectorEnv>(two).Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelVectorEnv(Make, 3, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelVectorEnv(Make, 0));
    }

    private static NormalizeReward Make() => new(new NormalizeObservation(new StickyAction(new TimeLimit(new Countdown(9), 6), 0.2f)));

    private static void AssertEqual(Transitions expected, Transitions actual)
    {
        Assert.Equal(expected.Observations, actual.Observations);
        Assert.Equal(expected.NextObservations, actual.NextObservations);
        Assert.Equal(expected.Rewards, actual.Rewards);
        Assert.Equal(expected.Terminated, actual.Terminated);
        Assert.Equal(expected.Truncated, actual.Truncated);
        Assert.Equal(expected.EpisodeReturns.ToArray(), actual.EpisodeReturns.ToArray());
        Assert.Equal(expected.EpisodeLengths, actual.EpisodeLengths);
    }

    /// <summary>Worlds from number 2 on throw.</summary>
    private sealed class Failing(int number) : Env
    {
        public override Space ObservationSpace { get; } = new Box(0, 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        protected override void OnReset(Span<float> observation) => observation[0] = 0;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) =>
            number < 2 ? new StepResult(0, false) : throw new ArithmeticException($"world {number}");
    }

    /// <summary>Counts what its thread allocates from one step of any such world to the next.</summary>
    private sealed class AllocationWitness : Env
    {
        [ThreadStatic]
        private static long _before;

        public long Bytes { get; set; }

        /// <summary>Lets what the calling thread has allocated until now not count.</summary>
        public static void Forget() => _before = 0;

        public override Space ObservationSpace { get; } = new Box(0, 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        protected override void OnReset(Span<float> observation) => observation[0] = 0;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            if (_before > 0) Bytes += now - _before;
            _before = now;
            return new StepResult(0, Terminated: Rng.NextSingle() < 0.1f);
        }
    }
}
