using Bellman.Core;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

/// <summary>Landers in lanes against landers one by one, to the bit.</summary>
public class LunarLanderBatchTests
{
    /// <summary>How the landers of a test are flown.</summary>
    public enum Style
    {
        Random,
        Heuristic,
        FullThrust,
    }

    [Theory]
    [InlineData(1, false, false, Style.Random, 1_500)]
    [InlineData(5, false, false, Style.Heuristic, 1_500)]
    [InlineData(16, false, false, Style.Random, 2_500)]
    [InlineData(16, false, true, Style.Heuristic, 1_500)]
    [InlineData(33, true, false, Style.Random, 1_000)]
    [InlineData(33, true, true, Style.Heuristic, 1_000)]
    [InlineData(64, false, false, Style.Heuristic, 1_200)]
    [InlineData(64, true, false, Style.FullThrust, 600)]
    [InlineData(64, false, false, Style.FullThrust, 600)]
    public void Step_ManyWorlds_EqualsSyncVectorEnvBitForBit(int count, bool continuous, bool wind, Style style, int steps)
    {
        Env Create() => NewLander(continuous, wind);
        using var batch = new LunarLanderBatch(Create, count);
        using var sync = new SyncVectorEnv(Create, count);
        batch.Reset(7);
        sync.Reset(7);
        var random = new Pcg64(3);
        var actions = new float[count * batch.ActionSpace.Size];
        int ends = 0;
        for (int i = 0; i < steps; i++)
        {
            Fly(style, sync, random, actions);
            Transitions actual = batch.Step(actions);
            Transitions expected = sync.Step(actions);
            AssertSame(expected, actual);
            Assert.True(Bits(sync.Observations).SequenceEqual(Bits(batch.Observations)), $"After step {i}.");
            for (int world = 0; world < count; world++) ends += actual.Done(world) ? 1 : 0;
        }
        Assert.True(ends > count / 2, $"Only {ends} episodes ended.");
        Assert.Equal(Save(sync), Save(batch));
    }

    [Fact]
    public void SaveLoad_MidEpisode_ContinuesBitForBitInEitherForm()
    {
        using var original = new LunarLanderBatch(() => NewLander(false, false), 7);
        original.Reset(1);
        var random = new Pcg64(3);
        var actions = new float[7];
        for (int i = 0; i < 130; i++)
        {
            Fly(Style.Heuristic, original, random, actions);
            original.Step(actions);
        }
        byte[] saved = Save(original);
        using var batch = new LunarLanderBatch(() => NewLander(false, false), 7);
        using var sync = new SyncVectorEnv(() => NewLander(false, false), 7);
        batch.Load(CheckpointReader.Parse(saved, "lander", "memory"));
        sync.Load(CheckpointReader.Parse(saved, "lander", "memory"));
        for (int i = 0; i < 300; i++)
        {
            Fly(Style.Heuristic, original, random, actions);
            Transitions expected = original.Step(actions);
            AssertSame(expected, batch.Step(actions));
            AssertSame(expected, sync.Step(actions));
        }
        Assert.Equal(Save(original), Save(batch));
    }

    [Fact]
    public void StepAndReset_Warm_AllocateNothing()
    {
        using var env = new LunarLanderBatch(() => NewLander(false, true), 16);
        env.Reset(5);
        var random = new Pcg64(3);
        var actions = new float[16];
        AllocationAssert.Zero(
            () =>
            {
                for (int i = 0; i < 500; i++)
                {
                    Fly(Style.Random, env, random, actions);
                    env.Step(actions);
                }
            },
            repetitions: 3);
    }

    [Fact]
    public void Step_ActionOutOfRange_IsRefusedAndChangesNothing()
    {
        using var env = new LunarLanderBatch(() => NewLander(false, false), 2);
        env.Reset(5);
        env.Step([2, 2]);
        using var other = new LunarLanderBatch(() => NewLander(false, false), 2);
        other.Reset(5);
        other.Step([2, 2]);
        Assert.Throws<ArgumentOutOfRangeException>("action", () => env.Step([2, 4]));
        Assert.Throws<ArgumentOutOfRangeException>("action", () => env.Step([float.NaN, 2]));
        for (int i = 0; i < 20; i++) AssertSame(env.Step([2, 1]), other.Step([2, 1]));
    }

    [Fact]
    public void Constructor_OtherWorldsOrWrappers_AreRefused()
    {
        Assert.Throws<ArgumentException>("world", () => new LunarLanderBatch(() => new CartPole(), 2));
        Assert.Throws<ArgumentException>("world", () => new LunarLanderBatch(() => new ClipReward(new LunarLander(), -1, 1), 2));
    }

    [Fact]
    public void Constructor_WorldsOfSeveralActionSpaces_AreRefused()
    {
        int made = 0;
        ArgumentException exception = Assert.Throws<ArgumentException>("world", () => new LunarLanderBatch(() => NewLander(made++ == 1, false), 2));
        Assert.Contains("same actions", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Discrete(4)", exception.Message, StringComparison.Ordinal);
    }

    private static TimeLimit NewLander(bool continuous, bool wind) =>
        new(new LunarLander(new LunarLanderOptions { Continuous = continuous, EnableWind = wind }), 400);

    private static void Fly(Style style, VectorEnv env, Pcg64 random, float[] actions)
    {
        int size = actions.Length / env.Count;
        for (int i = 0; i < env.Count; i++)
        {
            // The heuristic is Gymnasium's in short; now and then it is disturbed, so that worlds come down in every posture.
            int choice = style switch
            {
                Style.Random => random.Next(4),
                Style.FullThrust => i % 3 == 0 ? 2 : 2 + i % 2,
                _ => random.Next(12) == 0 ? random.Next(4) : Pilot(env.Observations.Slice(8 * i, 8)),
            };
            if (size == 1)
            {
                actions[i] = choice;
                continue;
            }
            actions[2 * i] = choice == 2 ? (float)random.Uniform(0, 1.5) : -0.5f;
            actions[2 * i + 1] = choice == 1 ? -0.8f : choice == 3 ? 0.9f : (float)random.Uniform(-0.6, 0.6);
        }
    }

    private static int Pilot(ReadOnlySpan<float> s)
    {
        bool down = s[6] + s[7] > 0;
        float turn = down ? 0 : 0.5f * (Math.Clamp(0.5f * s[0] + s[2], -0.4f, 0.4f) - s[4]) - s[5];
        float climb = down ? -0.5f * s[3] : 0.5f * (0.55f * Math.Abs(s[0]) - s[1]) - 0.5f * s[3];
        return climb > Math.Abs(turn) && climb > 0.05f ? 2 : turn < -0.05f ? 3 : turn > 0.05f ? 1 : 0;
    }

    private static void AssertSame(Transitions expected, Transitions actual)
    {
        Assert.True(Bits(expected.Observations).SequenceEqual(Bits(actual.Observations)));
        Assert.True(Bits(expected.NextObservations).SequenceEqual(Bits(actual.NextObservations)));
        Assert.True(Bits(expected.Rewards).SequenceEqual(Bits(actual.Rewards)));
        Assert.True(expected.Terminated.SequenceEqual(actual.Terminated));
        Assert.True(expected.Truncated.SequenceEqual(actual.Truncated));
        Assert.True(expected.EpisodeReturns.SequenceEqual(actual.EpisodeReturns));
        Assert.True(expected.EpisodeLengths.SequenceEqual(actual.EpisodeLengths));
    }

    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> numbers) => System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(numbers);

    private static byte[] Save(VectorEnv env)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "lander", env.Save);
        return stream.ToArray();
    }
}
