using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

/// <summary><c>bellman check</c>.</summary>
public sealed class CheckTests
{
    private const string Assembly = "Bellman.Cli.Tests.dll";

    [Fact]
    public void Check_OfAnId_ShowsAdviceAndSucceeds()
    {
        CommandResult result = Bellman.Run("check", "Pendulum-v1").ShouldSucceed();
        Assert.Equal("advice: ActionNotNormalized", result.Lines[0]);
        Assert.Contains("--wrap RescaleAction", result.Output, StringComparison.Ordinal);
        Assert.Equal("Pendulum-v1: 0 faults, 1 piece of advice, 1,000 steps, 5 episodes", result.Lines[^1]);
    }

    [Fact]
    public void Check_Strict_LetsAdviceFail() => Assert.Equal(1, Bellman.Run("check", "Pendulum-v1", "--strict").ExitCode);

    [Fact]
    public void Check_WithWrappers_ChecksTheStack()
    {
        JsonObject end = Bellman.Run("check", "Pendulum-v1", "--wrap", "RescaleAction", "--strict", "--json").ShouldSucceed().Json[^1];
        Assert.Equal("<RescaleAction<TimeLimit<Pendulum<Pendulum-v1>>>>", (string?)end["stack"]);
    }

    [Fact]
    public void Check_OfATypeInAnAssembly_FindsNothing() =>
        Assert.Equal("Bellman.Cli.Tests.Sound: 0 faults, 0 pieces of advice", Folder("check", $"{Assembly}:Sound").ShouldSucceed().Lines[^1].Split(", 1,000")[0]);

    [Fact]
    public void Check_OfABrokenType_NamesTheFaultAndWhatMendsIt()
    {
        CommandResult result = Folder("check", $"{Assembly}:Bellman.Cli.Tests.Unsound", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        JsonObject finding = result.Json[0];
        Assert.Equal("finding", (string?)finding["event"]);
        Assert.Equal("RewardNotFinite", (string?)finding["kind"]);
        Assert.Equal("The reward of step 0 is NaN.", (string?)finding["message"]);
        Assert.StartsWith("Look for a division by zero", (string?)finding["advice"], StringComparison.Ordinal);
        Assert.Equal(1, (int)result.Json[^1]["faults"]!);
    }

    [Fact]
    public void Check_OfAnAssembly_ChecksAllThatCanBeMade()
    {
        CommandResult result = Folder("check", Assembly, "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["Bellman.Cli.Tests.Closed", "Bellman.Cli.Tests.Evasive", "Bellman.Cli.Tests.Sound", "Bellman.Cli.Tests.Unsound"],
            result.Json.Where(line => (string?)line["event"] == "end").Select(line => (string?)line["environment"]));
    }

    [Fact]
    public void Check_OfAnAssemblyInWrappers_GoesOnBehindWhatCannotBeUsed()
    {
        CommandResult result = Folder("check", Assembly, "--wrap", "TimeLimit:50", "--json");
        Assert.Equal("", result.Error);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["ConstructionFails", "SpaceFails", "RewardNotFinite"], result.Json.Where(line => (bool?)line["fault"] ?? false).Select(line => (string?)line["kind"]));
        Assert.Equal(4, result.Json.Count(line => (string?)line["event"] == "end"));
    }

    [Fact]
    public void Check_OfASpaceThatThrows_SaysWhatMendsIt()
    {
        CommandResult result = Folder("check", $"{Assembly}:Evasive");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Equal(["fault: SpaceFails", "        ObservationSpace throws InvalidOperationException (later)."], result.Lines[..2]);
        Assert.Equal("Bellman.Cli.Tests.Evasive: 1 fault, 0 pieces of advice", result.Lines[^1]);
    }

    [Fact]
    public void Check_OfNormalizedObservations_DoesNotAdviseToNormalizeThem()
    {
        Assert.Contains("ObservationUnbounded", Bellman.Run("check", "CartPole-v1").ShouldSucceed().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NormalizeObservation", Bellman.Run("check", "CartPole-v1", "--wrap", "NormalizeObservation").ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Set_ChangesTheEnvironment()
    {
        Assert.DoesNotContain("SeedHasNoEffect", Bellman.Run("check", "CliffWalking-v1", "--set", "environment.is_slippery=true").ShouldSucceed().Output, StringComparison.Ordinal);
        Assert.Contains("SeedHasNoEffect", Bellman.Run("check", "CliffWalking-v1").ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no environment 'CartPol-v1'. Did you mean 'CartPole-v1'? `bellman envs` lists them all.", "CartPol-v1")]
    [InlineData("There is no file 'missing.dll'.", "missing.dll:Sound")]
    [InlineData("There is no file 'missing.dll'.", "missing.dll")]
    [InlineData("'text.dll' is not an assembly that .NET can load.", "text.dll")]
    [InlineData("'Bellman.Cli.Tests.dll' holds no type 'Soud'. Did you mean 'Sound'?", Assembly + ":Soud")]
    [InlineData("Bellman.Cli.Tests.CheckTests does not derive from Bellman.Core.Env.", Assembly + ":CheckTests")]
    [InlineData("Bellman.Cli.Tests.Demanding has no constructor without parameters, or with defaults for all of them.", Assembly + ":Demanding")]
    [InlineData("Bellman.Cli.Tests.Unfinished is abstract, so that there is nothing to make.", Assembly + ":Unfinished")]
    [InlineData("'Bellman.Numerics.dll' holds no class that derives from Env and has a constructor without parameters.", "Bellman.Numerics.dll")]
    [InlineData("--set goes with an id of `bellman envs`; 'Bellman.Cli.Tests.dll' is made with its own defaults.", Assembly, "--set", "environment.gravity=-5")]
    [InlineData("The wrapper TimeLimit:0 can't go around ", "CartPole-v1", "--wrap", "TimeLimit:0")]
    public void Check_OfWhatIsNone_IsOneLineAndExitCode2(string message, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "text.dll"), "This is a text.");
        CommandResult result = Folder(["check", .. arguments]);
        Assert.StartsWith("bellman: " + message, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(2, result.ExitCode);
    }

    private static CommandResult Folder(params string[] arguments) => Bellman.RunIn(AppContext.BaseDirectory, arguments);
}
