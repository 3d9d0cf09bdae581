using System.Numerics;
using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>Equal bins from the least of some values to the greatest.</summary>
internal readonly record struct HistogramBins(double Low, double High, int Number)
{
    private const int Fewest = 5, Most = 30;

    /// <summary>As many bins as the root of the number of values, 5 to 30; one where all values are the same.</summary>
    /// <param name="values">At least one.</param>
    public static HistogramBins Of(IReadOnlyCollection<double> values)
    {
        double low = values.Min(), high = values.Max();
        return new HistogramBins(low, high, high > low ? Math.Clamp((int)Math.Sqrt(values.Count), Fewest, Most) : 1);
    }

    /// <summary>How many values lie in each bin.</summary>
    public int[] Count(IEnumerable<double> values)
    {
        int[] counts = new int[Number];
        foreach (double value in values) counts[High > Low ? Math.Min(Number - 1, (int)((value - Low) / (High - Low) * Number)) : 0]++;
        return counts;
    }

    /// <summary>Writes round numbers below the bins.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="left">Where the first bin begins.</param>
    /// <param name="width">How wide all bins are together.</param>
    /// <param name="y">The base line of the numbers.</param>
    /// <param name="ink">Their colour.</param>
    public void Label(ICanvas canvas, float left, float width, float y, Rgba ink)
    {
        double[] ticks = AxisTicks.Of(Low, High, 5);
        double step = ticks.Length > 1 ? ticks[1] - ticks[0] : 1;
        foreach (double tick in ticks)
        {
            float x = left + (float)(width * (High > Low ? (tick - Low) / (High - Low) : 0.5));
            canvas.Text(AxisTicks.Text(tick, step), new Vector2(x, y), 12, ink, TextAlign.Center);
        }
    }
}
