using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

/// <summary><c>envs</c>, <c>agents</c>, <c>presets</c>, <c>random</c>.</summary>
public sealed class LookAroundTests
{
    [Fact]
    public void Envs_Plain_ListsEveryEnvironmentWithItsThreshold()
    {
        string output = Bellman.Run("envs").ShouldSucceed().Output;
        Assert.Matches(@"(?m)^CartPole-v1 +4 +2 +500 +475 ", output);
        Assert.Matches(@"(?m)^LunarLander-v3 +8 +4 +1000 +200 ", output);
        Assert.Matches(@"(?m)^FrozenLake-v1 +1 of 16 +4 +100 +0.7 ", output);
        Assert.Matches(@"(?m)^MinAtar/Breakout-v1 +4 x 10 x 10 +3 +5000 +- ", output);
    }

    [Fact]
    public void Envs_Json_IsAnObjectPerLine()
    {
        JsonObject lander = Bellman.Run("envs", "--json").ShouldSucceed().Json.Single(line => (string?)line["id"] == "LunarLander-v3");
        Assert.Equal(1000, (int)lander["max_episode_steps"]!);
    }

    [Fact]
    public void Envs_OfOne_ShowsItsOptions() =>
        Assert.Contains("environment.gravity = -10", Bellman.Run("envs", "LunarLander-v3").ShouldSucceed().Lines);

    [Fact]
    public void Envs_OfOne_ExplainsEveryNumberActionRewardAndEnd()
    {
        string[] lines = Bellman.Run("envs", "CartPole-v1").ShouldSucceed().Lines;
        Assert.Contains(lines, line => line.StartsWith("  3  angular velocity of the pole", StringComparison.Ordinal) && line.Contains("rad/s", StringComparison.Ordinal));
        Assert.Contains("  1  push it to the right with 10 N", lines);
        Assert.Equal(["OBSERVATION", "ACTIONS", "REWARD", "ENDINGS", "START", "SOURCE", "OPTIONS"], lines.Where(line => char.IsLetter(line[0]) && !line.Any(char.IsLower)));
        Assert.Contains("environment.sutton_barto_reward = false", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 100));
    }

    [Fact]
    public void EnvironmentPage_OfEachEnvironment_TellsWhatItShowsTakesAndPaysAndHowItEnds()
    {
        foreach (global::Bellman.Core.EnvSpec spec in global::Bellman.Environments.Envs.Specs)
        {
            using var text = new StringWriter { NewLine = "\n" };
            EnvironmentPage? page = EnvironmentPage.Find(spec.Id);
            Assert.True(page is not null, $"{spec.Id} has no page in docs/environments.");
            page.Write(text);
            string[] lines = text.ToString().Split('\n');
            foreach (string section in (string[])["OBSERVATION", "ACTIONS", "REWARD", "ENDINGS", "START", "SOURCE"])
                Assert.True(lines.Contains(section), $"The page of {spec.Id} has no section {section}.");
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        }
    }

    [Fact]
    public void Agents_OfOne_ShowsOptionsWithDocumentation()
    {
        CommandResult result = Bellman.Run("agents", "dqn").ShouldSucceed();
        Assert.Contains("agent.batch_size = 64", result.Lines);
        Assert.Contains(result.Lines, line => line.Contains("Transitions in one update", StringComparison.Ordinal));
    }

    [Fact]
    public void Presets_OfOne_ShowsResolvedOptionsWithDocumentation()
    {
        CommandResult result = Bellman.Run("presets", "mountaincar").ShouldSucceed();
        Assert.Contains("agent.max_gradient_norm = 1", result.Lines);
        Assert.Contains("training.evaluate_every = 20000", result.Lines);
        Assert.Contains(result.Lines, line => line.Contains("The largest global norm of the gradient", StringComparison.Ordinal));
    }

    [Fact]
    public void Presets_AsJson_IsAConfigurationThatTrainReads()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mine.json"), Bellman.Run("presets", "weng-dqn", "--json").ShouldSucceed().Output);
        JsonObject[] lines = Bellman.RunIn(folder.Path, "train", "--config", "mine.json", "--steps", "300", "--seed", "1", "--json").ShouldSucceed().Json;
        Assert.Equal("weng-dqn", (string?)lines[^1]["preset"]);
    }

    [Fact]
    public void Random_WithoutASeed_ShowsTheOneThatItDrew()
    {
        CommandResult first = Bellman.Run("random", "CartPole-v1", "--episodes", "1").ShouldSucceed();
        string seed = first.Lines[0].Split(' ')[^1];
        Assert.StartsWith("1 episode: ", first.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(first.Output, Bellman.Run("random", "CartPole-v1", "--episodes", "1", "--seed", seed).Output);
    }

    [Fact]
    public void AgentsAndEnvs_OfOneAsJson_AreAnObjectPerOption()
    {
        JsonObject[] agent = Bellman.Run("agents", "dqn", "--json").ShouldSucceed().Json;
        Assert.Equal(64, (int)agent.Single(line => (string?)line["path"] == "agent.batch_size")["value"]!);
        JsonObject[] env = Bellman.Run("envs", "LunarLander-v3", "--json").ShouldSucceed().Json;
        Assert.Equal("LunarLander-v3", (string?)env[0]["id"]);
        Assert.Equal(-10, (double)env.Single(line => (string?)line["path"] == "environment.gravity")["value"]!);
    }

    [Theory]
    [InlineData("presets")]
    [InlineData("envs")]
    [InlineData("agents")]
    public void List_Plain_IsNoWiderThanAHundred(string command) =>
        Assert.All(Bellman.Run(command).ShouldSucceed().Lines, line => Assert.InRange(line.Length, 1, 100));

    [Fact]
    public void Random_SameSeed_PlaysTheSameEpisodes()
    {
        CommandResult first = Bellman.Run("random", "CartPole-v1", "--episodes", "5", "--seed", "3").ShouldSucceed();
        Assert.Equal(7, first.Lines.Length);
        Assert.Equal("CartPole-v1: random actions, seed 3", first.Lines[0]);
        Assert.Equal(first.Output, Bellman.Run("random", "CartPole-v1", "--episodes", "5", "--seed", "3").Output);
        Assert.NotEqual(first.Output, Bellman.Run("random", "CartPole-v1", "--episodes", "5", "--seed", "4").Output);
    }

    [Fact]
    public void Random_Set_PlaysInAnotherWorld()
    {
        string[] random = ["random", "LunarLander-v3", "--episodes", "1", "--seed", "3"];
        string usual = Bellman.Run(random).ShouldSucceed().Output;
        Assert.Equal(usual, Bellman.Run([.. random, "--set", "environment.gravity=-10"]).ShouldSucceed().Output);
        Assert.NotEqual(usual, Bellman.Run([.. random, "--set", "environment.gravity=-1", "--set", "environment.enable_wind=true"]).ShouldSucceed().Output);
    }
}
