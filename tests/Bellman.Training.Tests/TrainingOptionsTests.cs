using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Init_NegativeSteps_NamesPropertyAndValue()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Steps = -5 });
        Assert.StartsWith("Steps must be a whole number of 0 or more, but is -5.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Init_SolvedReturnNotFinite_Throws(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>("SolvedReturn", () => new TrainingOptions { SolvedReturn = value });

    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var options = new TrainingOptions { Steps = 7, SolvedReturn = -110.5, StopWhenSolved = true, EvaluateEvery = 20_000 };
        Assert.Equal(options, OptionsJson.Read<TrainingOptions>(OptionsJson.Write(options)));
        Assert.Equal(new TrainingOptions(), OptionsJson.Read<TrainingOptions>("{}"));
    }

    [Fact]
    public void Json_NegativeValue_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>("KeepCheckpoints", () => OptionsJson.Read<TrainingOptions>("""{ "keep_checkpoints": 0 }"""));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Init_LearningThreadsOutOfRange_Throws(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>("LearningThreads", () => new TrainingOptions { LearningThreads = threads });

    [Theory]
    [InlineData(4, false, 2, 2, 2)]
    [InlineData(4, false, 2, 8, 4)]
    [InlineData(4, true, 2, 8, 3)]
    [InlineData(4, true, 1, 8, 4)]
    [InlineData(2, true, 2, 2, 1)]
    [InlineData(1, true, 2, 2, 1)]
    [InlineData(1, false, 2, 2, 1)]
    public void ThreadsOfUpdate_Asked_NoMoreThanProcessors(int processors, bool overlap, int overlapThreads, int asked, int expected) =>
        Assert.Equal(expected, new TrainingOptions { Overlap = overlap, OverlapThreads = overlapThreads, LearningThreads = asked }.ThreadsOfUpdate(processors));

    [Theory]
    [InlineData(8, 1, false, 4, 2, 4)]
    [InlineData(8, 2, false, 8, 2, 4)]
    [InlineData(8, 2, true, 8, 2, 3)]
    [InlineData(8, 8, true, 8, 1, 1)]
    [InlineData(2, 4, true, 2, 1, 1)]
    public void Beside_OtherTrainings_LeavesThemTheirShare(int processors, int trainings, bool overlap, int asked, int overlapThreads, int learningThreads)
    {
        TrainingOptions beside = new TrainingOptions { Overlap = overlap, LearningThreads = asked }.Beside(trainings, processors);
        Assert.Equal((overlapThreads, learningThreads), (beside.OverlapThreads, beside.LearningThreads));
        Assert.Equal(overlap, beside.Overlap);
    }
}
