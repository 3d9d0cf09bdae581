using Bellman.Numerics;

namespace Bellman.Core.Tests;

public class WrapperTests
{
    private readonly float[] _observation = new float[2];

    [Fact]
    public void ToString_OfAStack_ReadsAsGymnasiums()
    {
        using var env = new RecordEpisodeStatistics(new TimeLimit(new Countdown(), 3));
        Assert.Equal("<RecordEpisodeStatistics<TimeLimit<Countdown>>>", env.ToString());
        env.Spec = new EnvSpec("Countdown-v1");
        Assert.Equal("<RecordEpisodeStatistics<TimeLimit<Countdown<Countdown-v1>>>>", env.ToString());
        Assert.Equal("Countdown-v1", env.Unwrapped.Spec!.Id);
    }

    [Fact]
    public void Unwrapped_OfAStack_IsTheInnermost()
    {
        var world = new Countdown();
        using var env = new RecordEpisodeStatistics(new TimeLimit(world, 3));
        Assert.Same(world, env.Unwrapped);
        Assert.Same(world, world.Unwrapped);
        Assert.Same(world.ObservationSpace, env.ObservationSpace);
        Assert.Same(world.ActionSpace, env.ActionSpace);
    }

    [Fact]
    public void Dispose_OfAStack_DisposesTheInnermost()
    {
        var world = new Countdown();
        new TimeLimit(world, 3).Dispose();
        Assert.True(world.IsDisposed);
    }

    [Fact]
    public void Reset_ThroughAStack_SeedsTheWorldAndPassesOptions()
    {
        using var env = new RecordEpisodeStatistics(new TimeLimit(new Countdown(), 3));
        env.Reset(_observation, seed: 42, new ResetOptions { ["start"] = 7 });
        Assert.Equal([7, new Pcg64(42).NextSingle()], _observation);
        Assert.Equal(42ul, env.Unwrapped.Seed);
    }

    [Fact]
    public void Reset_ThroughAStackWithoutSeed_GoesOn()
    {
        using var env = new TimeLimit(new Countdown(), 3);
        var expected = new Pcg64(42);
        env.Reset(_observation, seed: 42);
        expected.NextSingle();
        env.Reset(_observation);
        Assert.Equal(expected.NextSingle(), _observation[1]);
    }

    [Fact]
    public void TimeLimit_AtItsLastStep_TruncatesWithoutTerminating()
    {
        using var env = new TimeLimit(new Countdown(100), 3);
        for (int episode = 0; episode < 2; episode++)
        {
            env.Reset(_observation);
            Assert.False(env.Step([1], _observation).Done);
            Assert.False(env.Step([1], _observation).Done);
            Assert.Equal((false, true), Flags(env.Step([1], _observation)));
            Assert.Throws<InvalidOperationException>(() => env.Step([1], _observation));
        }
    }

    [Fact]
    public void TimeLimit_WorldEndsInTheLastStep_SetsBothFlags()
    {
        using var env = new TimeLimit(new Countdown(3), 3);
        env.Reset(_observation);
        env.Step([1], _observation);
        env.Step([1], _observation);
        Assert.Equal((true, true), Flags(env.Step([1], _observation)));
    }

    [Fact]
    public void TimeLimit_WorldEndsEarlier_OnlyTerminates()
    {
        using var env = new TimeLimit(new Countdown(1), 3);
        env.Reset(_observation);
        Assert.Equal((true, false), Flags(env.Step([1], _observation)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeLimit(new Countdown(), 0));
    }

    [Fact]
    public void ObservationWrapper_EachObservation_IsChanged()
    {
        using var env = new Halved(new Countdown(6));
        float[] observation = new float[1];
        env.Reset(observation);
        Assert.Equal([3f], observation);
        env.Step([2], observation);
        Assert.Equal([2f], observation);
        Assert.Equal("<Halved<Countdown>>", env.ToString());
    }

    [Fact]
    public void RewardWrapper_EachReward_IsChanged()
    {
        using var env = new Negated(new Countdown(6));
        env.Reset(_observation);
        Assert.Equal(new StepResult(-4, false), env.Step([2], _observation));
    }

    [Fact]
    public void ActionWrapper_EachAction_IsTranslated()
    {
        using var env = new Doubled(new Countdown(6));
        Assert.Equal(new Discrete(2), env.ActionSpace);
        env.Reset(_observation);
        env.Step([1], _observation);
        Assert.Equal(4, _observation[0]);
    }

    [Fact]
    public void Load_OfAStack_GoesOnTheSame()
    {
        using Env env = Stack();
        float[] observation = new float[3];
        env.Reset(observation, seed: 3);
        env.Step([1], observation);
        byte[] saved = InMemory.Write(env.Save);
        using Env other = Stack();
        other.Load(InMemory.Read(saved));
        float[] theirs = new float[3];
        for (int i = 0; i < 20; i++)
        {
            StepResult result = env.Step([1], observation);
            Assert.Equal(result, other.Step([1], theirs));
            Assert.Equal(observation, theirs);
            if (!result.Done)
                continue;
            env.Reset(observation);
            other.Reset(theirs);
            Assert.Equal(observation, theirs);
        }

        Assert.Equal(InMemory.Write(env.Save), InMemory.Write(other.Save));
    }

    private static TimeAware Stack() => new(new RecordEpisodeStatistics(new TimeLimit(new Countdown(100), 7), capacity: 2));

    private static (bool Terminated, bool Truncated) Flags(StepResult result) => (result.Terminated, result.Truncated);

    private sealed class Halved(Env inner) : ObservationWrapper(inner, new Box(0, 50))
    {
        protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => observation[0] = inner[0] / 2;
    }

    private sealed class Negated(Env inner) : RewardWrapper(inner)
    {
        protected override float Reward(float reward) => -reward;
    }

    private sealed class Doubled(Env inner) : ActionWrapper(inner, new Discrete(2))
    {
        protected override void Act(ReadOnlySpan<float> action, Span<float> inner) => inner[0] = 2 * action[0];
    }
}
