using System.Numerics;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Draws a <see cref="CurvePlot"/>.</summary>
public static class PlotPicture
{
    /// <summary>The width of the drawing, in its units.</summary>
    public const int Width = 900;

    private const float Left = 78, Right = 22, Top = 46, Plain = 380, FontSize = 13, LegendRow = 20;

    private static readonly Rgba Ink = Rgba.Of(0x1c2127), Quiet = Rgba.Of(0x59636e), Grid = Rgba.Of(0xe6e9ed), Solved = Rgba.Of(0x15803d);

    // Of different lightness, so that they are told apart without their hue.
    private static readonly Rgba[] Colors =
    [
        Rgba.Of(0x1d5fa8), Rgba.Of(0xc2410c), Rgba.Of(0x15803d), Rgba.Of(0x7c3aed), Rgba.Of(0xb8860b),
        Rgba.Of(0xbe185d), Rgba.Of(0x0e7490), Rgba.Of(0x4d4d4d), Rgba.Of(0x65800a), Rgba.Of(0x9f4a54),
    ];

    /// <summary>The height that a plot's drawing takes: the more lines, the longer the legend.</summary>
    public static int Height(CurvePlot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        return (int)(Top + Plain + 62 + (LegendRow * (plot.Lines.Count + (plot.Threshold is null ? 0 : 1))));
    }

    /// <summary>Draws a plot.</summary>
    /// <param name="plot">What is drawn.</param>
    /// <param name="canvas">Where, of <see cref="Width"/> and <see cref="Height"/>.</param>
    public static void Draw(CurvePlot plot, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(Rgba.White);
        PlotScale scale = PlotScale.Of(plot, Left, Top, Width - Left - Right, Plain);
        Axes(plot, canvas, scale);
        for (int i = 0; i < plot.Lines.Count; i++) Background(plot, canvas, scale, plot.Lines[i], Colors[i % Colors.Length]);
        if (plot.Threshold is { } level) Dashes(canvas, scale.Left, scale.Left + scale.Width, scale.Y(level), 1.5f, Solved);
        for (int i = 0; i < plot.Lines.Count; i++) Line(plot, canvas, scale, plot.Lines[i].Values, Colors[i % Colors.Length]);
        Legend(plot, canvas);
    }

    private static void Axes(CurvePlot plot, ICanvas canvas, PlotScale scale)
    {
        canvas.Text(plot.Title, new Vector2(Left, 26), 17, Ink);
        double[] values = AxisTicks.Of(scale.Low, scale.High, 8), places = AxisTicks.Of(scale.From / scale.Unit, scale.To / scale.Unit, 9);
        foreach (double value in values)
        {
            float y = scale.Y(value);
            canvas.Line(new Vector2(Left, y), new Vector2(Width - Right, y), 1, Grid);
            canvas.Text(AxisTicks.Text(value, Step(values)), new Vector2(Left - 9, y + 4.5f), FontSize, Quiet, TextAlign.Right);
        }

        foreach (double place in places)
        {
            float x = scale.X(place * scale.Unit);
            canvas.Line(new Vector2(x, Top), new Vector2(x, Top + Plain), 1, Grid);
            canvas.Text(AxisTicks.Text(place, Step(places)), new Vector2(x, Top + Plain + 19), FontSize, Quiet, TextAlign.Center);
        }

        canvas.StrokeRectangle(Left, Top, Width - Left - Right, Plain, 1, Rgba.Of(0xc3c9d0));
        string unit = plot.Axis == CurveAxis.Seconds ? $", {AxisTicks.TimeUnit(scale.To).Name}" : "";
        canvas.Text(AxisTicks.Title(plot.Axis) + unit, new Vector2((Left + Width - Right) / 2, Top + Plain + 40), FontSize, Ink, TextAlign.Center);
        canvas.Push(Affine.Translation(20, Top + (Plain / 2)).Rotate(-Math.PI / 2));
        canvas.Text(Name(plot.Metric), Vector2.Zero, FontSize, Ink, TextAlign.Center);
        canvas.Pop();
    }

    private static double Step(double[] ticks) => ticks.Length > 1 ? ticks[1] - ticks[0] : 1;

    private static string Name(string metric) => metric == RunCurves.Return ? "return per episode" : metric.Replace('_', ' ');

    /// <summary>The band over seeds, or single values: as points where each has a place of its own, as the area between extremes where many share one.</summary>
    private static void Background(CurvePlot plot, ICanvas canvas, PlotScale scale, PlotLine line, Rgba color)
    {
        if (line.Band is { } band) Area(plot, canvas, scale, band.Low, band.High, color.WithOpacity(0.2f));
        if (line.Background is not { } values) return;
        if (values.Low.AsSpan().SequenceEqual(values.High))
        {
            for (int i = 0; i < values.Low.Length; i++)
            {
                if (double.IsFinite(values.Low[i])) canvas.FillCircle(new Vector2(scale.X(plot.Places[i]), scale.Y(values.Low[i])), 1.8f, color.WithOpacity(0.35f));
            }
        }
        else
        {
            Area(plot, canvas, scale, values.Low, values.High, color.WithOpacity(0.15f));
        }
    }

    private static void Area(CurvePlot plot, ICanvas canvas, PlotScale scale, double[] low, double[] high, Rgba color)
    {
        int[] at = [.. Enumerable.Range(0, low.Length).Where(i => double.IsFinite(low[i]))];
        if (at.Length < 2) return;
        Vector2[] points = new Vector2[2 * at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            float x = scale.X(plot.Places[at[i]]);
            points[i] = new Vector2(x, scale.Y(high[at[i]]));
            points[^(i + 1)] = new Vector2(x, scale.Y(low[at[i]]));
        }

        canvas.FillPolygon(points, color);
    }

    private static void Line(CurvePlot plot, ICanvas canvas, PlotScale scale, double[] values, Rgba color)
    {
        var points = new List<Vector2>(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i])) points.Add(new Vector2(scale.X(plot.Places[i]), scale.Y(values[i])));
        }

        if (points.Count == 1) canvas.FillCircle(points[0], 3, color);
        else canvas.StrokePath(points.ToArray(), 2.4f, color);
    }

    private static void Legend(CurvePlot plot, ICanvas canvas)
    {
        float y = Top + Plain + 62;
        string mean = plot.Window == 1 ? "" : $", mean of {plot.Window} {(plot.Metric == RunCurves.Return ? "episodes" : "values")}";
        for (int i = 0; i < plot.Lines.Count; i++, y += LegendRow)
        {
            PlotLine line = plot.Lines[i];
            canvas.Line(new Vector2(Left, y), new Vector2(Left + 26, y), 3, Colors[i % Colors.Length]);
            string rest = line.Band is not null ? ", 95% bootstrap interval of the mean" : line.Background is not null && plot.Window > 1 ? "; behind it the single values" : "";
            canvas.Text(line.Label + mean + rest, new Vector2(Left + 36, y + 4.5f), FontSize, Ink);
        }

        if (plot.Threshold is not { } level) return;
        Dashes(canvas, Left, Left + 26, y, 1.5f, Solved);
        canvas.Text($"solved at {level:0.##}", new Vector2(Left + 36, y + 4.5f), FontSize, Ink);
    }

    private static void Dashes(ICanvas canvas, float from, float to, float y, float width, Rgba color)
    {
        for (float x = from; x < to; x += 10) canvas.Line(new Vector2(x, y), new Vector2(Math.Min(x + 5, to), y), width, color);
    }
}
