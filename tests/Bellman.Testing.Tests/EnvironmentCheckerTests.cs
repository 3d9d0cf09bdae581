using Bellman.Core;

namespace Bellman.Testing.Tests;

public class EnvironmentCheckerTests
{
    public static TheoryData<FindingKind> Kinds => [.. Enum.GetValues<FindingKind>()];

    [Fact]
    public void Check_OfASoundEnvironment_TellsWhatItDid()
    {
        EnvironmentCheck check = EnvironmentChecker.Check(() => new Walk(), steps: 100);
        Assert.Equal("<Walk>", check.Environment);
        Assert.Equal(100, check.Steps);
        Assert.InRange(check.Episodes, 5, 99);
        Assert.True(check.CanSave);
        Assert.Empty(check.Findings);
        using var env = new Walk();
        EnvironmentCheck ofOne = EnvironmentChecker.Check(env, steps: 100);
        Assert.Equal(check.Episodes, ofOne.Episodes);
        Assert.Empty(ofOne.Findings);
    }

    [Fact]
    public void BrokenEnvironments_OfAllFindings_LeaveNoneOut() =>
        Assert.Equal(Enum.GetValues<FindingKind>(), BrokenEnvironments.All.Keys.Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Examine_OfEachBrokenEnvironment_FindsThisAndNothingElse(FindingKind kind)
    {
        EnvironmentCheck check = EnvironmentChecker.Examine(BrokenEnvironments.All[kind]);
        EnvironmentFinding finding = Assert.Single(check.Findings);
        Assert.Equal(kind, finding.Kind);
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.ToString());
        Assert.Equal(finding.IsFault, !check.IsSound);
    }

    [Theory]
    [InlineData(FindingKind.ConstructionFails, "InvalidOperationException (There is no display)")]
    [InlineData(FindingKind.SpaceMissing, "ActionSpace is null")]
    [InlineData(FindingKind.ResetFails, "Reset throws DivideByZeroException")]
    [InlineData(FindingKind.StepFails, "throws DivideByZeroException")]
    [InlineData(FindingKind.ObservationNotWritten, "number 1 of the observation was not written")]
    [InlineData(FindingKind.ObservationOverrun, "behind the observation's 2 numbers")]
    [InlineData(FindingKind.ObservationReused, "number 0 of the observation depends on what was in its memory before")]
    [InlineData(FindingKind.ObservationNotFinite, "Number 1 of the observation is NaN after step ")]
    [InlineData(FindingKind.ObservationType, "is 0.5 after step ")]
    [InlineData(FindingKind.ObservationOutOfSpace, "is not in Box(-100.0, 100.0, (2,), float32)")]
    [InlineData(FindingKind.RewardNotFinite, "is Infinity")]
    [InlineData(FindingKind.WrongActionTaken, "The action [-1] is taken, though it is not in Discrete(3)")]
    [InlineData(FindingKind.TerminatedByClock, "terminated after 20 steps")]
    [InlineData(FindingKind.DiscreteStart, "The first choice is number 1")]
    public void Examine_OfABrokenEnvironment_NamesWhatItSaw(FindingKind kind, string words) =>
        Assert.Contains(words, EnvironmentChecker.Examine(BrokenEnvironments.All[kind]).Findings[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Check_OfAFault_ThrowsAndSaysWhatMendsIt()
    {
        var error = Assert.Throws<CheckFailedException>(() => EnvironmentChecker.Check(BrokenEnvironments.All[FindingKind.StepAllocates]));
        Assert.StartsWith("<Walk>: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("bytes were allocated in 1000 steps", error.Message, StringComparison.Ordinal);
        Assert.Contains("Make arrays in the constructor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAdviceAlone_DoesNotThrow()
    {
        EnvironmentCheck check = EnvironmentChecker.Check(BrokenEnvironments.All[FindingKind.CannotSave]);
        Assert.False(check.CanSave);
        Assert.Equal(FindingKind.CannotSave, Assert.Single(check.Advice).Kind);
    }

    [Theory]
    [InlineData(FindingKind.SavingLosesState)]
    [InlineData(FindingKind.SeedNotReproduced)]
    [InlineData(FindingKind.ObservationOverrun)]
    public void Check_OfOneInstance_FindsItToo(FindingKind kind)
    {
        using Env env = BrokenEnvironments.All[kind]();
        Assert.Equal(kind, Assert.Single(EnvironmentChecker.Examine(env).Findings).Kind);
    }

    [Fact]
    public void Check_WithImpossibleArguments_NamesThem()
    {
        using var env = new Walk();
        Assert.Equal("steps", Assert.Throws<ArgumentOutOfRangeException>(() => EnvironmentChecker.Check(env, 0)).ParamName);
        Assert.Equal("create", Assert.Throws<ArgumentException>(() => EnvironmentChecker.Check(() => env)).ParamName);
        Assert.Throws<ArgumentNullException>(() => EnvironmentChecker.Check((Env)null!));
    }
}
