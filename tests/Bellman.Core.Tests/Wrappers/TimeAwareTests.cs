using Bellman.Testing;

namespace Bellman.Core.Tests;

public class TimeAwareTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Step_WholeEpisode_ShowsEachFractionOnceAndEndsAtOne(int limit)
    {
        using var env = new TimeAware(new TimeLimit(new Countdown(100), limit));
        float[] observation = new float[3];
        for (int episode = 0; episode < 2; episode++)
        {
            env.Reset(observation);
            Assert.Equal(0, observation[2]);
            for (int step = 1; step <= limit; step++)
            {
                StepResult result = env.Step([0], observation);
                Assert.Equal((float)(step / (double)limit), observation[2]);
                Assert.Equal(step == limit, result.Truncated);
                Assert.Equal(100, observation[0]);
            }

            Assert.Equal(1f, observation[2]);
        }
    }

    [Fact]
    public void ObservationSpace_HasOneMoreNumber_FromZeroToOne()
    {
        using var env = new TimeAware(new TimeLimit(new Countdown(), 3));
        Assert.Equal(new Box([0, 0, 0], [100, 1, 1]), env.ObservationSpace);
        Assert.Equal(3, env.MaxEpisodeSteps);
    }

    [Fact]
    public void Constructor_WithoutAnyLimit_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new TimeAware(new Countdown()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeAware(new Countdown(), 0));
        Assert.Equal(9, new TimeAware(new Countdown { Spec = new EnvSpec("Countdown-v1", 9) }).MaxEpisodeSteps);
        Assert.Equal(4, new TimeAware(new TimeLimit(new Countdown(), 9), 4).MaxEpisodeSteps);
    }

    [Fact]
    public void Constructor_InsideSeveralLimits_TakesTheLowest() =>
        Assert.Equal(5, new TimeAware(new TimeLimit(new TimeLimit(new Countdown(), 5), 9)).MaxEpisodeSteps);

    [Fact]
    public void Step_BeyondTheLimit_StaysInTheSpace()
    {
        using var env = new TimeAware(new Countdown(100), 2);
        float[] observation = new float[3];
        env.Reset(observation);
        for (int i = 0; i < 4; i++)
            env.Step([0], observation);
        Assert.Equal(1f, observation[2]);
    }

    [Fact]
    public void Check_OfTheWrapper_Passes() =>
        Assert.True(EnvironmentChecker.Check(() => new TimeAware(new TimeLimit(new Countdown(20), 10))).CanSave);
}
