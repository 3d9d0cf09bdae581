using Bellman.Testing;

namespace Bellman.Core.Tests;

public class RecordEpisodeStatisticsTests
{
    private readonly float[] _observation = new float[2];

    [Fact]
    public void Step_AtTheEnd_RecordsReturnAndLength()
    {
        using var env = new RecordEpisodeStatistics(new TimeLimit(new Countdown(3), 5), capacity: 2);
        Assert.True(double.IsNaN(env.MeanReturn));
        Play(env, 1);
        Assert.Equal((3.0, 3, 1, 1), (env.LastReturn, env.LastLength, env.Episodes, env.Kept));
        Assert.False(env.IsFull);
        Play(env, 2);
        Assert.Equal((1.0, 2), (env.LastReturn, env.LastLength));
        Assert.Equal((2.0, 2.5), (env.MeanReturn, env.MeanLength));
        Assert.True(env.IsFull);
        Play(env, 0);
        Assert.Equal((15.0, 5), (env.LastReturn, env.LastLength));
        Assert.Equal((8.0, 3.5), (env.MeanReturn, env.MeanLength));
        Assert.Equal((15.0, 1.0, 2), (env.Return(0), env.Return(1), env.Length(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => env.Return(2));
    }

    [Fact]
    public void Reset_InMidEpisode_CountsNothing()
    {
        using var env = new RecordEpisodeStatistics(new Countdown(3));
        env.Reset(_observation);
        env.Step([1], _observation);
        Play(env, 1);
        Assert.Equal((1, 3.0, 3), (env.Episodes, env.LastReturn, env.LastLength));
    }

    [Fact]
    public void Check_OfTheWrapper_Passes() =>
        Assert.True(EnvironmentChecker.Check(() => new RecordEpisodeStatistics(new Countdown(20), 3)).CanSave);

    private void Play(RecordEpisodeStatistics env, float action)
    {
        env.Reset(_observation);
        while (!env.Step([action], _observation).Done)
        {
        }
    }
}
