namespace Bellman.Core.Tests;

public class AutoresetTests
{
    [Fact]
    public void Step_AfterTheEnd_BeginsTheNextEpisode()
    {
        using var env = new Autoreset(new Countdown(2));
        env.ResetRow(seed: 1);
        Assert.Equal(0, env.StepRow(out StepResult result, 2)[0]);
        Assert.Equal(new StepResult(0, true), result);
        Assert.Equal(2, env.StepRow(out result, 2)[0]);
        Assert.Equal(new StepResult(0, false), result);
        Assert.Equal(1, env.StepRow(out result, 1)[0]);
        Assert.Equal(new StepResult(1, false), result);
    }

    [Fact]
    public void EpisodeReturn_OverSeveralEpisodes_IsThatOfTheRunningOne()
    {
        using var env = new Autoreset(new Countdown(3));
        env.ResetRow(seed: 1);
        for (int episode = 0; episode < 3; episode++)
        {
            env.StepRow(1);
            env.StepRow(1);
            Assert.Equal((3, 3), (env.EpisodeReturn, env.Unwrapped.EpisodeReturn));
            env.StepRow(2);
            env.StepRow(1);
            Assert.Equal((0, 0), (env.EpisodeReturn, env.Unwrapped.EpisodeReturn));
        }
    }

    [Fact]
    public void Wrap_AroundIt_IsRefusedAndSaysWhereItGoes()
    {
        using var env = new Autoreset(new Countdown(2));
        string message = Assert.Throws<ArgumentException>("inner", () => new RecordEpisodeStatistics(env, 10)).Message;
        Assert.StartsWith(
            "<Autoreset<Countdown>> begins its next episode by itself, which RecordEpisodeStatistics would not notice: Autoreset goes outermost, put it after RecordEpisodeStatistics.",
            message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("inner", () => new Autoreset(env));
        Assert.Throws<ArgumentException>("inner", () => new TimeLimit(env, 3));
        string text = Assert.Throws<FormatException>(() => WrapperRegistry.Wrap(new Countdown(2), "Autoreset", "TimeLimit:3")).Message;
        Assert.Contains("Autoreset goes outermost, put it after TimeLimit.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_AroundStatistics_CountsEpisodeAfterEpisode()
    {
        var statistics = new RecordEpisodeStatistics(new Countdown(2), 10);
        using var env = new Autoreset(statistics);
        env.ResetRow(seed: 1);
        for (int step = 0; step < 6; step++) env.StepRow(2);
        Assert.Equal((3, 1), (statistics.Episodes, statistics.LastLength));
    }

    [Fact]
    public void Load_AfterTheEnd_BeginsTheNextEpisodeToo()
    {
        using Autoreset env = new(new Countdown(2)), other = new(new Countdown(2));
        env.ResetRow(seed: 1);
        env.StepRow(2);
        other.Load(InMemory.Read(InMemory.Write(env.Save)));
        Assert.Equal(env.StepRow(0), other.StepRow(0));
    }
}
