using Bellman.Agents;
using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class TrainerTests
{
    [Fact]
    public void Run_OneWorld_CountsStepsEpisodesAndUpdates()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10));
        var agent = new DummyAgent(env);
        var callback = new RecordingCallback();
        TrainingReport report = new Trainer(env, agent) { Seed = 3, Callbacks = { callback } }.Run(105);
        Assert.Equal((105, 10, 105), (report.Steps, report.Episodes, report.Updates));
        Assert.Equal(StopReason.Steps, report.StopReason);
        Assert.Equal(3ul, report.Seed);
        Assert.Equal((105, 10), (callback.Due.Count, callback.Episodes.Count));
        Assert.All(callback.Episodes, episode => Assert.Equal(10, episode.Length));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), callback.Episodes.Select(episode => episode.Episode));
        Assert.Equal((1, 1), (callback.Starts, callback.Ends));
        Assert.Equal(105, agent.Observed);
    }

    [Theory]
    [InlineData(3, 100, 102, new long[] { 21, 42, 60, 81, 102 })]
    [InlineData(1, 100, 100, new long[] { 20, 40, 60, 80, 100 })]
    [InlineData(32, 100, 128, new long[] { 32, 64, 96, 128 })]
    public void Run_SeveralWorlds_SchedulesFireAtFirstCountBeyondMultiple(int worlds, long total, long made, long[] due)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(), worlds);
        var callback = new RecordingCallback(every: 20);
        TrainingReport report = new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { callback } }.Run(total);
        Assert.Equal(made, report.Steps);
        Assert.Equal(due, callback.Due);
    }

    [Fact]
    public void Run_SeveralWorldsEndTogether_EachEpisodeIsCounted()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 5), 3);
        var callback = new RecordingCallback();
        new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { callback } }.Run(30);
        Assert.Equal([0, 1, 2, 0, 1, 2], callback.Episodes.Select(episode => episode.World));
        Assert.Equal([15, 15, 15, 30, 30, 30], callback.Episodes.Select(episode => episode.Step));
        Assert.All(callback.Episodes, episode => Assert.Equal(callback.Episodes[0].Epsilon, episode.Epsilon));
    }

    [Theory]
    [InlineData(false, 10, 0)]
    [InlineData(true, 0, 10)]
    public void Run_EpisodesEnd_TerminationAndTruncationReachTheAgentApart(bool truncates, int terminations, int truncations)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10, truncates));
        var agent = new DummyAgent(env);
        var callback = new RecordingCallback();
        new Trainer(env, agent) { Seed = 1, Callbacks = { callback } }.Run(100);
        Assert.Equal((terminations, truncations), (agent.Terminations, agent.Truncations));
        Assert.All(callback.Episodes, episode => Assert.Equal(!truncates, episode.Terminated));
    }

    [Fact]
    public void Run_EndlessEnvironment_StopsByStepsWithoutAnEpisode()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        TrainingReport report = new Trainer(env, new DummyAgent(env)) { Seed = 1 }.Run(5_000);
        Assert.Equal((5_000, 0), (report.Steps, report.Episodes));
        Assert.True(double.IsNaN(report.MeanReturn));
        Assert.Null(report.Solved);
    }

    [Fact]
    public void Run_EpisodeLimit_Stops()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10));
        var options = new TrainingOptions { Steps = 0, Episodes = 7 };
        TrainingReport report = new Trainer(env, new DummyAgent(env)) { Seed = 1, Options = options }.Run();
        Assert.Equal((StopReason.Episodes, 70, 7), (report.StopReason, report.Steps, report.Episodes));
    }

    [Fact]
    public void Run_Again_GoesOnToTheNewTotal()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10));
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1 };
        trainer.Run(25);
        TrainingReport report = trainer.Run(60);
        Assert.Equal((60, 6), (report.Steps, report.Episodes));
    }

    [Fact]
    public void Run_WithoutSeed_DrawsOneAndReportsIt()
    {
        float[] first = Weights(null, out ulong drawn);
        Assert.Equal(first, Weights(drawn, out ulong same));
        Assert.Equal(drawn, same);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Run_BadReward_ThrowsBeforeTheAgentSeesIt(float bad)
    {
        int made = 0;
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10) { BadRewardAt = made++ == 1 ? 25 : 0, BadReward = bad }, 2);
        var agent = new DummyAgent(env);
        var exception = Assert.Throws<TrainingDivergedException>(() => new Trainer(env, agent) { Seed = 1 }.Run(1_000));
        string expected = FormattableString.Invariant(
            $"The reward is {bad} in world 1, step 5 of its episode, after 48 environment steps and 4 finished episodes.");
        Assert.Equal(expected, exception.Message);
        Assert.Equal(48, agent.Observed);
        Assert.True(float.IsFinite(agent.LastReward));
    }

    /// <summary>What an episode begins with stands in no step's next observation.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 20)]
    public void Run_FirstObservationOfAnEpisodeIsNotFinite_StopsBeforeTheAgentSeesIt(int episode, int observed)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10) { BadFrom = episode });
        var agent = new DummyAgent(env);
        var exception = Assert.Throws<TrainingDivergedException>(() => new Trainer(env, agent) { Seed = 1 }.Run(1_000));
        Assert.Equal($"The first observation of world 0 has -Infinity as its number 1, after {observed} environment steps and {observed / 10} finished episodes.", exception.Message);
        Assert.Equal(observed, agent.Observed);
    }

    /// <summary>Another trainer resets the worlds; one that goes on, or comes back from a checkpoint, does not.</summary>
    [Fact]
    public void Run_AgentOfAnotherTraining_IsToldThatTheWorldsWereReset()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        var trainer = new Trainer(env, agent) { Seed = 1 };
        trainer.Run(15);
        trainer.Run(25);
        Assert.Equal(1, agent.Begun);
        trainer.Save(folder.File("saved"));
        var second = new Trainer(env, agent) { Seed = 1 };
        second.Run(5);
        Assert.Equal(2, agent.Begun);
        second.Load(folder.File("saved"));
        second.Run(35);
        Assert.Equal(2, agent.Begun);
    }

    [Fact]
    public void Run_Cancelled_StopsAfterThePresentStep()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var cancellation = new CancellationTokenSource();
        var callback = new RecordingCallback { Stepped = context => { if (context.Step == 33) cancellation.Cancel(); } };
        TrainingReport report = new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { callback } }.Run(1_000, cancellation.Token);
        Assert.Equal((StopReason.Cancelled, 33), (report.StopReason, report.Steps));
        Assert.Equal(1, callback.Ends);
    }

    [Fact]
    public void Save_BeforeTheFirstRun_StartsAsIfNeverSaved()
    {
        using var folder = new TemporaryFolder();
        using var env = new SyncVectorEnv(() => new CountingEnv());
        new Trainer(env, new DummyAgent(env)).Save(folder.File("a.ckpt"));

        using var other = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(other);
        var trainer = new Trainer(other, agent) { Seed = 8 };
        trainer.Load(folder.File("a.ckpt"));
        TrainingReport report = trainer.Run(500);
        Assert.Equal((8ul, 500L), (report.Seed, report.Steps));
        Assert.Equal(Weights(8, out _), agent.Weights);
    }

    [Fact]
    public void Load_AfterEpisodesAndEvaluations_KnowsTheLastOnes()
    {
        using var folder = new TemporaryFolder();
        (EpisodeRecord? Episode, EvaluationReport? Evaluation) before = default, after = default;
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { new EvaluateEvery(40, episodes: 2) { ValidationStates = 10 } } };
        trainer.Callbacks.Add(new RecordingCallback { Stepped = context => before = (context.LastEpisode, context.LastEvaluation) });
        trainer.Run(55);
        trainer.Save(folder.File("a.ckpt"));

        using var other = new SyncVectorEnv(() => new CountingEnv());
        var resumed = new Trainer(other, new DummyAgent(other)) { Callbacks = { new EvaluateEvery(40) } };
        resumed.Callbacks.Add(new RecordingCallback { Stepped = context => after = (context.LastEpisode, context.LastEvaluation) });
        resumed.Load(folder.File("a.ckpt"));
        resumed.Run(56);
        Assert.Equal((50, 40), (after.Episode!.Value.Step, after.Evaluation!.Step));
        Assert.Equal(before.Episode, after.Episode);
        Assert.Equivalent(before.Evaluation, after.Evaluation);
        Assert.NotNull(after.Evaluation.MeanMaxActionValue);
    }

    [Fact]
    public void Run_CallbackAsksToStop_Stops()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var callback = new RecordingCallback { Stepped = context => { if (context.Step == 12) context.RequestStop(); } };
        TrainingReport report = new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { callback } }.Run(1_000);
        Assert.Equal((StopReason.Requested, 12), (report.StopReason, report.Steps));
    }

    [Fact]
    public void Constructor_AgentOfOtherSpaces_Throws()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var other = new SyncVectorEnv(() => new SolvingEnv(_ => 0));
        var exception = Assert.Throws<ArgumentException>(() => new Trainer(env, new DummyAgent(other)));
        Assert.Contains(other.ObservationSpace.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_AgentOfAnotherNumberOfWorlds_Throws()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(), 3);
        using var other = new SyncVectorEnv(() => new CountingEnv(), 2);
        var exception = Assert.Throws<ArgumentException>("agent", () => new Trainer(env, new DqnAgent(other, new DqnOptions(), 1)));
        Assert.Contains("made for 2 worlds at once, and these are 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_AgentOfSpacesAlone_TakesAnyNumberOfWorlds()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(), 3);
        using var other = new SyncVectorEnv(() => new CountingEnv(), 1);
        var agent = new DummyAgent(env);
        _ = new Trainer(env, agent);
        _ = new Trainer(other, agent);
    }

    [Fact]
    public void Run_NoSteps_Throws()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        Assert.Throws<ArgumentOutOfRangeException>("totalSteps", () => new Trainer(env, new DummyAgent(env)).Run(0));
    }

    private static float[] Weights(ulong? seed, out ulong used)
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        used = new Trainer(env, agent) { Seed = seed }.Run(500).Seed;
        return agent.Weights;
    }
}
