using Bellman.Core;

namespace Bellman.Testing.Tests;

public class EnvironmentCheckerTests
{
    [Fact]
    public void Check_OfASoundEnvironment_TellsWhatItDid()
    {
        EnvironmentCheck check = EnvironmentChecker.Check(() => new FaultyEnv(Fault.None), steps: 100);
        Assert.Equal(new EnvironmentCheck(Steps: 100, Episodes: 5, CanSave: true), check);
        using var env = new FaultyEnv(Fault.None);
        Assert.Equal(check, EnvironmentChecker.Check(env, steps: 100));
    }

    [Fact]
    public void Check_OfAnEnvironmentThatCannotBeSaved_TellsSo() =>
        Assert.False(EnvironmentChecker.Check(() => new FaultyEnv(Fault.CannotSave)).CanSave);

    [Theory]
    [InlineData(Fault.ObservationOutOfBounds, "is not in Box(-100.0, 100.0, (2,), float32)")]
    [InlineData(Fault.ObservationNotFinite, "number 1 of the observation is NaN after step 8")]
    [InlineData(Fault.ObservationNotWritten, "did not write number 1")]
    [InlineData(Fault.ObservationTooLong, "wrote behind the observation")]
    [InlineData(Fault.RewardNotFinite, "the reward of step 6 is NaN")]
    [InlineData(Fault.OtherEpisodesAfterReset, "after a second reset")]
    [InlineData(Fault.OtherEpisodesInAnotherInstance, "in another instance")]
    [InlineData(Fault.ForgottenState, "went on otherwise than what was saved")]
    [InlineData(Fault.StepAllocates, "bytes were allocated")]
    [InlineData(Fault.ResetAllocates, "bytes were allocated")]
    [InlineData(Fault.SpaceChanges, "a space changes")]
    public void Check_OfEachFault_NamesIt(Fault fault, string message)
    {
        var error = Assert.Throws<CheckFailedException>(() => EnvironmentChecker.Check(() => new FaultyEnv(fault)));
        Assert.StartsWith("<FaultyEnv>: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfOneInstance_FindsForgottenStateToo()
    {
        using var env = new FaultyEnv(Fault.ForgottenState);
        Assert.Throws<CheckFailedException>(() => EnvironmentChecker.Check(env));
    }

    [Fact]
    public void Check_WithImpossibleArguments_NamesThem()
    {
        using var env = new FaultyEnv(Fault.None);
        Assert.Equal("steps", Assert.Throws<ArgumentOutOfRangeException>(() => EnvironmentChecker.Check(env, 0)).ParamName);
        Assert.Equal("create", Assert.Throws<ArgumentException>(() => EnvironmentChecker.Check(() => env)).ParamName);
        Assert.Throws<ArgumentNullException>(() => EnvironmentChecker.Check((Env)null!));
    }
}
