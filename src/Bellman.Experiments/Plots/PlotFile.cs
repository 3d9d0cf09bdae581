using System.Globalization;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Writes a plot as a file of the kind that its ending names.</summary>
public static class PlotFile
{
    /// <summary>The endings of files that can be written.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".svg", ".png", ".html"];

    /// <summary>Writes a plot. The file is there as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plot">The plot.</param>
    /// <param name="runs">The runs that it shows, for the table of a page.</param>
    /// <exception cref="ArgumentException">The ending is none of <see cref="Endings"/>.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(string path, CurvePlot plot, IReadOnlyList<RunDescription> runs)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentNullException.ThrowIfNull(runs);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg":
                AtomicFile.WriteText(path, Svg(plot));
                break;
            case ".png":
                var canvas = new RgbCanvas(PlotPicture.Width, PlotPicture.Height(plot), scale: 2);
                PlotPicture.Draw(plot, canvas);
                PngFile.Write(path, canvas);
                break;
            case ".html":
                AtomicFile.WriteText(path, Page(plot, runs));
                break;
            default:
                throw new ArgumentException($"A plot is written as {string.Join(", ", Endings)}, but not as '{path}'.", nameof(path));
        }
    }

    /// <summary>A plot as SVG.</summary>
    public static string Svg(CurvePlot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var canvas = new SvgCanvas(PlotPicture.Width, PlotPicture.Height(plot));
        PlotPicture.Draw(plot, canvas);
        return canvas.ToString();
    }

    private static string Page(CurvePlot plot, IReadOnlyList<RunDescription> runs)
    {
        var page = new HtmlPage(plot.Title);
        page.Figure(Svg(plot));
        if (runs.Count > 1)
        {
            page.Heading("What tells the runs apart");
            page.Table(["option", .. runs.Select(run => run.Name)], OptionDifferences.Between(runs).Select(option => (string[])[option.Path, .. option.Values.Select(value => value ?? "-")]));
        }

        page.Heading("Where the lines end");
        page.Table(
            ["line", AxisTicks.Title(plot.Axis) + (plot.Axis == CurveAxis.Seconds ? ", seconds" : ""), plot.Metric.Replace('_', ' ')],
            plot.Lines.Select(line => Array.FindLastIndex(line.Values, double.IsFinite) is var end and >= 0
                ? (string[])[line.Label, Number(plot.Places[end]), Number(line.Values[end])]
                : [line.Label, "-", "-"]));
        return page.ToString();
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G5", CultureInfo.InvariantCulture);
}
