using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Experiments.Tests;

public sealed class PresetsTests
{
    public static TheoryData<string> Names => [.. Presets.All.Select(preset => preset.Name)];

    [Fact]
    public void Find_UnknownName_SuggestsTheNearest()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Presets.Find("lander-robst"));
        Assert.Equal("There is no preset 'lander-robst'. Did you mean 'lander-robust'? `bellman presets` lists them all.", exception.Message);
    }

    [Theory]
    [InlineData("LunarLander-v3", "bellman-lander")]
    [InlineData("CartPole-v1", "bellman-cartpole")]
    [InlineData("MountainCar-v0", "bellman-mountaincar")]
    [InlineData("Acrobot-v1", "bellman-acrobot")]
    [InlineData("FrozenLake8x8-v1", "bellman-frozenlake")]
    [InlineData("CliffWalking-v1", "bellman-cliffwalking")]
    [InlineData("BipedalWalker-v3", "ppo-walker")]
    [InlineData("CarRacing-v3", "dqn-car")]
    public void DefaultFor_TunedEnvironment_IsBellmansOwnPreset(string environment, string preset)
    {
        RunOptions options = Presets.DefaultFor(environment);
        Assert.Equal(preset, options.Preset);
        Assert.Equal(environment, options.Environment);
    }

    [Theory]
    [InlineData("ppo")]
    [InlineData("sac")]
    [InlineData("tqc")]
    [InlineData("td3")]
    public void DefaultFor_AgentOfTheWalker_IsItsPreset(string agent)
    {
        RunOptions options = Presets.DefaultFor("BipedalWalker-v3", agent);
        Assert.Equal((agent + "-walker", agent), (options.Preset, options.Agent));
    }

    [Fact]
    public void DefaultFor_OtherVersion_TrainsThatVersion() => Assert.Equal("CartPole-v0", Presets.DefaultFor("CartPole-v0").Environment);

    [Fact]
    public void DefaultFor_AgentThatIsTunedThere_IsThatPreset() =>
        Assert.Equal("bellman-cartpole", Presets.DefaultFor("CartPole-v1", "dqn").Preset);

    [Fact]
    public void DefaultFor_AgentThatIsNotTunedThere_HasTheAgentsDefaults()
    {
        RunOptions options = Presets.DefaultFor("LunarLanderContinuous-v3", "dqn");
        Assert.Null(options.Preset);
        Assert.Equal(new DqnOptions(), options.AgentOptions);
    }

    [Fact]
    public void DefaultFor_UnknownAgent_SuggestsTheNearest()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Presets.DefaultFor("CartPole-v1", "dqm"));
        Assert.StartsWith("There is no agent 'dqm'. Did you mean 'dqn'?", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Which preset an environment is trained with must not depend on which of two equally tuned ones stands first by chance.</summary>
    [Fact]
    public void TunedFor_EachPair_NamesOnePreset()
    {
        var pairs = Presets.All.SelectMany(preset => preset.TunedFor.Select(environment => (environment, preset.Options.Agent))).ToList();
        Assert.Equal(pairs.Distinct(), pairs);
    }

    [Fact]
    public void DefaultFor_UnknownEnvironment_SuggestsTheNearest()
    {
        UnknownEnvironmentException exception = Assert.Throws<UnknownEnvironmentException>(() => Presets.DefaultFor("LunarLandr-v3"));
        Assert.Contains("Did you mean 'LunarLander-v3'?", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The sum by whose deviation rewards are divided is discounted as the agent's returns are.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Wrappers_ThatNormalizeRewards_DiscountAsTheAgentDoes(string name)
    {
        RunOptions options = Presets.Find(name).Options;
        string? wrapper = options.Wrappers.FirstOrDefault(text => text.StartsWith("NormalizeReward", StringComparison.Ordinal));
        if (wrapper is null) return;
        float discount = (float)options.AgentOptions.GetType().GetProperty("Discount")!.GetValue(options.AgentOptions)!;
        string gamma = discount == 0.99f ? "" : FormattableString.Invariant($"gamma={discount}");
        Assert.Contains(gamma, wrapper, StringComparison.Ordinal);
        Assert.Equal(gamma.Length > 0, wrapper.Contains("gamma", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Options_EveryPreset_MakesAnAgentInItsWorlds(string name)
    {
        RunOptions options = Presets.Find(name).Options;
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed: 1);
        Assert.Equal(options.Environment, agent.EnvironmentId);
        Assert.Equal(env.ObservationSpace.Size, agent.ObservationSpace.Size);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Options_EveryPreset_SurvivesJson(string name)
    {
        RunOptions options = Presets.Find(name).Options;
        string json = RunOptionsJson.Write(options).ToJsonString();
        RunOptions read = RunOptionsJson.Read(RunOptionsJson.Parse(json, "test"));
        Assert.Equal(json, RunOptionsJson.Write(read).ToJsonString());
        Assert.Equal(options.AgentOptions, read.AgentOptions);
        Assert.Equal(options.EnvironmentOptions, read.EnvironmentOptions);
        Assert.Equal(options.Training, read.Training);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Options_EveryPreset_KnowsItsEnvironment(string name) => Assert.NotNull(Envs.Spec(Presets.Find(name).Options.Environment));

    [Theory]
    [MemberData(nameof(Names))]
    public void Describe_EveryOption_IsDocumented(string name)
    {
        IReadOnlyList<OptionDescription> options = RunOptionsJson.Describe(Presets.Find(name).Options);
        Assert.True(options.Count > 20);
        Assert.All(options, option => Assert.False(string.IsNullOrWhiteSpace(option.Documentation), option.Path));
        Assert.Equal(options.Count, options.Select(option => option.Path).Distinct().Count());
    }

    [Fact]
    public void Describe_Option_HasPathTypeValueAndSourceDocumentation()
    {
        OptionDescription option = RunOptionsJson.Describe(Presets.Find("mountaincar").Options).Single(option => option.Path == "agent.max_gradient_norm");
        Assert.Equal("number", option.Type);
        Assert.Equal("1", option.Value);
        Assert.StartsWith("The largest global norm of the gradient", option.Documentation, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_EnumerationOption_ListsItsNames()
    {
        OptionDescription option = OptionDocumentation.Describe(new DqnOptions(), "agent.").Single(option => option.Path == "agent.target_update");
        Assert.Equal("hard | soft", option.Type);
        Assert.Equal("\"hard\"", option.Value);
    }
}
