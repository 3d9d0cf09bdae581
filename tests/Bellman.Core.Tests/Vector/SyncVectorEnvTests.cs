using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Core.Tests;

public class SyncVectorEnvTests
{
    private static SyncVectorEnv Make(int count = 3) => new(() => new TimeLimit(new Countdown(5), 4), count);

    [Fact]
    public void Reset_Seeded_SeedsWorldsOneAfterTheOther()
    {
        using SyncVectorEnv env = Make();
        env.Reset(seed: 7);
        for (int i = 0; i < 3; i++)
            Assert.Equal([5, new Pcg64(7 + (ulong)i).NextSingle()], env.Observations.Slice(2 * i, 2));
    }

    [Fact]
    public void Step_AtAnEnd_ResetsWithinTheStepAndShowsTheTrueSuccessor()
    {
        using SyncVectorEnv env = Make(2);
        env.Reset(seed: 7);
        float[] marks = [env.Observations[1], env.Observations[3]];
        env.Step([2, 1]);
        env.Step([2, 1]);
        Transitions third = env.Step([2, 1]);
        Assert.Equal([1, marks[0], 3, marks[1]], third.Observations);
        Assert.Equal([0, marks[0], 2, marks[1]], third.NextObservations);
        Assert.Equal([0f, 2f], third.Rewards);
        Assert.Equal([true, false], third.Terminated);
        Assert.Equal([4.0, 9.0], third.EpisodeReturns);
        Assert.Equal([3, 3], third.EpisodeLengths);
        Assert.True(third.Done(0));
        Assert.Equal(5, env.Observations[0]);
        Assert.NotEqual(marks[0], env.Observations[1]);

        Transitions fourth = env.Step([1, 1]);
        Assert.Equal(5, fourth.Observations[0]);
        Assert.Equal([4f, 1f], [fourth.NextObservations[0], fourth.NextObservations[2]]);
        Assert.Equal([false, true], fourth.Truncated);
        Assert.Equal([false, false], fourth.Terminated);
        Assert.Equal([4.0, 10.0], fourth.EpisodeReturns);
        Assert.Equal([1, 4], fourth.EpisodeLengths);
    }

    [Fact]
    public void Step_WrongCalls_AreRefused()
    {
        using SyncVectorEnv env = Make();
        Assert.Throws<InvalidOperationException>(() => env.Step([1, 1, 1]));
        env.Reset();
        Assert.Throws<ArgumentException>(() => env.Step([1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(0));
    }

    [Fact]
    public void Load_InAnotherVector_GoesOnTheSame()
    {
        using SyncVectorEnv env = Make();
        env.Reset(seed: 1);
        var actions = new Pcg64(5);
        float[] row = new float[3];
        void Act(Pcg64 rng)
        {
            for (int i = 0; i < row.Length; i++)
                row[i] = rng.Next(3);
        }

        for (int i = 0; i < 10; i++)
        {
            Act(actions);
            env.Step(row);
        }

        byte[] saved = InMemory.Write(env.Save);
        using SyncVectorEnv other = Make();
        other.Load(InMemory.Read(saved));
        Assert.Equal(env.Observations, other.Observations);
        for (int i = 0; i < 30; i++)
        {
            Act(actions);
            double[] returns = env.Step(row).EpisodeReturns.ToArray();
            Assert.Equal(returns, other.Step(row).EpisodeReturns);
            Assert.Equal(env.Observations, other.Observations);
        }

        Assert.Equal(InMemory.Write(env.Save), InMemory.Write(other.Save));
    }

    [Fact]
    public void Step_ManyEpisodes_AllocatesNothing()
    {
        using SyncVectorEnv env = Make();
        env.Reset(seed: 1);
        float[] actions = [0, 1, 2];
        AllocationAssert.Zero(() => env.Step(actions), repetitions: 1000);
    }

    [Fact]
    public void CreateEnv_OneMoreWorld_SharesNothing()
    {
        using SyncVectorEnv env = Make(1);
        env.Reset(seed: 1);
        float[] before = env.Observations.ToArray();
        using Env one = env.CreateEnv();
        float[] observation = new float[2];
        one.Reset(observation, seed: 9);
        one.Step([2], observation);
        Assert.Equal(before, env.Observations);
        Assert.Equal(4, env.Step([1]).NextObservations[0]);
    }
}
