using System.Globalization;
using Bellman.Training;
using Microsoft.AspNetCore.Http;

namespace Bellman.Board;

/// <summary>Which curves the page asks for.</summary>
/// <param name="Runs">The runs, by their names.</param>
/// <param name="Metric">The figure.</param>
/// <param name="Axis">What it is drawn against.</param>
/// <param name="Points">How many places there are at most.</param>
/// <param name="Window">Over how many values running means are taken.</param>
/// <param name="From">The left end; minus infinity for the beginning.</param>
/// <param name="To">The right end; infinity for the end.</param>
/// <param name="Group">Whether runs that differ in their seed alone are averaged.</param>
/// <param name="Extremes">Whether the extremes are wanted too.</param>
/// <param name="Wait">How long files may be read before there is an answer.</param>
internal sealed record CurveQuery(
    string[] Runs, string Metric, CurveAxis Axis, int Points, int Window, double From, double To, bool Group, bool Extremes, TimeSpan Wait)
{
    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="ArgumentException">A value is none.</exception>
    public static CurveQuery Of(IQueryCollection query) => new(
        [.. query["run"].OfType<string>().Where(run => run.Length > 0).Distinct(StringComparer.Ordinal)],
        query["metric"].ToString() is { Length: > 0 } metric ? metric : RunCurves.Return,
        AxisOf(query["x"].ToString()),
        Whole(query, "points", 800, 2, 4000),
        Whole(query, "smooth", 1, 1, 1_000_000_000),
        Number(query, "from", double.NegativeInfinity),
        Number(query, "to", double.PositiveInfinity),
        query["group"] == "true",
        query["extremes"] != "false",
        TimeSpan.FromMilliseconds(Whole(query, "wait", 250, 0, 2000)));

    private static CurveAxis AxisOf(string name) => name switch
    {
        "" or "steps" => CurveAxis.Steps,
        "episodes" => CurveAxis.Episodes,
        "seconds" => CurveAxis.Seconds,
        _ => throw new ArgumentException($"x is steps, episodes or seconds, but not '{name}'."),
    };

    private static int Whole(IQueryCollection query, string key, int missing, int low, int high)
    {
        double number = Number(query, key, missing);
        return number >= low && number <= high ? (int)number : throw new ArgumentException($"{key} is from {low} to {high}, but not {number}.");
    }

    private static double Number(IQueryCollection query, string key, double missing)
    {
        string text = query[key].ToString();
        if (text.Length == 0) return missing;
        return double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new ArgumentException($"{key} is a number, but not '{text}'.");
    }
}
