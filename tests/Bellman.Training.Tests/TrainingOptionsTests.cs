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
}
