using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class EvaluateEveryTests
{
    [Fact]
    public void Run_WithAndWithoutEvaluations_TrainsTheSame()
    {
        float[] without = Train([], out _);
        float[] with = Train([new EvaluateEvery(steps: 100, episodes: 3)], out EvaluationReport? last);
        Assert.Equal(without, with);
        Assert.Equal((1_000, 3), (last!.Step, last.Episodes));
        Assert.NotNull(last.MeanMaxActionValue);
    }

    [Fact]
    public void Run_Evaluations_ComeAtTheRightCountsAndOverTheSameEpisodes()
    {
        var seeds = new List<ulong>();
        var evaluate = new EvaluateEvery(steps: 250, episodes: 2) { EpisodeEnded = episode => seeds.Add(episode.Seed), ValidationStates = 0 };
        Train([evaluate], out EvaluationReport? last);
        Assert.Equal(Enumerable.Repeat(new[] { 1_000_001ul, 1_000_002ul }, 4).SelectMany(pair => pair), seeds);
        Assert.Null(last!.MeanMaxActionValue);
    }

    [Fact]
    public void Run_Evaluations_AreToldToEveryCallback()
    {
        var before = new RecordingCallback();
        var after = new RecordingCallback();
        Train([before, new EvaluateEvery(steps: 300, episodes: 2), after], out EvaluationReport? last);
        Assert.Equal([300, 600, 900], before.Evaluations.Select(evaluation => evaluation.Step));
        Assert.Equal(before.Evaluations, after.Evaluations);
        Assert.Same(last, after.Evaluations[^1]);
    }

    [Fact]
    public void Run_CancelledDuringEvaluation_MakesUpForItLater()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        using var cancellation = new CancellationTokenSource();
        int finished = 0;
        var evaluate = new EvaluateEvery(steps: 100, episodes: 5) { EpisodeEnded = _ => { if (++finished == 3) cancellation.Cancel(); } };
        var trainer = new Trainer(env, new DummyAgent(env)) { Seed = 1, Callbacks = { evaluate } };
        Assert.Equal(100, trainer.Run(150, cancellation.Token).Steps);
        Assert.Equal(3, finished);
        long step = -1;
        trainer.Callbacks.Add(new RecordingCallback { Stepped = context => step = context.LastEvaluation!.Step });
        trainer.Run(150);
        Assert.Equal((8, 100), (finished, step));
    }

    private static float[] Train(ICallback[] callbacks, out EvaluationReport? last)
    {
        EvaluationReport? seen = null;
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        var trainer = new Trainer(env, agent) { Seed = 1 };
        foreach (ICallback callback in callbacks) trainer.Callbacks.Add(callback);
        trainer.Callbacks.Add(new RecordingCallback { Stepped = context => seen = context.LastEvaluation });
        trainer.Run(1_000);
        last = seen;
        return agent.Weights;
    }
}
