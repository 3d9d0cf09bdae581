using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments.Tests;

/// <summary>What every kind of vector owes: worlds one by one, on threads, in lanes, and landers in lockstep.</summary>
public class VectorContractTests
{
    private const int Count = 9;

    public static TheoryData<string, int> Kinds => new()
    {
        { "CartPole-v1", 1 }, { "CartPole-v1", 0 }, { "CartPole-v1", 2 }, { "Taxi-v3", 0 }, { "Blackjack-v1", 0 }, { "LunarLander-v3", 0 }, { "Endless-v0", 1 },
    };

    /// <summary>Options of the first episode: those that the environment takes, and one that it refuses.</summary>
    public static TheoryData<string, int, string, double, string, double> Options
    {
        get
        {
            var rows = new TheoryData<string, int, string, double, string, double>();
            foreach (int threads in (int[])[0, 1, 2])
            {
                rows.Add("CartPole-v1", threads, "low", 0.02, "high", 0.021);
                rows.Add("MountainCar-v0", threads, "low", -0.7, "high", -0.69);
                rows.Add("MountainCarContinuous-v0", threads, "low", -0.7, "high", -0.69);
                rows.Add("Acrobot-v1", threads, "low", 0.3, "high", 0.31);
                rows.Add("Pendulum-v1", threads, "x_init", 0.001, "y_init", 0.002);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Reset_WithOptions_StartsEveryWorldAsItsOwnResetDoes(string id, int threads, string first, double firstValue, string second, double secondValue)
    {
        var options = new ResetOptions { [first] = firstValue, [second] = secondValue };
        using VectorEnv worlds = Make(id, threads);
        worlds.Reset(3, options);
        int size = worlds.ObservationSpace.Size;
        float[] row = new float[size];
        for (int i = 0; i < Count; i++)
        {
            using Env alone = Envs.Make(id);
            alone.Reset(row, 3 + (ulong)i, options);
            Assert.Equal(row, worlds.Observations.Slice(i * size, size));
            alone.Reset(row, 3 + (ulong)i);
            Assert.False(worlds.Observations.Slice(i * size, size).SequenceEqual(row));
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Reset_WithAnOptionThatIsNone_NamesItAndLeavesAllWorldsAsTheyWere(string id, int threads, string first, double firstValue, string second, double secondValue)
    {
        using VectorEnv worlds = Make(id, threads);
        worlds.Reset(3, new ResetOptions { [first] = firstValue, [second] = secondValue });
        Step(worlds, 1);
        byte[] before = Bytes(worlds);
        float[] shown = worlds.Observations.ToArray();
        Refusal.Of<ArgumentException>("'lou'", () => worlds.Reset(5, new ResetOptions { ["lou"] = 0.1 }));
        Refusal.Of<ArgumentException>("-1000", () => worlds.Reset(5, new ResetOptions { [first] = -1000 }));
        Refusal.Of<ArgumentException>(second, () => worlds.Reset(5, new ResetOptions { [second] = double.NaN }));
        Assert.Equal(before, Bytes(worlds));
        Assert.Equal(shown, worlds.Observations);
        Step(worlds, 20);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Members_AfterDispose_ThrowObjectDisposed(string id, int threads)
    {
        VectorEnv worlds = Make(id, threads);
        worlds.Reset(1);
        float[] actions = new float[Count * worlds.ActionSpace.Size];
        worlds.Step(actions);
        byte[] saved = Bytes(worlds);
        worlds.Dispose();
        worlds.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { worlds.Step(actions); });
        Assert.Throws<ObjectDisposedException>(() => worlds.Reset(1));
        Assert.Throws<ObjectDisposedException>(worlds.CreateEnv);
        Assert.Throws<ObjectDisposedException>(() => Bytes(worlds));
        Assert.Throws<ObjectDisposedException>(() => worlds.Load(CheckpointReader.Parse(saved, "worlds", "memory")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Worlds_HeldAsAList_ShowWhereTheWorldsAreNow(string id, int threads)
    {
        using var worlds = (WorldsVectorEnv)Make(id, threads);
        using var alone = new SyncVectorEnv(() => Envs.Make(id), Count);
        IReadOnlyList<Env> held = worlds.Worlds;
        worlds.Reset(1);
        alone.Reset(1);
        for (int round = 0; round < 4; round++)
        {
            Step(worlds, 5);
            Step(alone, 5);
            for (int i = 0; i < Count; i++) Assert.Equal(alone.Worlds[i].Unwrapped.EpisodeReturn, held[i].Unwrapped.EpisodeReturn);
        }

        Assert.Equal(Count, held.Count);
        Assert.All(held, Assert.NotNull);
        Assert.Throws<ArgumentOutOfRangeException>(() => held[Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => held[-1]);
    }

    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("LunarLander-v3")]
    [InlineData("FrozenLake-v1")]
    public void MakeVector_WithAnotherTimeLimitAround_StaysInLanesAndHasTheBitsOfWorldByWorld(string id)
    {
        using VectorEnv lanes = Envs.MakeVector(id, Count, wrap: env => new TimeLimit(env, 5)), plain = new SyncVectorEnv(() => new TimeLimit(Envs.Make(id), 5), Count);
        using VectorEnv unlimited = Envs.MakeVector(id, Count), wrapped = Envs.MakeVector(id, Count, wrap: env => new ClipReward(new TimeLimit(env, 5), -1, 1));
        Assert.Equal(unlimited.GetType(), lanes.GetType());
        Assert.IsType<SyncVectorEnv>(wrapped);
        Assert.Equal((5, Count), (lanes.MaxEpisodeSteps, lanes.Count));
        lanes.Reset(2);
        plain.Reset(2);
        Step(lanes, 40);
        Step(plain, 40);
        Assert.Equal(Bytes(plain), Bytes(lanes));
    }

    /// <summary>Worlds in lanes where there are such (0), one by one (1), or on threads.</summary>
    private static VectorEnv Make(string id, int threads) => threads == 0 ? Envs.MakeVector(id, Count) : VectorEnv.Of(() => Envs.Make(id), Count, threads);

    private static void Step(VectorEnv worlds, int steps)
    {
        Pcg64 random = new SeedStreams(2).Stream("actions");
        int size = worlds.ActionSpace.Size;
        float[] actions = new float[Count * size];
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < Count; i++) worlds.ActionSpace.Sample(random, actions.AsSpan(i * size, size));
            worlds.Step(actions);
        }
    }

    private static byte[] Bytes(VectorEnv env)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "worlds", env.Save);
        return stream.ToArray();
    }
}
