using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

public sealed class CurvePlotTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bellman-test-").FullName;

    [Theory]
    [InlineData(0, 100, 6, new[] { 0.0, 20, 40, 60, 80, 100 })]
    [InlineData(-500, 350, 8, new[] { -400.0, -200, 0, 200 })]
    [InlineData(0.0003, 0.0011, 5, new[] { 0.0004, 0.0006, 0.0008, 0.001 })]
    [InlineData(5, 5, 5, new[] { 5.0 })]
    public void Ticks_OfARange_AreRoundNumbers(double low, double high, int most, double[] expected)
    {
        double[] ticks = AxisTicks.Of(low, high, most);
        Assert.Equal(expected.Length, ticks.Length);
        for (int i = 0; i < ticks.Length; i++) Assert.Equal(expected[i], ticks[i], 12);
    }

    [Theory]
    [InlineData(20_000, 20_000, "20k")]
    [InlineData(0, 20_000, "0")]
    [InlineData(1_500_000, 500_000, "1.5M")]
    [InlineData(0.0004, 0.0002, "0.0004")]
    [InlineData(-200, 100, "-200")]
    [InlineData(2.5, 0.5, "2.5")]
    public void TickText_BesideItsNeighbours_IsShort(double value, double width, string expected) => Assert.Equal(expected, AxisTicks.Text(value, width));

    [Fact]
    public void Of_OneRun_HasItsRunningMeanOverTheSingleReturns()
    {
        string run = Run("mine", seed: 1, returns: [1, 3, 5, 7]);
        var plot = CurvePlot.Of([run], new PlotOptions { Window = 2 });
        Assert.Equal([10, 20, 30, 40], plot.Places);
        PlotLine line = Assert.Single(plot.Lines);
        Assert.Equal([1, 2, 4, 6], line.Values);
        Assert.Equal([1, 3, 5, 7], line.Background!.Value.Low);
        Assert.Equal(("CartPole-v1: mine", 475), (plot.Title, plot.Threshold));
        Assert.Equal([0.5, 1, 1.5, 2], CurvePlot.Of([run], new PlotOptions { Axis = CurveAxis.Seconds }).Places);
    }

    [Fact]
    public void Of_Seeds_IsTheirMeanWithABandUnlessEachIsAskedFor()
    {
        string[] runs = [Run("a", 1, [0, 10]), Run("b", 2, [10, 20]), Run("c", 3, [20, 60])];
        PlotLine mean = Assert.Single(CurvePlot.Of(runs, new PlotOptions { Window = 1 }).Lines);
        Assert.Equal([10, 30], mean.Values);
        Assert.InRange(mean.Band!.Value.Low[1], 10, 30);
        Assert.InRange(mean.Band.Value.High[1], 30, 60);
        Assert.Equal(["a", "b", "c"], CurvePlot.Of(runs, new PlotOptions { Each = true }).Lines.Select(line => line.Label));
    }

    [Fact]
    public void Of_SeedWithoutAnEpisode_IsLeftOutOfTheMean()
    {
        string[] runs = [Run("a", 1, [0, 10]), Run("b", 2, [10, 20]), Run("c", 3, [])];
        PlotLine mean = Assert.Single(CurvePlot.Of(runs, new PlotOptions { Window = 1 }).Lines);
        Assert.Equal("dqn (2 seeds)", mean.Label);
        Assert.Equal([5, 15], mean.Values);
        PlotLine alone = Assert.Single(CurvePlot.Of([runs[0], runs[2]], new PlotOptions { Window = 1 }).Lines);
        Assert.Equal("a", alone.Label);
        Assert.Equal([0, 10], alone.Values);
    }

    [Fact]
    public void Scale_OfAMeanThatEndsWithTheShortestRun_EndsThere()
    {
        string[] runs = [Run("a", 1, [1, 2, 3, 4]), Run("b", 2, [1, 2])];
        Assert.Equal(20, PlotScale.Of(CurvePlot.Of(runs, new PlotOptions { Window = 1 }), 0, 0, 1, 1).To);
        Assert.Equal(40, PlotScale.Of(CurvePlot.Of(runs, new PlotOptions { Window = 1, Each = true }), 0, 0, 1, 1).To);
    }

    [Fact]
    public void Of_UnknownFigure_NamesTheNearest()
    {
        string run = Run("mine", 1, [1]);
        ArgumentException failure = Assert.Throws<ArgumentException>(() => CurvePlot.Of([run], new PlotOptions { Metric = "los" }));
        Assert.StartsWith("There is no figure 'los'. Did you mean 'loss'?", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CurvePlot.Of([Run("empty", 1, [])], new PlotOptions()));
    }

    [Fact]
    public void Svg_OfAPlot_HasItsLineTitleAndLegend()
    {
        var plot = CurvePlot.Of([Run("mine", 1, [.. Enumerable.Range(0, 300).Select(i => (double)i)])], new PlotOptions());
        var svg = XDocument.Parse(PlotFile.Svg(plot));
        string[] texts = [.. svg.Descendants().Where(node => node.Name.LocalName == "text").Select(node => node.Value)];
        string[] expected = ["CartPole-v1: mine", "environment steps", "return per episode", "solved at 475", "mine, mean of 100 episodes; behind it the single values"];
        Assert.Empty(expected.Except(texts));
        Assert.Contains("2000", texts);
        Assert.Contains(svg.Descendants(), node => node.Name.LocalName == "polyline" && node.Attribute("points")!.Value.Split(' ').Length == 300);
        Assert.Equal(300, svg.Descendants().Count(node => node.Name.LocalName == "circle"));
    }

    /// <summary>The same drawing as pixels: the line's colour is where the line is, and the frame is not filled by it.</summary>
    [Fact]
    public void Draw_OnPixels_HasTheLineInItsColour()
    {
        var plot = CurvePlot.Of([Run("mine", 1, [.. Enumerable.Range(0, 300).Select(i => (double)i)])], new PlotOptions());
        var canvas = new RgbCanvas(PlotPicture.Width, PlotPicture.Height(plot));
        PlotPicture.Draw(plot, canvas);
        int line = canvas.Pixels.Count(0xffa85f1du);
        Assert.InRange(line, 500, 5000);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Run(string name, int seed, double[] returns)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""{ "seed": {{seed}}, "environment": { "id": "CartPole-v1" }, "agent": { "name": "dqn" } }""");
        var table = new StringBuilder("episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds\n");
        for (int i = 0; i < returns.Length; i++) table.Append(CultureInfo.InvariantCulture, $"{i + 1},{10 * (i + 1)},{returns[i]},0,,,,{0.5 * (i + 1)}\n");
        File.WriteAllText(Path.Combine(folder, "progress.csv"), table.ToString());
        return folder;
    }
}
