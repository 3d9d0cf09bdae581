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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_WorldThatThrowsInTheMidst_ShowsWhatWasAndAsksForAReset(int threads)
    {
        int made = 0;
        using VectorEnv env = VectorEnv.Of(() => new Brittle(made++), 3, threads);
        env.Reset();
        env.Step(new float[3]);
        float[] before = env.Observations.ToArray();
        Assert.Throws<ArithmeticException>(() => { env.Step(new float[3]); });
        Assert.Equal(before, env.Observations);
        for (int i = 0; i < 2; i++) Assert.Contains("call Reset", Assert.Throws<InvalidOperationException>(() => { env.Step(new float[3]); }).Message, StringComparison.Ordinal);
        env.Reset();
        Assert.Equal([1, 1, 1], env.Step(new float[3]).EpisodeLengths.ToArray());
    }

    [Fact]
    public void Load_WorldThatThrowsInTheMidst_AsksForAReset()
    {
        int made = 0;
        using var saved = new SyncVectorEnv(() => new Brittle(0), 3);
        using var env = new SyncVectorEnv(() => new Brittle(made++), 3);
        saved.Reset(1);
        env.Reset(2);
        byte[] bytes = InMemory.Write(saved.Save);
        Assert.Throws<ArithmeticException>(() => env.Load(InMemory.Read(bytes)));
        Assert.Contains("call Reset", Assert.Throws<InvalidOperationException>(() => { env.Step(new float[3]); }).Message, StringComparison.Ordinal);
        env.Reset();
        env.Step(new float[3]);
    }

    [Fact]
    public void Constructor_WorldsOfSeveralSpaces_AreRefused()
    {
        int made = 0;
        Env Observing() => new Scripted(made++ == 2 ? new Discrete(3) : new Discrete(2), new Discrete(2), [0f]);
        Env Acting() => new Scripted(new Discrete(2), made++ == 2 ? new Discrete(3) : new Discrete(2), [0f]);
        Assert.Contains("same observations", Assert.Throws<ArgumentException>("world", () => new SyncVectorEnv(Observing, 3)).Message, StringComparison.Ordinal);
        made = 0;
        Assert.Contains("same actions", Assert.Throws<ArgumentException>("world", () => new SyncVectorEnv(Acting, 3)).Message, StringComparison.Ordinal);
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

    /// <summary>Counts its steps; world 1 breaks in its second, and when it is loaded.</summary>
    private sealed class Brittle(int number) : Env
    {
        private int _steps;

        public override Space ObservationSpace { get; } = new Box(0, 9);

        public override Space ActionSpace { get; } = new Discrete(2);

        protected override void OnReset(Span<float> observation) => observation[0] = _steps = 0;

        protected override void OnSave(CheckpointWriter writer) => writer.Write("steps", _steps);

        protected override void OnLoad(CheckpointReader reader) => _steps = number == 1 ? throw new ArithmeticException("It broke.") : reader.ReadInt32("steps");

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            observation[0] = ++_steps;
            return number == 1 && _steps == 2 ? throw new ArithmeticException("It broke.") : new StepResult(0, false);
        }
    }
}
