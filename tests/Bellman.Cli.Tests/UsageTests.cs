namespace Bellman.Cli.Tests;

/// <summary>Help, and how mistakes on the command line are answered.</summary>
public sealed class UsageTests
{
    public static TheoryData<string> Commands => ["train", "evaluate", "record", "random", "envs", "agents", "presets", "check", "bench"];

    [Fact]
    public void Help_OfTheProgram_ListsEveryCommand()
    {
        CommandResult result = Bellman.Run("--help").ShouldSucceed();
        foreach (string command in Commands) Assert.Contains(result.Lines, line => line.StartsWith("  " + command, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfACommand_ShowsUsageOptionsAndExamples(string command)
    {
        CommandResult result = Bellman.Run(command, "--help").ShouldSucceed();
        Assert.Contains($"  bellman {command}", result.Output, StringComparison.Ordinal);
        Assert.Contains("Options:", result.Lines);
        Assert.Contains("Examples:", result.Lines);
    }

    [Fact]
    public void Version_Asked_IsOneLine() => Assert.Matches(@"^bellman \d+\.\d+\.\d+ \(\.NET 10", Assert.Single(Bellman.Run("--version").ShouldSucceed().Lines));

    [Fact]
    public void NoCommand_Given_PointsToTheHelp() => Bellman.Run().ShouldFail(2, "bellman: A command is missing. See `bellman --help`.");

    [Theory]
    [InlineData("bellman: There is no command 'trian'. Did you mean 'train'? See `bellman --help`.", "trian", "CartPole-v1")]
    [InlineData("bellman: There is no flag '--hlep'. Did you mean '--help'? See `bellman --help`.", "--hlep")]
    [InlineData("bellman: There is no flag '--sede' for `bellman train`. Did you mean '--seed'? See `bellman train --help`.", "train", "CartPole-v1", "--sede", "1")]
    [InlineData("bellman: There is no flag '--sede' for `bellman train`. Did you mean '--seed'? See `bellman train --help`.", "train", "--sede=1")]
    [InlineData("bellman: There is no environment 'CartPol-v1'. Did you mean 'CartPole-v1'? `bellman envs` lists them all.", "train", "CartPol-v1")]
    [InlineData("bellman: There is no environment 'CartPol-v1'. Did you mean 'CartPole-v1'? `bellman envs` lists them all.", "random", "CartPol-v1")]
    [InlineData("bellman: There is no environment 'CartPol-v1'. Did you mean 'CartPole-v1'? `bellman envs` lists them all.", "envs", "CartPol-v1")]
    [InlineData("bellman: There is no preset 'lander-robst'. Did you mean 'lander-robust'? `bellman presets` lists them all.", "train", "--preset", "lander-robst")]
    [InlineData("bellman: There is no preset 'lander-robst'. Did you mean 'lander-robust'? `bellman presets` lists them all.", "presets", "lander-robst")]
    [InlineData("bellman: There is no agent 'dqm'. Did you mean 'dqn'? `bellman agents` lists them all.", "train", "CartPole-v1", "--agent", "dqm")]
    [InlineData("bellman: There is no agent 'dqm'. Did you mean 'dqn'? `bellman agents` lists them all.", "agents", "dqm")]
    [InlineData("bellman: There is no option 'agent.learnin_rate'. Did you mean 'agent.learning_rate'?", "train", "CartPole-v1", "--set", "agent.learnin_rate=1")]
    [InlineData("bellman: LearningRate must be a number above 0, but is -1.", "train", "CartPole-v1", "--set", "agent.learning_rate=-1")]
    [InlineData("bellman: --steps takes a whole number of 1 or more, but was given 'many'. See `bellman train --help`.", "train", "CartPole-v1", "--steps", "many")]
    [InlineData("bellman: --steps takes a whole number of 1 or more, but was given '-5'. See `bellman train --help`.", "train", "CartPole-v1", "--steps", "-5")]
    [InlineData("bellman: 'extra' is one word too many for `bellman train`. See `bellman train --help`.", "train", "CartPole-v1", "extra")]
    [InlineData("bellman: There is no file 'missing.json'.", "train", "--config", "missing.json")]
    [InlineData("bellman: There is no run folder 'missing'.", "train", "--resume", "missing")]
    [InlineData("bellman: --seed can't be given with --resume: the run goes on with its own settings. Only --steps and --episodes may change.", "train", "--resume", "missing", "--seed", "1")]
    [InlineData("bellman: There is no run folder or model file 'missing'.", "evaluate", "missing")]
    [InlineData("bellman: --agent was given an empty text.", "train", "CartPole-v1", "--agent", "")]
    [InlineData("bellman: --out was given an empty text.", "train", "CartPole-v1", "--out", "")]
    [InlineData("bellman: <environment> was given an empty text.", "random", "")]
    [InlineData("bellman: '.' is a folder; --config takes a file.", "train", "--config", ".")]
    [InlineData("bellman: Gravity must lie between -12 and 0, both excluded, but is 5.", "train", "LunarLander-v3", "--set", "environment.gravity=5")]
    [InlineData("bellman: There is no option 'environment.gravty'. Did you mean 'environment.gravity'?", "random", "LunarLander-v3", "--set", "environment.gravty=-5")]
    [InlineData("bellman: There is no option 'environment.gravty'. Did you mean 'environment.gravity'?", "check", "LunarLander-v3", "--set", "environment.gravty=-5")]
    [InlineData("bellman: There is no option 'environment.gravty'. Did you mean 'environment.gravity'?", "watch", "LunarLander-v3", "--set", "environment.gravty=-5")]
    [InlineData("bellman: There is no option 'gravity'. Did you mean 'environment.gravity'?", "random", "LunarLander-v3", "--set", "gravity=-5")]
    [InlineData("bellman: Gravity must lie between -12 and 0, both excluded, but is 5.", "random", "LunarLander-v3", "--set", "environment.gravity=5")]
    [InlineData("bellman: 'environment.gravity' takes a number, but was given 'low'.", "random", "LunarLander-v3", "--set", "environment.gravity=low")]
    [InlineData("bellman: 'agent.gamma' is an option of trainings: here --set takes those of the environment, for instance environment.", "random", "LunarLander-v3", "--set", "agent.gamma=1")]
    [InlineData("bellman: There is no option 'environment.gravity': Acrobot-v1 has no options.", "random", "Acrobot-v1", "--set", "environment.gravity=-5")]
    [InlineData("bellman: There is no figure whose name contains 'updaet'.", "bench", "--filter", "updaet")]
    public void Mistake_OnTheCommandLine_IsOneLineAndExitCode2(string message, params string[] arguments)
    {
        CommandResult result = Bellman.Run(arguments);
        Assert.StartsWith(message, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Train_NothingNamed_SaysWhatIsMissing()
    {
        CommandResult result = Bellman.Run("train");
        Assert.StartsWith("bellman: Name an environment", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Evaluate_NothingNamed_SaysWhatIsMissing()
    {
        CommandResult result = Bellman.Run("evaluate");
        Assert.Single(result.ErrorLines);
        Assert.Equal(2, result.ExitCode);
    }
}
