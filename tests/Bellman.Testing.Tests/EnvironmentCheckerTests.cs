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
    public void Examine_OfASoundMask_FindsNothing() => Assert.Empty(EnvironmentChecker.Examine(() => new Walk { Mask = Sound }).Findings);

    private static void Sound(Walk walk, Span<bool> allowed) => (allowed[0], allowed[1], allowed[2]) = (walk.Position > -2, true, walk.Position < 2);

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
    [InlineData(FindingKind.SpaceFails, "ObservationSpace throws InvalidOperationException (It is not known before the first reset)")]
    [InlineData(FindingKind.SpaceMissing, "ActionSpace is null")]
    [InlineData(FindingKind.ResetFails, "Reset throws DivideByZeroException")]
    [InlineData(FindingKind.StepFails, "throws DivideByZeroException")]
    [InlineData(FindingKind.ObservationNotWritten, "number 1 of the observation was not written")]
    [InlineData(FindingKind.ObservationOverrun, "behind the 2 numbers of the observation")]
    [InlineData(FindingKind.ObservationReused, "number 0 of the observation depends on what was in its memory before")]
    [InlineData(FindingKind.ObservationNotFinite, "Number 1 of the observation is NaN after step ")]
    [InlineData(FindingKind.ObservationType, "is 0.5 after step ")]
    [InlineData(FindingKind.ObservationOutOfSpace, "is not in Box(-100.0, 100.0, (2,), float32)")]
    [InlineData(FindingKind.RewardNotFinite, "is Infinity")]
    [InlineData(FindingKind.ActionMaskFails, "ActionMask throws IndexOutOfRangeException")]
    [InlineData(FindingKind.ActionMaskEmpty, "The action mask of <Walk> allows none of its 3 actions, after ")]
    [InlineData(FindingKind.ActionMaskUnstable, "Answer 1 of the action mask is ")]
    [InlineData(FindingKind.ActionMaskDisturbs, "The state is another one once the action mask was asked for, after 0 steps.")]
    [InlineData(FindingKind.WrongActionTaken, "The action [-1] is taken, though it is not in Discrete(3)")]
    [InlineData(FindingKind.TerminatedByClock, "terminated after 20 steps")]
    [InlineData(FindingKind.DiscreteStart, "The first choice is number 1")]
    public void Examine_OfABrokenEnvironment_NamesWhatItSaw(FindingKind kind, string words) =>
        Assert.Contains(words, EnvironmentChecker.Examine(BrokenEnvironments.All[kind]).Findings[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Examine_OfWhatGivesNull_IsAFinding()
    {
        EnvironmentFinding finding = Assert.Single(EnvironmentChecker.Examine(() => null!).Findings);
        Assert.Equal((FindingKind.ConstructionFails, "What is to make it gives null."), (finding.Kind, finding.Message));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Examine_OfAnInstanceThatCannotBeMade_IsAFinding(int good)
    {
        int made = 0;
        EnvironmentCheck check = EnvironmentChecker.Examine(() => ++made > good ? throw new InvalidOperationException("There are no more.") : new Walk());
        EnvironmentFinding finding = Assert.Single(check.Findings);
        Assert.Equal((FindingKind.ConstructionFails, "Making another one throws InvalidOperationException (There are no more)."), (finding.Kind, finding.Message));
    }

    [Fact]
    public void Examine_OfASpaceThatFailsInAnotherInstance_IsAFinding()
    {
        int made = 0;
        EnvironmentCheck check = EnvironmentChecker.Examine(() => ++made > 1 ? BrokenEnvironments.All[FindingKind.SpaceFails]() : new Walk());
        Assert.Equal(FindingKind.SpaceFails, Assert.Single(check.Findings).Kind);
    }

    [Fact]
    public void Examine_OfASpaceThatFailsAfterAStep_IsAFinding()
    {
        EnvironmentCheck check = EnvironmentChecker.Examine(() =>
        {
            bool fails = false;
            var space = new Box(-100, 100, size: 2);
            return new Walk { Observations = () => fails ? throw new InvalidOperationException("It is gone.") : space, OnStepping = _ => fails = true };
        });
        EnvironmentFinding finding = Assert.Single(check.Findings);
        Assert.Equal((FindingKind.SpaceFails, "ObservationSpace throws InvalidOperationException (It is gone)."), (finding.Kind, finding.Message));
    }

    // The 9th step is one of the first, the 150th of the long part alone.
    [Theory]
    [InlineData(9, 3, "(3,), float32) after a step.")]
    [InlineData(9, 1, "(1,), float32) after a step.")]
    [InlineData(150, 1, "(1,), float32) after 1000 steps.")]
    public void Examine_OfASpaceThatChangesWithTheSteps_FindsThisAlone(int step, int size, string end)
    {
        EnvironmentCheck check = EnvironmentChecker.Examine(() =>
        {
            int steps = 0;
            return new Walk { Observations = () => new Box(-100, 100, size: steps < step ? 2 : size), OnStepping = _ => steps++ };
        });
        EnvironmentFinding finding = check.Faults.First();
        Assert.Equal(FindingKind.SpaceChanges, finding.Kind);
        Assert.StartsWith("ObservationSpace was Box(-100.0, 100.0, (2,), float32) at first and is Box(", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(check.Findings, other => other.Kind is FindingKind.StepFails or FindingKind.InstancesDiffer or FindingKind.SeedNotReproduced);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Examine_OfAClockThatAlsoTruncates_FindsThatItTerminates(bool terminates, int findings)
    {
        EnvironmentCheck check = EnvironmentChecker.Examine(() => new Walk { Ends = walk => terminates && walk.Steps == 20, Cuts = walk => walk.Steps == 20 });
        Assert.Equal(findings, check.Findings.Length);
        Assert.All(check.Findings, finding => Assert.Equal(FindingKind.TerminatedByClock, finding.Kind));
    }

    [Fact]
    public void Examine_AfterOneStep_CountsInTheSingular()
    {
        EnvironmentCheck check = EnvironmentChecker.Examine(() =>
        {
            int resets = 0;
            return new Walk { OnStepping = walk => walk.Position += 0.001f * ++resets };
        });
        EnvironmentFinding finding = Assert.Single(check.Findings);
        Assert.Equal(FindingKind.SeedNotReproduced, finding.Kind);
        Assert.Contains(": after 1 call, number 0 of the observation was ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_OfNormalizedObservations_DoesNotAdviseToNormalizeThem()
    {
        Func<Env> inner = BrokenEnvironments.All[FindingKind.ObservationUnbounded];
        Assert.DoesNotContain(EnvironmentChecker.Examine(() => new NormalizeObservation(inner())).Findings, finding => finding.Kind == FindingKind.ObservationUnbounded);
    }

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
