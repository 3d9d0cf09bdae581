using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class EvaluatorTests
{
    [Fact]
    public void Report_Returns_GivesTheirMeanStdMinimumAndMaximum()
    {
        var report = new EvaluationReport(0, [1, 2, 3, 6], [10, 20, 30, 40]);
        Assert.Equal((4, 3.0, 1.0, 6.0, 25.0), (report.Episodes, report.Mean, report.Minimum, report.Maximum, report.MeanLength));
        Assert.Equal(Math.Sqrt(14 / 4.0), report.Std, 12);
    }

    [Fact]
    public void Run_SameSeed_SameReturns()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var agent = new DummyAgent(env);
        new Trainer(env, agent) { Seed = 1 }.Run(1_000);
        using var evaluator = new Evaluator(agent, env);
        EvaluationReport first = evaluator.Run(5, seed: 9);
        EvaluationReport second = evaluator.Run(5, seed: 9);
        Assert.Equal(first.Returns, second.Returns);
        Assert.Equal(5, first.Episodes);
        Assert.All(first.Lengths, length => Assert.Equal(10, length));
    }

    [Fact]
    public void Run_EpisodeSeeds_AreConsecutive()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv());
        var seen = new List<EvaluationEpisode>();
        using var evaluator = new Evaluator(new DummyAgent(env), env) { EpisodeEnded = seen.Add };
        evaluator.Run(3, seed: 40);
        IEnumerable<(int, ulong, long)> facts = seen.Select(episode => (episode.Number, episode.Seed, episode.Steps));
        Assert.Equal([(1, 40ul, 10L), (2, 41ul, 20L), (3, 42ul, 30L)], facts);
    }

    [Fact]
    public void RunSteps_LastEpisodeUnfinished_DoesNotCount()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10));
        using var evaluator = new Evaluator(new DummyAgent(env), env);
        Assert.Equal(3, evaluator.RunSteps(35, seed: 1).Episodes);
        Assert.Equal(4, evaluator.RunSteps(40, seed: 1).Episodes);
        EvaluationReport none = evaluator.RunSteps(5, seed: 1);
        Assert.Equal(0, none.Episodes);
        Assert.True(double.IsNaN(none.Mean));
    }

    [Fact]
    public void Run_Episodes_EachBeginsAnewForTheAgent()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 10));
        var agent = new DummyAgent(env);
        using var evaluator = new Evaluator(agent, env);
        evaluator.RunSteps(25, seed: 1);
        Assert.Equal([10, 10, 5], agent.GreedyEpisodes);
    }

    [Fact]
    public void Run_EndlessEnvironment_EndsAtTheLimit()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        using var evaluator = new Evaluator(new DummyAgent(env), env) { EpisodeLimit = 50 };
        Assert.Equal([50, 50], evaluator.Run(2, seed: 1).Lengths);
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv(length: 0));
        using var evaluator = new Evaluator(new DummyAgent(env), env);
        Assert.Throws<OperationCanceledException>(() => evaluator.Run(1, seed: 1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Run_BadReward_Throws()
    {
        using var env = new SyncVectorEnv(() => new CountingEnv { BadRewardAt = 3 });
        using var evaluator = new Evaluator(new DummyAgent(env), env);
        var exception = Assert.Throws<TrainingDivergedException>(() => evaluator.Run(1, seed: 7));
        Assert.Contains("step 3 of an evaluation's episode with seed 7", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidationStates_OfConstantValues_MeanIsTheLargest()
    {
        using var env = new CountingEnv();
        var agent = new ConstantValues();
        Assert.Equal(2.5, ValidationStates.Collect(env, 1_000, seed: 3).MeanMaxActionValue(agent));
        Assert.Equal(1_000, agent.Seen.Count);
    }

    [Fact]
    public void ValidationStates_SameSeed_AreTheSame()
    {
        Assert.Equal(Collect(5), Collect(5));
        Assert.NotEqual(Collect(5), Collect(6));
    }

    [Fact]
    public void ValidationStates_OfEpisodes_EachBeginsAnewForTheAgent()
    {
        using var env = new CountingEnv(length: 10);
        var agent = new ConstantValues();
        ValidationStates.Collect(env, 35, seed: 1).MeanMaxActionValue(agent);
        Assert.Equal([0, 10, 20, 30], agent.Begun);
    }

    private static List<float> Collect(ulong seed)
    {
        using var env = new CountingEnv();
        var agent = new ConstantValues();
        ValidationStates.Collect(env, 200, seed).MeanMaxActionValue(agent);
        return agent.Seen;
    }

    private sealed class ConstantValues : IActionValues
    {
        public List<float> Seen { get; } = [];

        public List<int> Begun { get; } = [];

        public int ActionCount => 3;

        public void BeginGreedyEpisode() => Begun.Add(Seen.Count);

        public void ActionValues(ReadOnlySpan<float> observation, Span<float> values)
        {
            Seen.Add(observation[0]);
            ((ReadOnlySpan<float>)[-1, 2.5f, 0]).CopyTo(values);
        }
    }
}
