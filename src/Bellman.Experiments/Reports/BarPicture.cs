using System.Numerics;
using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>Small pictures of a report: how many of what there were, as bars.</summary>
internal static class BarPicture
{
    private const float Width = 420, Height = 240, Left = 52, Top = 34, Bottom = 40, Right = 12, Across = Width - Left - Right, LegendHeight = 18;
    private static readonly Rgba Ink = Rgba.Of(0x1c2127), Quiet = Rgba.Of(0x59636e), Bar = Rgba.Of(0x1d5fa8), Grid = Rgba.Of(0xe6e9ed);

    // The colours that the script of the episode gives to actions, in the same order.
    private static readonly Rgba[] Colors = [.. ((uint[])[0x1d5fa8, 0xc2410c, 0x15803d, 0x7c3aed, 0xb8860b, 0xbe185d, 0x0e7490, 0x777777]).Select(Rgba.Of)];

    /// <summary>How many values lie between what bounds.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="values">The values, at least one.</param>
    public static string Histogram(string title, IReadOnlyCollection<double> values)
    {
        var bins = HistogramBins.Of(values);
        return Draw(title, [bins.Count(values)], [Bar], Height, canvas => bins.Label(canvas, Left, Across, Height - Bottom + 17, Quiet));
    }

    /// <summary>The same of values of a few kinds, upon each other in colours of their own.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="names">What the kinds are called.</param>
    /// <param name="values">The values of each kind, at least one in all.</param>
    public static string Stacked(string title, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> values)
    {
        var bins = HistogramBins.Of([.. values.SelectMany(kind => kind)]);
        Rgba[] colors = [.. names.Select((_, i) => Colors[i % Colors.Length])];
        (int Row, float X)[] places = Legend(names);
        return Draw(title, [.. values.Select(bins.Count)], colors, Height + ((places[^1].Row + 1) * LegendHeight), canvas =>
        {
            bins.Label(canvas, Left, Across, Height - Bottom + 17, Quiet);
            for (int i = 0; i < names.Count; i++)
            {
                float y = Height - 10 + (places[i].Row * LegendHeight);
                canvas.FillRectangle(places[i].X, y, 10, 10, colors[i]);
                canvas.Text(names[i], new Vector2(places[i].X + 15, y + 9), 12, Quiet);
            }
        });
    }

    /// <summary>How often each of a few things happened.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="names">What the things are called.</param>
    /// <param name="counts">How often.</param>
    public static string Counts(string title, IReadOnlyList<string> names, int[] counts) => Draw(title, [counts], [Bar], Height, canvas =>
    {
        float wide = Across / counts.Length;
        float size = Math.Clamp(wide / (0.58f * names.Max(name => name.Length)), 7, 12);
        for (int i = 0; i < names.Count; i++) canvas.Text(names[i], new Vector2(Left + ((i + 0.5f) * wide), Height - Bottom + 17), size, Quiet, TextAlign.Center);
    });

    /// <summary>Where each name stands: beside the one before it while there is room, otherwise in the next row.</summary>
    private static (int Row, float X)[] Legend(IReadOnlyList<string> names)
    {
        var places = new (int Row, float X)[names.Count];
        (int row, float x) = (0, Left);
        for (int i = 0; i < names.Count; i++)
        {
            float wide = 32 + (7 * names[i].Length);
            if (x > Left && x + wide > Width) (row, x) = (row + 1, Left);
            places[i] = (row, x);
            x += wide;
        }

        return places;
    }

    private static string Draw(string title, int[][] counts, Rgba[] colors, float height, Action<ICanvas> labels)
    {
        var canvas = new SvgCanvas(Width, height);
        canvas.Clear(Rgba.White);
        canvas.Text(title, new Vector2(Left, 20), 14, Ink);
        int bars = counts[0].Length;
        float tall = Height - Top - Bottom, wide = Across / bars;
        double most = Math.Max(1, Enumerable.Range(0, bars).Max(i => counts.Sum(kind => kind[i])));
        double[] ticks = [.. AxisTicks.Of(0, most, 5).Where(tick => tick == Math.Truncate(tick))];
        foreach (double tick in ticks)
        {
            float y = Top + (float)(tall * (1 - (tick / most)));
            canvas.Line(new Vector2(Left, y), new Vector2(Width - Right, y), 1, Grid);
            canvas.Text(AxisTicks.Text(tick, 1), new Vector2(Left - 7, y + 4), 12, Quiet, TextAlign.Right);
        }

        for (int i = 0; i < bars; i++)
        {
            float bottom = Top + tall;
            for (int kind = 0; kind < counts.Length; kind++)
            {
                float part = (float)(tall * counts[kind][i] / most);
                bottom -= part;
                if (part > 0) canvas.FillRectangle(Left + (i * wide) + 1, bottom, wide - 2, part, colors[kind]);
            }
        }

        labels(canvas);
        return canvas.ToString();
    }
}
