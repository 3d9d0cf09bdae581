using System.Text.Json.Nodes;
using Bellman.Agents;
using Bellman.Core;

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
    public void Resolve_AgentOfATunedPair_TakesItsTunedOptions()
    {
        RunOptions options = new RunRequest { Environment = "CartPole-v1", Agent = "dqn" }.Resolve();
        Assert.Equal(Presets.Find("bellman-cartpole").Options.AgentOptions, options.AgentOptions);
        Assert.Equal(200_000, options.Training.Steps);
    }

    private const string Numbered = "DiscretizeObservation:bins=6,low=[-2.4,-2,-0.21,-3.5],high=[2.4,2,0.21,3.5]";

    [Fact]
    public void Resolve_WrapperThatNumbersStates_TakesTheTable()
    {
        RunOptions options = new RunRequest { Environment = "CartPole-v1", Wrappers = [Numbered] }.Resolve();
        Assert.Equal("qlearning", options.Agent);
        Assert.Equal([WrapperRegistry.Check(Numbered)], options.Wrappers);
        Assert.Equal(Presets.Find("bellman-cartpole-table").Options.AgentOptions, options.AgentOptions);
        Assert.NotNull(options.MakeAgent(options.MakeVector(), 1));
    }

    [Fact]
    public void Resolve_WrapperOfTheConfigurationOrAnAssignment_ChoosesTheAgentToo()
    {
        JsonObject json = RunOptionsJson.Parse($$"""{ "environment": "MountainCar-v0", "wrappers": ["DiscretizeObservation:20"] }""", "mine.json");
        Assert.Equal("qlearning", new RunRequest { Configuration = json }.Resolve().Agent);
        Assert.Equal("qlearning", new RunRequest { Environment = "Acrobot-v1", Assignments = ["wrappers=DiscretizeObservation:4"] }.Resolve().Agent);
        Assert.Equal("dqn", new RunRequest { Configuration = json, Assignments = ["wrappers="] }.Resolve().Agent);
    }

    [Fact]
    public void Resolve_WrapperThatNumbersActions_TakesWhatIsTunedThereAndChooses()
    {
        Assert.Equal("sac", new RunRequest { Environment = "Pendulum-v1" }.Resolve().Agent);
        Assert.Equal("ppo-pendulum", new RunRequest { Environment = "Pendulum-v1", Wrappers = ["DiscretizeAction:5"] }.Resolve().Preset);
        Assert.Equal("dqn", new RunRequest { Environment = "MountainCarContinuous-v0", Wrappers = ["DiscretizeAction:5"] }.Resolve().Agent);
    }

    [Fact]
    public void Resolve_WrapperThatKeepsTheSpaces_KeepsThePreset() =>
        Assert.Equal("bellman-cartpole", new RunRequest { Environment = "CartPole-v1", Wrappers = ["TimeLimit:100"] }.Resolve().Preset);

    [Fact]
    public void Resolve_AgentNamedForWrappersThatDoNotSuitIt_KeepsTheAgent() =>
        Assert.Equal("dqn", new RunRequest { Environment = "CartPole-v1", Agent = "dqn", Wrappers = [Numbered] }.Resolve().Agent);

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

    [Fact]
    public void Resolve_Wrappers_GoAroundThoseOfTheConfiguration()
    {
        JsonObject json = RunOptionsJson.Parse("""{ "environment": "CartPole-v1", "wrappers": ["time_aware"] }""", "old.json");
        var request = new RunRequest { Configuration = json, Wrappers = ["RecordEpisodeStatistics: 7"] };
        Assert.Equal(["TimeAware", "RecordEpisodeStatistics:7"], request.Resolve().Wrappers);
        Assert.Equal(["RecordEpisodeStatistics:7"], (request with { Assignments = ["wrappers="] }).Resolve().Wrappers);
    }

    [Theory]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "batch_sise": 1 } }""", "There is no option 'agent.batch_sise'. Did you mean 'agent.batch_size'?")]
    [InlineData("""{ "environment": "CartPole-v1", "trainning": { } }""", "There is no option 'trainning'. Did you mean 'training'?")]
    [InlineData("""{ "environment": "CartPole-v1", "training": 3 }""", "'training' takes an object with options, but is 3.")]
    [InlineData("""{ "environment": "CartPole-v1", "training": null }""", "'training' takes an object with options, but is null.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": 5 }""", "'agent' takes a name, or an object with options, but is 5.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "name": 5 } }""", "'agent.name' takes a text, but is 5.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "discount": "high" } }""", "'agent.discount' takes a number, but is \"high\".")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "hidden_sizes": null } }""", "'agent.hidden_sizes' takes a list of whole numbers, but is null.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "hidden_sizes": 64 } }""", "'agent.hidden_sizes' takes a list of whole numbers, but is 64.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "batch_size": 2e3 } }""", "'agent.batch_size' takes a whole number, in digits, up to 2147483647, but is 2e3.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "loss": "hubert" } }""", "'agent.loss' takes one of mse, huber, but is \"hubert\". Did you mean 'huber'?")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "double_q": 1 } }""", "'agent.double_q' takes true or false, but is 1.")]
    [InlineData("""{ "preset": 5 }""", "'preset' takes a text, but is 5.")]
    [InlineData("""{ "environment": "CartPole-v1", "seed": -1 }""", "'seed' takes a whole number, in digits, from 0 to 18446744073709551615, but is -1.")]
    [InlineData("""{ "environment": "CartPole-v1", "wrappers": "time_aware" }""", "'wrappers' takes a list of texts, but is \"time_aware\".")]
    public void Resolve_BadConfiguration_SaysWhere(string text, string message)
    {
        var request = new RunRequest { Configuration = RunOptionsJson.Parse(text, "bad.json") };
        Assert.Equal(message, Assert.Throws<FormatException>(() => request.Resolve()).Message);
    }

    [Theory]
    [InlineData("""{ "preset": "lander-robst" }""", "mine.json: There is no preset 'lander-robst'. Did you mean 'lander-robust'?")]
    [InlineData("""{ "preset": "weng-dqn", "agent": { "discount": 2 } }""", "mine.json: Discount must be from 0 to 1, but is 2.")]
    public void Resolve_BadConfigurationOfAFile_NamesTheFile(string text, string message)
    {
        var request = new RunRequest { Configuration = RunOptionsJson.Parse(text, "mine.json"), ConfigurationFile = "mine.json" };
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => request.Resolve()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_KeyTwice_NamesItsPath()
    {
        FormatException exception = Assert.Throws<FormatException>(() =>
            RunOptionsJson.Parse("""{ "agent": { "batch_size": 1, "batch_size": 2 } }""", "bad.json"));
        Assert.Equal("bad.json: 'agent.batch_size' stands there twice.", exception.Message);
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
