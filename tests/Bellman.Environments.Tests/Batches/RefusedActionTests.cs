using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments.Tests;

/// <summary>One world's bad action leaves all worlds of a vector as they were, whichever the environment, what is around it, and how many threads step it.</summary>
public class RefusedActionTests
{
    private const int Count = 3;

    public static TheoryData<string, int> Ids
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (EnvSpec spec in Envs.Specs)
            {
                rows.Add(spec.Id, 1);
                rows.Add(spec.Id, 2);
            }

            return rows;
        }
    }

    public static TheoryData<string, string[]> Wrapped => new()
    {
        { "Pendulum-v1", ["RescaleAction"] },
        { "Pendulum-v1", ["DiscretizeAction:5", "NormalizeReward"] },
        { "Pendulum-v1", ["RescaleAction", "ClipAction"] },
        { "CartPole-v1", ["StickyAction:0.5", "FrameStackObservation:3"] },
        { "CartPole-v1", ["RepeatAction:2", "NormalizeObservation"] },
        { "CartPole-v1", ["Autoreset"] },
        { "Pendulum-v1", ["PassiveEnvChecker"] },
        { "MinAtar/Breakout-v1", ["StickyAction:0.2", "PassiveEnvChecker"] },
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_BadActionInTheLastWorld_LeavesAllWorldsAsTheyWere(string id, int threads) => Refuse(() => Envs.Make(id), threads);

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void Step_BadActionInTheLastWrappedWorld_LeavesAllWorldsAsTheyWere(string id, string[] wrappers) =>
        Refuse(() => WrapperRegistry.Wrap(Envs.Make(id), wrappers), threads: 1);

    private static void Refuse(Func<Env> create, int threads)
    {
        using VectorEnv worlds = VectorEnv.Of(create, Count, threads), others = VectorEnv.Of(create, Count, threads);
        worlds.Reset(1);
        others.Reset(1);
        Pcg64 random = new SeedStreams(2).Stream("actions");
        int size = worlds.ActionSpace.Size;
        float[] actions = new float[Count * size];
        for (int step = 0; step < 20; step++)
        {
            for (int i = 0; i < Count; i++) worlds.ActionSpace.Sample(random, actions.AsSpan(i * size, size));
            byte[] before = Bytes(worlds);
            float[] observations = worlds.Observations.ToArray();
            foreach (float bad in worlds.ActionSpace is Discrete ? (float[])[-1, 0.5f, 99, float.NaN] : [float.NaN])
            {
                float[] refused = [.. actions];
                refused[^1] = bad;
                Assert.ThrowsAny<ArgumentException>(() => { worlds.Step(refused); });
                Assert.Equal(observations, worlds.Observations);
                Assert.Equal(before, Bytes(worlds));
            }

            worlds.Step(actions);
            others.Step(actions);
            Assert.Equal(others.Observations, worlds.Observations);
        }

        Assert.Equal(Bytes(others), Bytes(worlds));
    }

    private static byte[] Bytes(VectorEnv env)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "worlds", env.Save);
        return stream.ToArray();
    }
}
