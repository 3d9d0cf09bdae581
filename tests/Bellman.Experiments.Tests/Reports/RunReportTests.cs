using System.Xml.Linq;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

public sealed class RunReportTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bellman-test-").FullName;

    /// <summary>Q-values have a histogram of each action; a policy has probabilities there, and the values of its critic beside them.</summary>
    [Theory]
    [InlineData("dqn", "Value (Q)", false)]
    [InlineData("ppo", "Probability", true)]
    public void Write_AgentWithThoughts_HasTheirHistograms(string agent, string what, bool states)
    {
        string page = File.ReadAllText(Report(agent));
        Assert.Contains($"{what} of the best action along the episode", page, StringComparison.Ordinal);
        Assert.Contains($"{what} of each action along the episode", page, StringComparison.Ordinal);
        Assert.Equal(states, page.Contains("Value of the states along the episode", StringComparison.Ordinal));
    }

    [Fact]
    public void Stacked_ThreeKinds_NamesEachInItsColourAndDrawsAllItsValues()
    {
        string[] names = ["left", "a name that takes the room of many words in a row", "right"];
        var svg = XDocument.Parse(BarPicture.Stacked("title", names, [[1, 2, 2], [2], []]));
        XElement[] all = [.. svg.Descendants()];
        string[] texts = [.. all.Where(node => node.Name.LocalName == "text").Select(node => node.Value)];
        Assert.Equal(names, texts.TakeLast(3));
        // The colours of the legend, in the order of the names, each of them once more wherever there are bars.
        string[] fills = [.. all.Select(node => node.Attribute("fill")?.Value ?? "")];
        Assert.Equal([3, 2, 1], ((string[])["#1d5fa8", "#c2410c", "#15803d"]).Select(color => fills.Count(fill => fill == color)));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Report(string name)
    {
        RunOptions options = new RunRequest { Environment = "CartPole-v1", Agent = name, Steps = 600 }.Resolve() with { Seed = 1 };
        var folder = RunFolder.CreateAt(Path.Combine(_root, name));
        folder.WriteConfig(RunOptionsJson.Write(options));
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, 1);
        using (var run = new TrainingRun(folder, env, agent, options.Training, 1)) run.Run(CancellationToken.None);
        return RunReport.Write(folder, agent, env);
    }
}
