namespace Bellman.Experiments.Tests;

/// <summary>What is asked of a sweep, on the command line and in a file.</summary>
public sealed class SweepRequestTests
{
    [Theory]
    [InlineData("agent.learning_rate=1e-3,5e-4", "agent.learning_rate", "1e-3", "5e-4")]
    [InlineData(" agent.batch_size = 32 , 64 ", "agent.batch_size", "32", "64")]
    [InlineData("agent.hidden_sizes=[64,64],[128]", "agent.hidden_sizes", "[64,64]", "[128]")]
    [InlineData("agent.loss=huber", "agent.loss", "huber")]
    public void Parse_Axis_HasPathAndValues(string text, string path, params string[] values)
    {
        SweepAxis axis = SweepAxis.Parse(text);
        Assert.Equal(path, axis.Path);
        Assert.Equal(values, axis.Values);
    }

    [Theory]
    [InlineData("agent.learning_rate", "--grid takes path=value,value,..., for instance agent.learning_rate=1e-3,5e-4, but was given 'agent.learning_rate'.")]
    [InlineData("agent.learning_rate=", "The grid gives no value for 'agent.learning_rate'.")]
    [InlineData("agent.batch_size=32,64,32", "The grid gives 'agent.batch_size' the value '32' twice.")]
    public void Parse_BadAxis_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => SweepAxis.Parse(text)).Message);

    [Theory]
    [InlineData("0..4", 0UL, 1UL, 2UL, 3UL, 4UL)]
    [InlineData("7", 7UL)]
    [InlineData("0,3, 7", 0UL, 3UL, 7UL)]
    [InlineData("0..1,10..11", 0UL, 1UL, 10UL, 11UL)]
    public void Parse_Seeds_AreAllNamed(string text, params ulong[] seeds) => Assert.Equal(seeds, SeedList.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("4..0")]
    [InlineData("0-4")]
    [InlineData("0..4..8")]
    [InlineData("-1")]
    [InlineData("0..18446744073709551615")]
    [InlineData("0..2,1")]
    public void Parse_BadSeeds_AreRefused(string text) => Assert.Throws<FormatException>(() => SeedList.Parse(text));

    [Fact]
    public void Resolve_Grid_IsEveryCombinationOverTheCommonOptions()
    {
        Sweep sweep = new SweepRequest
        {
            Common = new RunRequest { Environment = "CartPole-v1", Assignments = ["agent.batch_size=16"] },
            Grid = [SweepAxis.Parse("agent.learning_rate=1e-3,5e-4"), SweepAxis.Parse("agent.double_q=true,false,")],
        }.Resolve();
        Assert.Equal(["1e-3 true", "1e-3 false", "5e-4 true", "5e-4 false"], sweep.Settings.Select(setting => string.Join(' ', setting.Values)));
        Assert.All(sweep.Settings, setting => Assert.Equal(16, ((Agents.DqnOptions)setting.Options.AgentOptions).BatchSize));
        Assert.Equal(5e-4f, ((Agents.DqnOptions)sweep.Settings[3].Options.AgentOptions).LearningRate);
        Assert.False(((Agents.DqnOptions)sweep.Settings[3].Options.AgentOptions).DoubleQ);
        Assert.Equal([0UL, 1UL, 2UL], sweep.Seeds);
        Assert.Equal("agent.learning_rate=5e-4 agent.double_q=false", sweep.Describe(sweep.Settings[3]));
    }

    [Theory]
    [InlineData("agent.lerning_rate=1", "There is no option 'agent.lerning_rate'. Did you mean 'agent.learning_rate'?")]
    [InlineData("agent.discount=0.9,1.5", "Discount must be from 0 to 1, but is 1.5.")]
    [InlineData("agent.batch_size=many", "'agent.batch_size' takes a whole number, but was given 'many'.")]
    [InlineData("seed=1,2", "The seeds of a sweep are given by --seeds, or by 'seeds' in its file.")]
    public void Resolve_BadGrid_SaysWhatIsWrong(string axis, string message)
    {
        var request = new SweepRequest { Common = new RunRequest { Environment = "CartPole-v1" }, Grid = [SweepAxis.Parse(axis)] };
        Assert.StartsWith(message, Assert.ThrowsAny<SystemException>(request.Resolve).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_AxisTwice_IsRefused()
    {
        var request = new SweepRequest
        {
            Common = new RunRequest { Environment = "CartPole-v1" },
            Grid = [SweepAxis.Parse("agent.batch_size=1"), SweepAxis.Parse("agent.batch_size=2")],
        };
        Assert.Equal("The grid names 'agent.batch_size' twice: give all its values in one list.", Assert.Throws<FormatException>(request.Resolve).Message);
    }

    [Fact]
    public void Over_File_GivesWhatTheRequestDoesNotName()
    {
        const string text = """
            {
              "environment": "CartPole-v1", "agent": { "batch_size": 16 },
              "grid": { "agent.learning_rate": [1e-3, 5e-4], "agent.hidden_sizes": [[64, 64], [32]], "agent.loss": ["mse"] },
              "seeds": "0..4", "jobs": 3, "evaluation_episodes": 20,
            }
            """;
        var request = new SweepRequest { Grid = [SweepAxis.Parse("agent.learning_rate=1e-2")], Seeds = [9] };
        Sweep sweep = request.Over(RunOptionsJson.Parse(text, "sweep.json"), "sweep.json").Resolve();
        Assert.Equal(["[64,64] mse 1e-2", "[32] mse 1e-2"], sweep.Settings.Select(setting => string.Join(' ', setting.Values)));
        Assert.Equal(16, ((Agents.DqnOptions)sweep.Settings[1].Options.AgentOptions).BatchSize);
        Assert.Equal([32], ((Agents.DqnOptions)sweep.Settings[1].Options.AgentOptions).HiddenSizes);
        Assert.Equal([9UL], sweep.Seeds);
        Assert.Equal(3, sweep.Jobs);
        Assert.Equal(20, sweep.EvaluationEpisodes);
    }

    [Theory]
    [InlineData("""{ "environment": "CartPole-v1", "grids": {} }""", "mine.json: There is no option 'grids'. Did you mean 'grid'?")]
    [InlineData("""{ "environment": "CartPole-v1", "grid": [] }""", "mine.json: 'grid' takes an object with a list of values for each option, but is [].")]
    [InlineData("""{ "environment": "CartPole-v1", "grid": { "agent.discount": 0.9 } }""", "mine.json: 'grid.agent.discount' takes a list of values, but is 0.9.")]
    [InlineData("""{ "environment": "CartPole-v1", "seeds": 5 }""", "mine.json: 'seeds' takes a text such as \"0..4\" or a list of whole numbers, but is 5.")]
    [InlineData("""{ "environment": "CartPole-v1", "seeds": [1, 1] }""", "mine.json: The seed 1 is named twice.")]
    [InlineData("""{ "environment": "CartPole-v1", "jobs": 0 }""", "mine.json: 'jobs' takes a whole number of 1 or more, but is 0.")]
    [InlineData("""{ "environment": "CartPole-v1", "agent": { "batch_sise": 1 } }""", "mine.json: There is no option 'agent.batch_sise'. Did you mean 'agent.batch_size'?")]
    public void Over_BadFile_NamesTheFileAndThePlace(string text, string message)
    {
        FormatException exception = Assert.Throws<FormatException>(() => new SweepRequest().Over(RunOptionsJson.Parse(text, "mine.json"), "mine.json").Resolve());
        Assert.Equal(message, exception.Message);
    }
}
