using System.Numerics;
using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>Small pictures of a report: bars, and lines along an episode.</summary>
internal static class BarPicture
{
    private const float Width = 420, Height = 240, Left = 52, Top = 34, Bottom = 40, Right = 12;
    private static readonly Rgba Ink = Rgba.Of(0x1c2127), Quiet = Rgba.Of(0x59636e), Bar = Rgba.Of(0x1d5fa8), Grid = Rgba.Of(0xe6e9ed);

    /// <summary>How many values lie between what bounds, as bars.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="values">The values, at least one.</param>
    public static string Histogram(string title, IReadOnlyList<double> values)
    {
        double low = values.Min(), high = values.Max();
        int bins = high > low ? Math.Clamp((int)Math.Sqrt(values.Count), 5, 30) : 1;
        int[] counts = new int[bins];
        foreach (double value in values) counts[high > low ? Math.Min(bins - 1, (int)((value - low) / (high - low) * bins)) : 0]++;
        double[] ticks = AxisTicks.Of(low, high, 5);
        double step = ticks.Length > 1 ? ticks[1] - ticks[0] : 1;
        return Draw(title, counts, canvas =>
        {
            foreach (double tick in ticks)
            {
                float x = Left + (float)((Width - Left - Right) * (high > low ? (tick - low) / (high - low) : 0.5));
                canvas.Text(AxisTicks.Text(tick, step), new Vector2(x, Height - Bottom + 17), 12, Quiet, TextAlign.Center);
            }
        });
    }

    /// <summary>How often each of a few things happened.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="names">What the things are called.</param>
    /// <param name="counts">How often.</param>
    public static string Counts(string title, IReadOnlyList<string> names, int[] counts) => Draw(title, counts, canvas =>
    {
        float wide = (Width - Left - Right) / counts.Length;
        float size = Math.Clamp(wide / (0.58f * names.Max(name => name.Length)), 7, 12);
        for (int i = 0; i < names.Count; i++) canvas.Text(names[i], new Vector2(Left + ((i + 0.5f) * wide), Height - Bottom + 17), size, Quiet, TextAlign.Center);
    });

    private static string Draw(string title, int[] counts, Action<ICanvas> labels)
    {
        var canvas = new SvgCanvas(Width, Height);
        canvas.Clear(Rgba.White);
        canvas.Text(title, new Vector2(Left, 20), 14, Ink);
        float tall = Height - Top - Bottom, wide = (Width - Left - Right) / counts.Length;
        double most = Math.Max(1, counts.Max());
        double[] ticks = [.. AxisTicks.Of(0, most, 5).Where(tick => tick == Math.Truncate(tick))];
        foreach (double tick in ticks)
        {
            float y = Top + (float)(tall * (1 - (tick / most)));
            canvas.Line(new Vector2(Left, y), new Vector2(Width - Right, y), 1, Grid);
            canvas.Text(AxisTicks.Text(tick, 1), new Vector2(Left - 7, y + 4), 12, Quiet, TextAlign.Right);
        }

        for (int i = 0; i < counts.Length; i++)
        {
            float height = (float)(tall * counts[i] / most);
            if (counts[i] > 0) canvas.FillRectangle(Left + (i * wide) + 1, Top + tall - height, wide - 2, height, Bar);
        }

        labels(canvas);
        return canvas.ToString();
    }
}
