using System.Runtime.InteropServices;
using Bellman.Core;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

/// <summary>What every environment in lanes owes to the same environment world by world: the same bits.</summary>
[Trait("Runs", "at every vector width")]
public class BatchTests
{
    private const int Steps = 1500;

    public static TheoryData<string> Ids => [.. Envs.Specs.Select(spec => spec.Id).Where(Envs.HasBatch)];

    public static TheoryData<string, int> IdsAndCounts
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (string id in Envs.Specs.Select(spec => spec.Id).Where(Envs.HasBatch))
            {
                foreach (int count in (int[])[1, 7, 16, 33]) rows.Add(id, count);
            }

            return rows;
        }
    }

    public static TheoryData<string, object> Options => new()
    {
        { "CartPole-v1", new CartPoleOptions { SuttonBartoReward = true } },
        { "MountainCar-v0", new MountainCarOptions { GoalVelocity = 0.02 } },
        { "MountainCarContinuous-v0", new MountainCarOptions { GoalVelocity = 0.02 } },
        { "Pendulum-v1", new PendulumOptions { G = 9.81 } },
        { "FrozenLake-v1", new FrozenLakeOptions { MapName = "random", MapSize = 5, IsSlippery = false } },
        { "Taxi-v3", new TaxiOptions { IsRainy = true } },
        { "Taxi-v4", new TaxiOptions { FicklePassenger = true } },
        { "Blackjack-v1", new BlackjackOptions { Natural = true, Sab = false } },
    };

    [Theory]
    [MemberData(nameof(IdsAndCounts))]
    public void Step_AnyNumberOfWorlds_HasTheBitsOfWorldByWorld(string id, int count) => Compare(id, count, null);

    /// <summary>More worlds than any batch works on at a time, and a rest that fills no vector.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_ManyWorlds_HasTheBitsOfWorldByWorld(string id) => Compare(id, 137, null, steps: 40);

    /// <summary>Chunks of pairs of vectors with a single vector behind them or none, and lanes without a world.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(65)]
    [InlineData(72)]
    [InlineData(128)]
    [InlineData(135)]
    [InlineData(1001)]
    public void Step_ManyCartPoles_HasTheBitsOfWorldByWorld(int count) => Compare("CartPole-v1", count, null, steps: 60);

    [Theory]
    [MemberData(nameof(Options))]
    public void Step_WithOptions_HasTheBitsOfWorldByWorld(string id, object options) => Compare(id, 19, options);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_ShortTimeLimit_TruncatesAsWorldByWorld(string id)
    {
        // Hands of blackjack are short.
        int limit = id == "Blackjack-v1" ? 2 : 7;
        Env Create() => new TimeLimit(Envs.Make(id), limit);
        using VectorEnv plain = new SyncVectorEnv(Create, 19);
        using VectorEnv batch = Envs.MakeBatch(id, Create, 19);
        Assert.Equal(limit, batch.MaxEpisodeSteps);
        int truncations = 0;
        Play(plain, batch, seed: 5, steps: 100, step =>
        {
            foreach (bool isTruncated in step.Truncated) truncations += isTruncated ? 1 : 0;
        });
        Assert.True(truncations > 19, $"Only {truncations} episodes were cut off.");
        Assert.Equal(Bytes(plain), Bytes(batch));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Save_AtAnyTime_HasTheBytesOfWorldByWorldAndEitherGoesOn(string id)
    {
        using VectorEnv plain = new SyncVectorEnv(() => Envs.Make(id), 11);
        using VectorEnv batch = Envs.MakeBatch(id, 11);
        Assert.Equal(Bytes(plain).Length, Bytes(batch).Length);
        plain.Reset(3);
        batch.Reset(3);
        Assert.Equal(Bytes(plain), Bytes(batch));
        Pcg64 random = new SeedStreams(4).Stream("actions");
        float[] actions = new float[11 * plain.ActionSpace.Size];
        for (int step = 0; step < 700; step++)
        {
            Draw(plain.ActionSpace, random, actions);
            AssertSame(plain.Step(actions), batch.Step(actions), step);
            if (step % 97 == 0) Assert.Equal(Bytes(plain), Bytes(batch));
        }

        using VectorEnv resumedPlain = new SyncVectorEnv(() => Envs.Make(id), 11);
        using VectorEnv resumedBatch = Envs.MakeBatch(id, 11);
        resumedPlain.Load(Reader(Bytes(batch)));
        resumedBatch.Load(Reader(Bytes(plain)));
        for (int step = 0; step < 700; step++)
        {
            Draw(plain.ActionSpace, random, actions);
            AssertSame(plain.Step(actions), resumedBatch.Step(actions), step);
            AssertSame(batch.Step(actions), resumedPlain.Step(actions), step);
        }

        Assert.Equal(Bytes(resumedPlain), Bytes(resumedBatch));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reset_InMidEpisodeWithoutASeed_HasTheBitsOfWorldByWorld(string id)
    {
        using VectorEnv plain = new SyncVectorEnv(() => Envs.Make(id), 5);
        using VectorEnv batch = Envs.MakeBatch(id, 5);
        Play(plain, batch, seed: 8, steps: 60);
        Play(plain, batch, seed: null, steps: 60);
        Play(plain, batch, seed: 9, steps: 60);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Worlds_LookedAt_AreWhereTheirLanesAre(string id)
    {
        using var plain = new SyncVectorEnv(() => Envs.Make(id), 9);
        using var batch = (WorldsVectorEnv)Envs.MakeBatch(id, 9);
        Play(plain, batch, seed: 1, steps: 30);
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(plain.Worlds[i].Unwrapped.EpisodeReturn, batch.Worlds[i].Unwrapped.EpisodeReturn);
            Assert.Equal(Bytes(plain.Worlds[i]), Bytes(batch.Worlds[i]));
        }
    }

    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("MountainCar-v0")]
    [InlineData("MountainCarContinuous-v0")]
    [InlineData("Pendulum-v1")]
    [InlineData("Acrobot-v1")]
    [InlineData("CliffWalking-v1")]
    [InlineData("Taxi-v3")]
    public void Step_WhenNobodyLooks_LeavesTheWorldsOutOfDate(string id)
    {
        // To bring all worlds up to date costs many times what a step costs.
        using var batch = (WorldsVectorEnv)Envs.MakeBatch(id, 9);
        batch.Reset(1);
        Env world = batch.Worlds[4];
        float[] actions = new float[9];
        Array.Fill(actions, batch.ActionSpace is Discrete ? 0 : 0.5f);
        for (int step = 0; step < 3; step++) batch.Step(actions);
        Assert.Equal(0, world.Unwrapped.EpisodeReturn);
        Assert.NotEqual(0, batch.Worlds[4].Unwrapped.EpisodeReturn);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Worlds_Drawn_ShowWhatWorldByWorldShows(string id)
    {
        using var plain = new SyncVectorEnv(() => Envs.Make(id), 9);
        using var batch = (WorldsVectorEnv)Envs.MakeBatch(id, 9);
        for (int round = 0; round < 12; round++)
        {
            // Now and then there has been no step yet, or an episode has just begun.
            Play(plain, batch, seed: round % 6 == 0 ? (ulong)round : null, steps: round % 6 * 3, reset: round % 6 == 0);
            for (int i = 0; i < 9; i++) Assert.Equal(Picture(plain.Worlds[i]), Picture(batch.Worlds[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_BadActionInAnyWorld_IsRefusedAsByItselfAndChangesNothing(string id)
    {
        using VectorEnv plain = new SyncVectorEnv(() => Envs.Make(id), 1);
        using VectorEnv batch = Envs.MakeBatch(id, 20);
        int size = plain.ActionSpace.Size;
        Assert.Throws<InvalidOperationException>(() => { batch.Step(new float[20 * size]); });
        plain.Reset(1);
        batch.Reset(1);
        byte[] before = Bytes(batch);
        foreach (float bad in plain.ActionSpace is Discrete ? (float[])[-1, 0.5f, 99, float.NaN, float.PositiveInfinity] : [float.NaN, float.NegativeInfinity])
        {
            string expected = Assert.Throws<ArgumentOutOfRangeException>(() => { plain.Step([.. Enumerable.Repeat(bad, size)]); }).Message;
            foreach (int world in (int[])[0, 7, 8, 19])
            {
                float[] actions = new float[20 * size];
                actions[(world * size) + size - 1] = bad;
                Assert.Equal(expected, Assert.Throws<ArgumentOutOfRangeException>(() => { batch.Step(actions); }).Message);
                Assert.Equal(before, Bytes(batch));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_ManyTimes_AllocatesNothing(string id)
    {
        using VectorEnv batch = Envs.MakeBatch(id, 33);
        batch.Reset(1);
        Pcg64 random = new SeedStreams(2).Stream("actions");
        float[] actions = new float[33 * batch.ActionSpace.Size];
        AllocationAssert.Zero(
            () =>
            {
                Draw(batch.ActionSpace, random, actions);
                batch.Step(actions);
            },
            repetitions: 2000);
    }

    [Fact]
    public void MakeVector_SeveralWorldsOnOneThread_StepsThemInLanes()
    {
        using VectorEnv many = Envs.MakeVector("CartPole-v1", 16);
        using VectorEnv threads = Envs.MakeVector("CartPole-v1", 16, threads: 2);
        using VectorEnv lander = Envs.MakeVector("Endless-v0", 16);
        Assert.IsAssignableFrom<BatchVectorEnv<CartPole>>(many);
        Assert.IsType<ParallelVectorEnv>(threads);
        Assert.IsType<SyncVectorEnv>(lander);
        Assert.False(Envs.HasBatch("Endless-v0"));
        Assert.Equal("CartPole-v1", many.Spec!.Id);
        Assert.Equal(500, many.MaxEpisodeSteps);
    }

    [Fact]
    public void Batch_OfWrappedWorlds_IsRefused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new CartPoleBatch(() => new ClipReward(new CartPole(), -1, 1), 2));
        Assert.Contains("ClipReward", exception.Message, StringComparison.Ordinal);
    }

    private static void Compare(string id, int count, object? options, int steps = Steps)
    {
        using VectorEnv plain = new SyncVectorEnv(() => Envs.Make(id, options), count);
        using VectorEnv batch = Envs.MakeBatch(id, count, options);
        int ends = Play(plain, batch, seed: 42, steps);
        Assert.True(ends > 0 || count < 16 || steps < Steps, "No episode ended.");
    }

    private delegate void See(Transitions step);

    private static int Play(VectorEnv plain, VectorEnv batch, ulong? seed, int steps, See? see = null, bool reset = true)
    {
        if (reset)
        {
            plain.Reset(seed);
            batch.Reset(seed);
        }

        Pcg64 random = new SeedStreams(6).Stream("actions");
        float[] actions = new float[plain.Count * plain.ActionSpace.Size];
        int ends = 0;
        for (int step = 0; step < steps; step++)
        {
            AssertSame(plain.Observations, batch.Observations, "observations", step);
            Draw(plain.ActionSpace, random, actions);
            Transitions expected = plain.Step(actions);
            AssertSame(expected, batch.Step(actions), step);
            see?.Invoke(expected);
            for (int i = 0; i < plain.Count; i++) ends += expected.Done(i) ? 1 : 0;
        }

        return ends;
    }

    private static void AssertSame(Transitions expected, Transitions actual, int step)
    {
        Assert.Equal(expected.Count, actual.Count);
        AssertSame(expected.Observations, actual.Observations, "observations", step);
        AssertSame(expected.Actions, actual.Actions, "actions", step);
        AssertSame(expected.NextObservations, actual.NextObservations, "next observations", step);
        AssertSame(expected.Rewards, actual.Rewards, "rewards", step);
        AssertSame(expected.EpisodeReturns, actual.EpisodeReturns, "returns", step);
        AssertSame(expected.EpisodeLengths, actual.EpisodeLengths, "lengths", step);
        AssertSame(expected.Terminated, actual.Terminated, "terminated", step);
        AssertSame(expected.Truncated, actual.Truncated, "truncated", step);
    }

    /// <summary>Compares bytes, so that no two numbers are equal that differ in a bit.</summary>
    private static void AssertSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what, int step)
        where T : unmanaged
    {
        if (MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
            return;
        int i = expected.CommonPrefixLength(actual);
        Assert.Fail($"Step {step}: {what}[{i}] of {expected.Length} is {actual[i]:R}, but is {expected[i]:R} world by world.");
    }

    /// <summary>Actions of the space, and continuous ones beyond its bounds now and then.</summary>
    private static void Draw(Space space, Pcg64 random, Span<float> actions)
    {
        for (int i = 0; i < actions.Length; i += space.Size)
        {
            Span<float> row = actions.Slice(i, space.Size);
            space.Sample(random, row);
            if (space is Box && random.Next(3) == 0) row[0] *= 1.5f;
        }
    }

    private static string Picture(Env world)
    {
        var canvas = new SvgCanvas();
        world.Draw(canvas);
        return canvas.ToString();
    }

    private static byte[] Bytes(VectorEnv env) => Bytes(env.Save);

    private static byte[] Bytes(Env env) => Bytes(env.Save);

    private static byte[] Bytes(Action<CheckpointWriter> save)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "worlds", save);
        return stream.ToArray();
    }

    private static CheckpointReader Reader(byte[] bytes) => CheckpointReader.Parse(bytes, "worlds", "memory");
}
