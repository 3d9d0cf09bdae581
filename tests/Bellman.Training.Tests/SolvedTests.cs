using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class SolvedTests
{
    [Fact]
    public void Run_EveryReturnAboveThreshold_SolvedAtEpisode100AndNotBefore()
    {
        TrainingReport report = Train(_ => 500, new TrainingOptions { SolvedReturn = 200, StopWhenSolved = true });
        Assert.Equal(StopReason.Solved, report.StopReason);
        Assert.Equal((100, 200), (report.Solved!.Value.Episode, report.Solved.Value.Step));
        Assert.InRange(report.Solved.Value.Seconds, 0, report.Seconds);
    }

    [Fact]
    public void Run_MeanReachesThresholdExactly_IsSolved()
    {
        // From episode 51 on each return is 2: the mean of the last 100 is 1 or more with episode 100.
        TrainingReport report = Train(episode => episode > 50 ? 2 : 0, new TrainingOptions { SolvedReturn = 1, Steps = 600 });
        Assert.Equal(100, report.Solved!.Value.Episode);
        Assert.Equal((StopReason.Steps, 300), (report.StopReason, report.Episodes));
    }

    [Fact]
    public void Run_MeanStaysBelowThreshold_IsNotSolved()
    {
        TrainingReport report = Train(episode => episode % 2 == 0 ? 3.9f : 0, new TrainingOptions { SolvedReturn = 2, Steps = 1_000 });
        Assert.Null(report.Solved);
    }

    [Fact]
    public void Run_GetsWorseAfterBeingSolved_KeepsFirstMarkAndBestMean()
    {
        TrainingReport report = Train(episode => episode <= 150 ? 10 : 0, new TrainingOptions { SolvedReturn = 10, Steps = 1_000 });
        Assert.Equal(100, report.Solved!.Value.Episode);
        Assert.Equal((0, 10), (report.MeanReturn, report.BestMeanReturn));
    }

    [Fact]
    public void Run_FewerThan100Episodes_HasAMeanButNoBest()
    {
        TrainingReport report = Train(episode => episode, new TrainingOptions { SolvedReturn = 0, Steps = 20 });
        Assert.Equal(5.5, report.MeanReturn);
        Assert.True(double.IsNaN(report.BestMeanReturn));
        Assert.Null(report.Solved);
    }

    [Fact]
    public void Run_OtherWindow_IsSolvedWithThatManyEpisodes()
    {
        TrainingReport report = Train(_ => 1, new TrainingOptions { SolvedReturn = 1, SolvedWindow = 7, StopWhenSolved = true });
        Assert.Equal(7, report.Solved!.Value.Episode);
    }

    [Fact]
    public void Run_EnvironmentWithThreshold_TakesIt()
    {
        using var env = new SyncVectorEnv(() => new SolvingEnv(_ => 5) { Spec = new EnvSpec("Solving-v0", RewardThreshold: 5) });
        var options = new TrainingOptions { StopWhenSolved = true };
        Assert.NotNull(new Trainer(env, new DummyAgent(env)) { Seed = 1, Options = options }.Run().Solved);
    }

    private static TrainingReport Train(Func<int, double> episodeReturn, TrainingOptions options)
    {
        using var env = new SyncVectorEnv(() => new SolvingEnv(episodeReturn));
        return new Trainer(env, new DummyAgent(env)) { Seed = 1, Options = options }.Run();
    }
}
