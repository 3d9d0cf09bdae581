using System.Globalization;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Round numbers along an axis, and how they are written.</summary>
public static class AxisTicks
{
    /// <summary>The multiples of 1, 2 or 5 times a power of ten between two ends, so wide apart that there are not more than asked for.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="most">How many there are at most, at least 2.</param>
    public static double[] Of(double low, double high, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (!(high > low) || !double.IsFinite(high - low)) return [low];
        double rough = (high - low) / (most - 1), power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double width = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * power).First(step => step >= rough * (1 - 1e-9));
        double first = Math.Ceiling((low / width) - 1e-9), last = Math.Floor((high / width) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * width)];
    }

    /// <summary>A number as short as its neighbours on the axis allow: thousands and millions as k and M.</summary>
    public static string Text(double value, double width)
    {
        double size = Math.Max(Math.Abs(value), width);
        (double unit, string name) = size >= 1e6 && width >= 1e4 ? (1e6, "M") : size >= 1e4 && width >= 100 ? (1e3, "k") : (1, "");
        int digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(width / unit) - 1e-9), 0, 12);
        string text = Math.Round(value / unit, digits).ToString("F" + digits, CultureInfo.InvariantCulture);
        return value == 0 ? "0" : text + name;
    }

    /// <summary>The unit in which an axis of time is written: its name, and how many seconds it has.</summary>
    public static (string Name, double Seconds) TimeUnit(double seconds) => seconds switch
    {
        < 180 => ("seconds", 1),
        < 3 * 3600 => ("minutes", 60),
        _ => ("hours", 3600),
    };

    /// <summary>What an axis is called.</summary>
    public static string Title(CurveAxis axis) => axis switch
    {
        CurveAxis.Steps => "environment steps",
        CurveAxis.Episodes => "episodes",
        _ => "wall time",
    };
}
