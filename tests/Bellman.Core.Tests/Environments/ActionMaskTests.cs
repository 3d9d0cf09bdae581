namespace Bellman.Core.Tests;

/// <summary>What worlds allow, as it is passed on by wrappers and vectors.</summary>
public class ActionMaskTests
{
    [Fact]
    public void SizeOf_Spaces_CountsTheChoices()
    {
        Assert.Equal(3, ActionMasks.SizeOf(new Discrete(3, 5)));
        Assert.Equal([2, 3], ActionMasks.CountsOf(new MultiDiscrete([2, 3], [0, 3])));
        Assert.Equal([2, 2], ActionMasks.CountsOf(new MultiBinary(2)));
        Assert.Equal(0, ActionMasks.SizeOf(new Box(0, 1, 2)));
    }

    [Fact]
    public void ActionMask_WorldWithoutOne_IsEmpty()
    {
        using var env = new Countdown();
        env.Reset(new float[env.ObservationSpace.Size], 1);
        Assert.False(env.HasActionMask);
        Assert.True(env.ActionMask().IsEmpty);
    }

    [Fact]
    public void ActionMask_ThroughWrappers_IsThatOfTheWorldUntilTheEpisodeTerminates()
    {
        using var env = new Autoreset(new RecordEpisodeStatistics(new TimeLimit(new Gate(length: 2), 9)));
        float[] observation = new float[1];
        env.Reset(observation, 1);
        Assert.True(env.HasActionMask);
        Assert.Equal([true, false], env.ActionMask());
        env.Step([0], observation);
        Assert.Equal([false, true], env.ActionMask());
        env.Step([1], observation);
        Assert.Equal([true, true], env.ActionMask());
        env.Step([0], observation);
        Assert.Equal([true, false], env.ActionMask());
    }

    /// <summary>A state in which an episode is cut off is worth what follows by the actions that it allows.</summary>
    [Fact]
    public void ActionMask_ThroughWrappersBehindATruncation_IsThatOfTheLastState()
    {
        using var env = new TimeLimit(new RecordEpisodeStatistics(new TimeLimit(new Gate(), 3)), 5);
        float[] observation = new float[1];
        env.Reset(observation, 1);
        for (int step = 0; step < 3; step++) env.Step([step % 2], observation);
        Assert.Equal([false, true], env.ActionMask());
    }

    [Fact]
    public void HasActionMask_WrapperWithOtherActions_IsFalse()
    {
        using var env = new Turned(new Gate());
        env.Reset(new float[1], 1);
        Assert.False(env.HasActionMask);
        Assert.True(env.ActionMask().IsEmpty);
    }

    [Fact]
    public void HasActionMask_StickyAction_IsThatOfTheWorldWhoseActionsItRepeats()
    {
        using StickyAction env = new(new Gate(), 0), none = new(new Countdown(), 0);
        float[] observation = new float[1];
        env.Reset(observation, 1);
        Assert.True(env.HasActionMask);
        Assert.Equal([true, false], env.ActionMask());
        env.Step([0], observation);
        Assert.Equal([false, true], env.ActionMask());
        Assert.False(none.HasActionMask);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AllowedActions_Vector_AreThoseOfEachWorldAlsoAfterResets(int threads)
    {
        using VectorEnv env = VectorEnv.Of(() => new TimeLimit(new Gate(), 3), 3, threads);
        Assert.True(env.HasActionMask);
        Assert.Throws<InvalidOperationException>(() => { env.AllowedActions(); });
        env.Reset(1);
        bool[][] expected = [[true, false], [false, true], [true, false], [true, false]];
        foreach (bool[] mask in expected)
        {
            Assert.Equal([.. mask, .. mask, .. mask], env.AllowedActions());
            float open = mask[0] ? 0 : 1;
            env.Step([open, open, open]);
        }
    }

    /// <summary>Behind a time limit stands the mask of the last state, behind a terminal state none, and elsewhere that of the next step.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(3, 1)]
    public void NextAllowed_Vector_IsWhatTheNextStateAllowsAlsoAtEnds(int length, int threads)
    {
        using VectorEnv env = VectorEnv.Of(() => new TimeLimit(new Gate(length), 3), 3, threads);
        env.Reset(1);
        bool[][] expected = [[false, true], [true, false], length == 3 ? [true, true] : [false, true], [false, true]];
        foreach (bool[] mask in expected)
        {
            float open = env.AllowedActions()[0] ? 0 : 1;
            Transitions transitions = env.Step([open, open, open]);
            Assert.Equal([.. mask, .. mask, .. mask], transitions.NextAllowed);
            Assert.Equal([.. mask, .. mask, .. mask], transitions.NextAllowed);
        }
    }

    /// <summary>What is behind a truncation is bootstrapped from, so that something has to be possible there; what terminates is asked for nothing.</summary>
    [Fact]
    public void Step_NothingIsAllowedAtTheEnd_IsRefusedWhereTheEndIsATruncation()
    {
        using SyncVectorEnv terminates = new(() => new DeadEnd(terminates: true), 1), truncates = new(() => new DeadEnd(terminates: false), 1);
        terminates.Reset(1);
        Assert.Equal([true, true], terminates.Step([0]).NextAllowed);
        truncates.Reset(1);
        Assert.Contains("has to be a terminal one", Assert.Throws<InvalidOperationException>(() => { truncates.Step([0]); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllowedActions_WorldsWithoutMasks_AreEmpty()
    {
        using var env = new SyncVectorEnv(() => new Countdown(), 2);
        env.Reset(1);
        Assert.False(env.HasActionMask);
        Assert.True(env.AllowedActions().IsEmpty);
        Assert.True(env.Step(new float[2]).NextAllowed.IsEmpty);
    }

    /// <summary>Ends with its first step, behind which nothing can be done.</summary>
    private sealed class DeadEnd(bool terminates) : Env
    {
        private bool _ended;

        public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        public override bool HasActionMask => true;

        protected override void OnReset(Span<float> observation) => _ended = false;

        protected override void OnActionMask(Span<bool> allowed) => allowed.Fill(!_ended);

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            _ended = true;
            return new StepResult(0, Terminated: terminates, Truncated: !terminates);
        }
    }

    /// <summary>Which of two actions is an error alternates with the steps of an episode, which terminates after so many; 0 for never.</summary>
    private sealed class Gate(int length = 0) : Env
    {
        private int _step;

        public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        public override bool HasActionMask => true;

        protected override void OnReset(Span<float> observation) => _step = 0;

        protected override void OnActionMask(Span<bool> allowed) => (allowed[0], allowed[1]) = (_step % 2 == 0, _step % 2 == 1);

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            Assert.Equal(_step++ % 2, Discrete.Index(action));
            return new StepResult(1, Terminated: _step == length);
        }
    }

    private sealed class Turned(Env inner) : ActionWrapper(inner, inner.ActionSpace)
    {
        protected override void Act(ReadOnlySpan<float> action, Span<float> inner) => inner[0] = 1 - action[0];
    }
}
