using Bellman.Core;

namespace Bellman.Training.Tests;

/// <summary>When the trainer lets a learner run and when it waits, and what becomes of its faults.</summary>
public sealed class OverlappedTrainerTests
{
    private static readonly TrainingOptions Overlapped = new() { Overlap = true };

    private static bool HasTwoProcessors => Environment.ProcessorCount > 1;

    [Fact]
    public void Run_TwoThreads_LearnsBesideTheNextSteps()
    {
        Assert.SkipUnless(HasTwoProcessors, "There is but one processor.");
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        using var acted = new ManualResetEventSlim();
        bool seen = false;
        var agent = new ScriptedLearner(env) { Round = _ => acted.Wait(TimeSpan.FromSeconds(30)) };
        var callback = new Watcher
        {
            Stepped = context =>
            {
                seen |= context.Step == 6 && agent.IsLearning;
                if (context.Step == 6) acted.Set();
            },
        };
        new Trainer(env, agent) { Seed = 1, Options = Overlapped, Callbacks = { callback } }.Run(20);
        Assert.True(seen);
        Assert.NotEqual(Environment.CurrentManagedThreadId, agent.LearnerThreadId);
        Assert.Equal(5, agent.Updates);
        Assert.True(agent.IsSeparated);
    }

    [Fact]
    public void Run_OneThread_LearnsOnIt()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        var agent = new ScriptedLearner(env);
        new Trainer(env, agent) { Seed = 1, Options = Overlapped with { OverlapThreads = 1 } }.Run(20);
        Assert.Equal((Environment.CurrentManagedThreadId, 5L), (agent.LearnerThreadId, agent.Updates));
    }

    [Fact]
    public void Run_TrainersWithAndWithoutOverlapInTurn_SeparateActingInTheirOwnRunsAlone()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        var agent = new ScriptedLearner(env);
        bool separated = false;
        var callback = new Watcher { Stepped = _ => separated = agent.IsSeparated };
        var overlapped = new Trainer(env, agent) { Seed = 1, Options = Overlapped, Callbacks = { callback } };
        overlapped.Run(8);
        Assert.True(separated);
        new Trainer(env, agent) { Seed = 1, Callbacks = { callback } }.Run(8);
        Assert.False(separated);
        overlapped.Run(16);
        Assert.True(separated);
    }

    /// <summary>Figures at an episode's end, checkpoints, and whoever asks the context for the agent: all see it at rest.</summary>
    [Fact]
    public void Run_SomeoneLooksAtTheAgent_TheLearnerIsAtRest()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10));
        var agent = new ScriptedLearner(env, every: 1) { Round = _ => Thread.Sleep(1) };
        bool disturbed = false;
        var callback = new Watcher
        {
            EpisodeEnded = () => disturbed |= agent.IsLearning,
            Stepped = context => disturbed |= context.Step % 7 == 0 && ((ScriptedLearner)context.Agent).IsLearning,
        };
        new Trainer(env, agent) { Seed = 1, Options = Overlapped, Callbacks = { callback, new CheckpointEvery(folder.File("kept"), 3) } }.Run(60);
        Assert.False(disturbed);
        Assert.False(agent.IsLearning);
        Assert.Equal(60, agent.Updates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_LearnerFails_FailsWhereTheRoundIsWaitedFor(int threads)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        var agent = new ScriptedLearner(env) { Round = round => { if (round == 3) throw new TrainingDivergedException("The loss became NaN."); } };
        var callback = new Watcher();
        var trainer = new Trainer(env, agent) { Seed = 1, Options = Overlapped with { OverlapThreads = threads }, Callbacks = { callback } };
        var exception = Assert.Throws<TrainingDivergedException>(() => trainer.Run(1_000));
        Assert.Equal("The loss became NaN.", exception.Message);

        // The third round begins after step 12 and is waited for after step 16, which nobody is told of any more.
        Assert.Equal((15, 3), (callback.LastStep, agent.Updates));
        Assert.Equal(0, callback.Ends);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_LearnerFailsInTheLastRound_StillFails(int threads)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        var agent = new ScriptedLearner(env) { Round = round => { if (round == 5) throw new InvalidOperationException("the last"); } };
        var trainer = new Trainer(env, agent) { Seed = 1, Options = Overlapped with { OverlapThreads = threads } };
        Assert.Equal("the last", Assert.Throws<InvalidOperationException>(() => trainer.Run(22)).Message);
    }

    [Fact]
    public void Run_WorldFailsWhileTheLearnerWorks_LeavesNothingBehind()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0) { BadRewardAt = 6, BadReward = float.NaN });
        var agent = new ScriptedLearner(env) { Round = _ => Thread.Sleep(20) };
        var trainer = new Trainer(env, agent) { Seed = 1, Options = Overlapped };
        Assert.Contains("The reward is NaN", Assert.Throws<TrainingDivergedException>(() => trainer.Run(1_000)).Message, StringComparison.Ordinal);
        Assert.False(agent.IsLearning);
        Assert.Equal(1, agent.Updates);
    }

    [Fact]
    public void Run_Cancelled_LetsTheRoundBeFinished()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var cancellation = new CancellationTokenSource();
        var agent = new ScriptedLearner(env) { Round = _ => Thread.Sleep(10) };
        bool rested = false;
        var callback = new Watcher { Stepped = context => { if (context.Step == 5) cancellation.Cancel(); }, Ended = () => rested = !agent.IsLearning };
        TrainingReport report = new Trainer(env, agent) { Seed = 1, Options = Overlapped, Callbacks = { callback } }.Run(1_000, cancellation.Token);
        Assert.Equal((StopReason.Cancelled, 5, 1), (report.StopReason, report.Steps, report.Updates));
        Assert.True(rested);
    }

    [Fact]
    public void Options_AgentThatCannot_IsRefusedInOneLine()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var exception = Assert.Throws<ArgumentException>(() => new Trainer(env, new DummyAgent(env)) { Options = Overlapped });
        Assert.Contains("The agent dummy can't act while it learns", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Run_LongOverlappedTraining_AllocatesNothingOnEitherThread()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 37));
        long before = 0, after = 0, learnerBefore = 0, learnerAfter = 0;
        var agent = new ScriptedLearner(env)
        {
            Round = round =>
            {
                if (round == 1_000) learnerBefore = GC.GetAllocatedBytesForCurrentThread();
                if (round == 25_000) learnerAfter = GC.GetAllocatedBytesForCurrentThread();
            },
        };
        var callback = new Watcher
        {
            Stepped = context =>
            {
                if (context.Step == 4_000) before = GC.GetAllocatedBytesForCurrentThread();
                if (context.Step == 104_000) after = GC.GetAllocatedBytesForCurrentThread();
            },
        };
        new Trainer(env, agent) { Seed = 1, Options = Overlapped, Callbacks = { callback } }.Run(110_000);
        Assert.NotEqual(0, learnerAfter);
        Assert.Equal((0, 0), (after - before, learnerAfter - learnerBefore));
    }

    private sealed class Watcher : ICallback
    {
        public long LastStep { get; private set; }

        public int Ends { get; private set; }

        public Action<TrainingContext> Stepped { get; init; } = _ => { };

        public Action EpisodeEnded { get; init; } = () => { };

        public Action Ended { get; init; } = () => { };

        public void OnStep(TrainingContext context)
        {
            LastStep = context.Step;
            Stepped(context);
        }

        public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode) => EpisodeEnded();

        public void OnTrainingEnd(TrainingContext context)
        {
            Ends++;
            Ended();
        }
    }
}
