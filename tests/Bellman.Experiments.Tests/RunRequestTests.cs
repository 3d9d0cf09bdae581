using System.Text.Json.Nodes;
using Bellman.Agents;

namespace Bellman.Experiments.Tests;

public sealed class RunRequestTests
{
    [Fact]
    public void Resolve_NothingNamed_SaysWhatIsMissing()
    {
        FormatException exception = Assert.Throws<FormatException>(() => new RunRequest().Resolve());
        Assert.StartsWith("Name an environment", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_PresetAlone_NamesItsEnvironment() =>
        Assert.Equal("MountainCar-v0", new RunRequest { Preset = "mountaincar" }.Resolve().Environment);

    [Fact]
    public void Resolve_PresetInAnotherEnvironment_KeepsTheAgentsOptions()
    {
        RunOptions options = new RunRequest { Preset = "weng-dqn", Environment = "MountainCar-v0" }.Resolve();
        Assert.Equal("MountainCar-v0", options.Environment);
        Assert.Equal(Presets.Find("weng-dqn").Options.AgentOptions, options.AgentOptions);
    }

    [Fact]
    public void Resolve_StepsAlone_LiftTheLimitOfEpisodes()
    {
        RunOptions options = new RunRequest { Preset = "weng-dqn", Steps = 1000 }.Resolve();
        Assert.Equal(1000, options.Training.Steps);
        Assert.Equal(0, options.Training.Episodes);
    }

    [Fact]
    public void Resolve_EpisodesAlone_LiftTheLimitOfSteps()
    {
        RunOptions options = new RunRequest { Environment = "CartPole-v1", Episodes = 7 }.Resolve();
        Assert.Equal(0, options.Training.Steps);
        Assert.Equal(7, options.Training.Episodes);
    }

    [Fact]
    public void Resolve_ConfigurationOfARun_GivesTheSameRun()
    {
        RunOptions run = Presets.Find("mountaincar").Options.With("agent.batch_size=16", "seed=3");
        RunOptions again = new RunRequest { Configuration = RunOptionsJson.Write(run) }.Resolve();
        Assert.Equal(RunOptionsJson.Write(run).ToJsonString(), RunOptionsJson.Write(again).ToJsonString());
    }

    [Fact]
    public void Resolve_ShortConfiguration_ChangesOnlyWhatItNames()
    {
        JsonObject json = RunOptionsJson.Parse("""{ "environment": "CartPole-v1", "agent": { "batch_size": 16 } /* the rest stays */ }""", "short.json");
        RunOptions options = new RunRequest { Configuration = json }.Resolve();
        var expected = (DqnOptions)Presets.DefaultFor("CartPole-v1").AgentOptions;
        Assert.Equal(expected with { BatchSize = 16 }, options.AgentOptions);
    }

    [Fact]
    public void Resolve_FlagsAndAssignments_WinOverTheConfiguration()
    {
        JsonObject json = RunOptionsJson.Parse("""{ "environment": "CartPole-v1", "seed": 1, "training": { "steps": 10 } }""", "short.json");
        RunOptions options = new RunRequest { Configuration = json, Seed = 2, Steps = 20, Assignments = ["training.log_every=5"] }.Resolve();
        Assert.Equal(2UL, options.Seed);
        Assert.Equal(20, options.Training.Steps);
        Assert.Equal(5, options.Training.LogEvery);
    }

    [Theory]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "batch_sise": 1 } }""", "There is no option 'agent.batch_sise'. Did you mean 'batch_size'?")]
    [InlineData("""{ "environment": "CartPole-v1", "trainning": { } }""", "There is no option 'trainning'. Did you mean 'training'?")]
    [InlineData("""{ "environment": "CartPole-v1", "training": 3 }""", "'training' must be an object with options.")]
    public void Resolve_BadConfiguration_SaysWhere(string text, string message)
    {
        var request = new RunRequest { Configuration = RunOptionsJson.Parse(text, "bad.json") };
        Assert.Equal(message, Assert.Throws<FormatException>(() => request.Resolve()).Message);
    }

    [Fact]
    public void Parse_NotJson_NamesFileAndLine()
    {
        FormatException exception = Assert.Throws<FormatException>(() => RunOptionsJson.Parse("{\n  \"seed\": ,\n}", "bad.json"));
        Assert.Equal("bad.json: this is not valid JSON (line 2).", exception.Message);
    }

    [Fact]
    public void Resolve_UnknownAgent_SuggestsTheNearest()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new RunRequest { Environment = "CartPole-v1", Agent = "dqnn" }.Resolve());
        Assert.StartsWith("There is no agent 'dqnn'. Did you mean 'dqn'?", exception.Message, StringComparison.Ordinal);
    }
}
