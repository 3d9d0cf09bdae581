using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Curves of runs as they are plotted: what stands on the axes, and the lines.</summary>
public sealed record CurvePlot
{
    private const int Points = 2000;

    // More backgrounds than these cover each other.
    private const int MostBackgrounds = 3;

    /// <summary>What stands above.</summary>
    public required string Title { get; init; }

    /// <summary>What the curves are drawn against.</summary>
    public required CurveAxis Axis { get; init; }

    /// <summary>The figure's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Over how many values the means are taken.</summary>
    public required int Window { get; init; }

    /// <summary>The value that solves the environment; <see langword="null"/> for none.</summary>
    public double? Threshold { get; init; }

    /// <summary>The places of all values.</summary>
    public required double[] Places { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<PlotLine> Lines { get; init; }

    /// <summary>Reads runs to their ends and plots them; those that differ in their seed alone become one line.</summary>
    /// <param name="folders">The runs' folders.</param>
    /// <param name="options">How they are drawn.</param>
    /// <exception cref="ArgumentException">No run has the figure; the message names those that there are.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static CurvePlot Of(IReadOnlyList<string> folders, PlotOptions options)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(options);
        RunCurves[] curves = [.. folders.Select(folder => new RunCurves(folder))];
        RunDescription[] runs = [.. folders.Select(folder => RunDescription.Of(folder))];
        CurveReader?[] readers = [.. curves.Select(run => run.Reader(options.Metric))];
        if (readers.All(reader => reader is null)) throw new ArgumentException(Missing(options.Metric, curves));
        foreach (CurveReader? reader in readers) reader?.Read(TimeSpan.MaxValue);
        var table = CurveTable.Of(readers, options.Axis, Points, options.Window);
        if (table.Places.Length == 0) throw new ArgumentException($"No episode has ended yet in {(folders.Count == 1 ? "this run" : "these runs")}: there is nothing to plot.");
        IReadOnlyList<RunGroup> groups = options.Each ? [.. runs.Select((run, i) => new RunGroup(run.Name, [i]))] : RunGroup.Of(runs);
        PlotLine[] lines = [.. groups.Select(group => LineOf(group, runs, table, groups.Count <= MostBackgrounds))];
        if (!lines.Any(line => line.Values.Any(double.IsFinite))) throw new ArgumentException("The seeds have no part in common over which to take a mean: plot each run alone (--each).");
        bool isReturn = options.Metric.Contains("return", StringComparison.Ordinal);
        return new CurvePlot
        {
            Title = options.Title ?? TitleOf(runs),
            Axis = options.Axis,
            Metric = options.Metric,
            Window = options.Window,
            Threshold = (options.Threshold ?? (isReturn ? Thresholds.Common(runs) : null)) is { } level && double.IsFinite(level) ? level : null,
            Places = table.Places,
            Lines = lines,
        };
    }

    private static PlotLine LineOf(RunGroup group, RunDescription[] runs, CurveTable table, bool background)
    {
        // A seed whose first episode goes on has no value anywhere, and would leave the mean none.
        int[] begun = [.. group.Members.Where(i => table.Runs[i].Mean.Any(double.IsFinite))];
        if ((begun.Length > 0 ? begun : group.Members) is [int only])
        {
            CurveTrace run = table.Runs[only];
            return new PlotLine(group.Label == runs[only].Agent ? runs[only].Name : group.Label, run.Mean) { Background = background ? (run.Low, run.High) : null };
        }

        var band = SeedBand.Of(table.Places, [.. begun.Select(i => table.Runs[i].Mean)]);
        return new PlotLine($"{group.Label} ({begun.Length} seeds)", band.Mean) { Band = (band.Low, band.High) };
    }

    private static string TitleOf(RunDescription[] runs)
    {
        string[] environments = [.. runs.Select(run => run.Environment).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        string where = environments.Length == 0 ? "" : string.Join(", ", environments) + ": ";
        return where + (runs is [var run] ? run.Name : $"{runs.Length} runs");
    }

    private static string Missing(string metric, RunCurves[] curves)
    {
        string[] known = [.. curves.SelectMany(run => run.Metrics()).Distinct(StringComparer.Ordinal)];
        if (known.Length == 0) return "There is no curve in these folders: they have neither progress.csv nor event files.";
        return $"There is no figure '{metric}'.{Numerics.NearestName.Suggestion(metric, known)} There are {string.Join(", ", known)}.";
    }
}
