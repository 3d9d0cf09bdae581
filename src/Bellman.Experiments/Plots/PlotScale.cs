using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Where values and places lie on a drawing.</summary>
/// <param name="Left">The left side of the plot's frame.</param>
/// <param name="Top">Its upper side.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="From">The place at its left side.</param>
/// <param name="To">The place at its right side.</param>
/// <param name="Low">The value at its lower side.</param>
/// <param name="High">The value at its upper side.</param>
/// <param name="Unit">In how many of its own units the axis of places is written: 60 for minutes.</param>
internal sealed record PlotScale(float Left, float Top, float Width, float Height, double From, double To, double Low, double High, double Unit)
{
    /// <summary>A frame into which everything of a plot fits. Backgrounds are cut off where a few values would press the lines flat.</summary>
    public static PlotScale Of(CurvePlot plot, float left, float top, float width, float height)
    {
        double[] lines = [.. plot.Lines.SelectMany(Drawn).Where(double.IsFinite)];
        double[] single = [.. plot.Lines.SelectMany(line => line.Background is { } values ? values.Low.Concat(values.High) : []).Where(double.IsFinite).Order()];
        if (plot.Threshold is { } level) lines = [.. lines, level];
        double low = lines.Min(), high = lines.Max();
        if (single.Length > 0) (low, high) = (Math.Min(low, single[single.Length / 100]), Math.Max(high, single[^((single.Length / 100) + 1)]));
        if (high <= low) (low, high) = (low - 1, high + 1);
        double margin = (high - low) * 0.04, from = plot.Axis == CurveAxis.Episodes ? plot.Places[0] : 0;
        double to = Math.Max(LastPlace(plot), from + 1e-9), unit = plot.Axis == CurveAxis.Seconds ? AxisTicks.TimeUnit(to).Seconds : 1;
        return new PlotScale(left, top, width, height, from, to, low - margin, high + margin, unit);
    }

    public float X(double place) => (float)(Left + (Width * (place - From) / (To - From)));

    public float Y(double value) => (float)(Top + (Height * (High - Math.Clamp(value, Low, High)) / (High - Low)));

    /// <summary>Where the longest line ends: a mean over seeds ends with the shortest run, and the frame with the mean.</summary>
    private static double LastPlace(CurvePlot plot)
    {
        int last = plot.Lines.Max(line => Array.FindLastIndex(line.Values, double.IsFinite));
        return plot.Places[Math.Max(last, 0)];
    }

    private static IEnumerable<double> Drawn(PlotLine line) => line.Band is { } band ? line.Values.Concat(band.Low).Concat(band.High) : line.Values;
}
