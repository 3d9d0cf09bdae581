using Bellman.Agents;

namespace Bellman.Experiments.Tests;

/// <summary>What <c>--set</c> accepts, and the exact words with which it refuses.</summary>
public sealed class AssignmentTests
{
    private static readonly RunOptions Options = RunOptions.Default("CartPole-v1", "dqn");

    [Theory]
    [InlineData("agent.learning_rate=1e-3", 1e-3f)]
    [InlineData("agent.learning_rate = 0.25", 0.25f)]
    [InlineData("agent.learning_rate=2", 2f)]
    public void With_Number_IsSet(string assignment, float expected) => Assert.Equal(expected, Agent(assignment).LearningRate);

    [Theory]
    [InlineData("agent.buffer_size=200000")]
    [InlineData("agent.buffer_size=200_000")]
    [InlineData("agent.buffer_size=2e5")]
    public void With_WholeNumber_MayBeWrittenAsPeopleDo(string assignment) => Assert.Equal(200_000, Agent(assignment).BufferSize);

    [Theory]
    [InlineData("agent.hidden_sizes=128,128")]
    [InlineData("agent.hidden_sizes=[128, 128]")]
    public void With_List_NeedsNoBrackets(string assignment) => Assert.Equal([128, 128], Agent(assignment).HiddenSizes);

    [Fact]
    public void With_ListOfOne_IsAList() => Assert.Equal([32], Agent("agent.hidden_sizes=32").HiddenSizes);

    [Theory]
    [InlineData("agent.dueling=true", true)]
    [InlineData("agent.dueling=on", true)]
    [InlineData("agent.dueling=False", false)]
    public void With_Switch_IsSet(string assignment, bool expected) => Assert.Equal(expected, Agent(assignment).Dueling);

    [Theory]
    [InlineData("agent.epsilon_schedule=per_episode")]
    [InlineData("agent.epsilon_schedule=Per-Episode")]
    public void With_Name_IsSet(string assignment) => Assert.Equal(EpsilonSchedule.PerEpisode, Agent(assignment).EpsilonSchedule);

    [Fact]
    public void With_TopLevelValues_AreSet()
    {
        RunOptions options = Options.With("seed=7", "worlds=4", "training.steps=1e6", "training.solved_return=100");
        Assert.Equal(7UL, options.Seed);
        Assert.Equal(4, options.Worlds);
        Assert.Equal(1_000_000, options.Training.Steps);
        Assert.Equal(100, options.Training.SolvedReturn);
    }

    [Fact]
    public void With_Null_ClearsAnOptionalValue() =>
        Assert.Null(Options.With("training.solved_return=100").With("training.solved_return=null").Training.SolvedReturn);

    [Fact]
    public void With_OtherOptions_StayAsTheyWere()
    {
        RunOptions options = Presets.Find("mountaincar").Options;
        Assert.Equal(((DqnOptions)options.AgentOptions) with { BatchSize = 32 }, options.With("agent.batch_size=32").AgentOptions);
    }

    [Theory]
    [InlineData("agent.learnin_rate=1", "There is no option 'agent.learnin_rate'. Did you mean 'agent.learning_rate'?")]
    [InlineData("agent.sde_sample_frequency=4", "There is no option 'agent.sde_sample_frequency'. `bellman agents NAME` prints the options of an agent.")]
    [InlineData("agnt.learning_rate=1", "There is no option 'agnt.learning_rate'. Did you mean 'agent.learning_rate'?")]
    [InlineData("learning_rate=1", "There is no option 'learning_rate'. Did you mean 'agent.learning_rate'?")]
    [InlineData("agent.learning_rate.x=1", "'agent.learning_rate' is a single value, so there is no option 'agent.learning_rate.x'.")]
    [InlineData("agent=1", "'agent' is a section: name an option in it, for instance agent.model.")]
    [InlineData("agent.learning_rate", "--set takes path=value, for instance agent.learning_rate=1e-3, but was given 'agent.learning_rate'.")]
    [InlineData("agent.learning_rate=fast", "'agent.learning_rate' takes a number, but was given 'fast'.")]
    [InlineData("agent.batch_size=2.5", "'agent.batch_size' takes a whole number, but was given '2.5'.")]
    [InlineData("agent.batch_size=1e10", "'agent.batch_size' takes a whole number up to 2147483647, but '1e10' is beyond it.")]
    [InlineData("agent.dueling=maybe", "'agent.dueling' takes true or false, but was given 'maybe'.")]
    [InlineData("agent.loss=hubert", "'agent.loss' takes one of mse, huber, but not 'hubert'. Did you mean 'huber'?")]
    [InlineData("seed=-1", "'seed' takes a whole number of 0 or more, but was given '-1'.")]
    [InlineData("wrappers=time_awar", "There is no wrapper 'time_awar'. Did you mean 'time_aware'?")]
    [InlineData("wrappers=TimeLimit:x", "'TimeLimit.max_episode_steps' takes a whole number, in digits, up to 2147483647, but is \"x\".")]
    public void With_WhatCannotBe_SaysWhy(string assignment, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Options.With(assignment)).Message);

    [Theory]
    [InlineData("agent.learning_rate=-1", "LearningRate must be a number above 0, but is -1.")]
    [InlineData("agent.discount=1.5", "Discount must be from 0 to 1, but is 1.5.")]
    [InlineData("agent.hidden_sizes=64,0", "HiddenSizes must be from 1 to 8192, but is 0.")]
    [InlineData("training.steps=-1", "Steps must be a whole number of 0 or more, but is -1.")]
    [InlineData("worlds=0", "Worlds must be from 1 to 4096, but is 0.")]
    public void With_OutOfRange_SaysWhatTheSameInCSharpWould(string assignment, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => Options.With(assignment)).Message, StringComparison.Ordinal);

    [Fact]
    public void With_WrappersWithArguments_TakesAJsonList()
    {
        Assert.Equal(["TimeAware:5", "RecordEpisodeStatistics"], Options.With("wrappers=TimeAware:5,RecordEpisodeStatistics").Wrappers);
        Assert.Equal(["TimeLimit:max_episode_steps=5", "TimeAware"], Options.With("""wrappers=["TimeLimit:max_episode_steps=5", "TimeAware"]""").Wrappers);
        Assert.Empty(Options.With("wrappers=TimeAware:5").With("wrappers=").Wrappers);
    }

    private static DqnOptions Agent(string assignment) => (DqnOptions)Options.With(assignment).AgentOptions;
}
