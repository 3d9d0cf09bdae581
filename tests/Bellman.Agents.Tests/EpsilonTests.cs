namespace Bellman.Agents.Tests;

public sealed class EpsilonTests
{
    [Fact]
    public void At_Constant_IsTheStart() =>
        Assert.Equal(0.01f, Epsilon.At(new DqnOptions { EpsilonSchedule = EpsilonSchedule.Constant, EpsilonStart = 0.01f }, 10_000, 50));

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(50, 0.55)]
    [InlineData(100, 0.1)]
    [InlineData(1_000_000, 0.1)]
    public void At_Linear_GoesFromStartToEndAndStays(long step, double expected)
    {
        var options = new DqnOptions { EpsilonSchedule = EpsilonSchedule.Linear, EpsilonStart = 1, EpsilonEnd = 0.1f, EpsilonDecay = 100 };
        Assert.Equal(expected, Epsilon.At(options, step, 7), 6);
        Assert.Equal(expected, Epsilon.At(options with { EpsilonSchedule = EpsilonSchedule.LinearEpisodes }, 7, step), 6);
    }

    [Fact]
    public void At_Exponential_FollowsTheTutorialsFormula()
    {
        var options = new DqnOptions { EpsilonSchedule = EpsilonSchedule.Exponential, EpsilonStart = 1, EpsilonEnd = 0.01f, EpsilonRate = 1e-4f };
        Assert.Equal(0.01 + (0.99 * Math.Exp(-0.0001 * 12_345)), Epsilon.At(options, 12_345, 0), 5);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 0.995)]
    [InlineData(100, 0.605770436)]
    [InlineData(5_000, 0.01)]
    public void At_PerEpisode_MultipliesAfterEachEpisodeDownToTheEnd(long episode, double expected)
    {
        var options = new DqnOptions { EpsilonSchedule = EpsilonSchedule.PerEpisode, EpsilonStart = 1, EpsilonEnd = 0.01f, EpsilonRate = 0.995f };
        Assert.Equal(expected, Epsilon.At(options, 999_999, episode), 5);
    }
}
