using System.Globalization;
using System.Text;
using Bellman.Core;
using Bellman.Experiments;

namespace Bellman.Learning.Tests;

/// <summary>What came of a row's trainings. They are kept in artifacts/learning by build and options, so that a long form that was stopped goes on, and a row that has finished is not made again.</summary>
internal sealed class PublishedResult
{
    private const string Heading = """
        | algorithm | environment | steps | published (steps, source) | interquartile mean [95 % interval] | reached | mean | lowest | seeds | row |
        |---|---|---|---|---|---|---|---|---|---|
        """;

    private readonly PublishedRow _row;

    private PublishedResult(PublishedRow row, Sweep sweep, SweepResults results)
    {
        _row = row;
        Score = new SweepRow(sweep.Settings[0], results.Of(sweep.Settings[0]));
    }

    /// <summary>The scores of the seeds.</summary>
    public SweepRow Score { get; }

    /// <summary>The table that all rows stand in.</summary>
    public static string Summary => Path.Combine(Repository, "docs", "results.md");

    /// <summary>The result in words.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{_row.Name}: interquartile mean {InterquartileMean}, mean {Score.Mean:F1}, lowest {Lowest:F1}, published {Published(_row)}, least {_row.Least}.");

    private static string Repository { get; } = FindRepository();

    private static string Artifacts => Path.Combine(Repository, "artifacts", "learning");

    private double Lowest => Score.Trials.Min(trial => trial.Score);

    private string InterquartileMean => string.Create(
        CultureInfo.InvariantCulture, $"{Score.InterquartileMean:F1} [{Score.InterquartileInterval?.Low:F1}, {Score.InterquartileInterval?.High:F1}]");

    private string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"| {string.Join(" | ", FirstCells(_row))} | {InterquartileMean} | {_row.Verdict(Score.InterquartileMean)} | {Score.Mean:F1} | {Lowest:F1} | {_row.Seeds} | `{_row.Name}` |");

    /// <summary>Trains the seeds that have not been trained by this build yet, tells of each, and adds the row to artifacts/learning/summary.md.</summary>
    public static PublishedResult Train(PublishedRow row, CancellationToken cancellation)
    {
        Sweep sweep = row.Whole();
        SweepFolder folder = SweepFolder.Open(Path.Combine(Artifacts, row.Name));
        SweepResults results = folder.Read(sweep);
        sweep.Run(folder, results, ended: (_, trial) => Tell(
            $"{row.Name}, seed {trial.Seed}: {trial.Failure ?? trial.Score.ToString("F1", CultureInfo.InvariantCulture)} after {trial.Summary?.WallSeconds:F0} s, {results.Count} of {results.Total}"), cancellation: cancellation);
        var result = new PublishedResult(row, sweep, results);
        Tell(result.Sentence);
        WriteSummary();
        return result;
    }

    /// <summary>What a line of the table begins with, which the row alone says.</summary>
    public static string[] FirstCells(PublishedRow row) =>
        [row.Algorithm, row.Options([]).Environment, row.Steps.ToString("N0", CultureInfo.InvariantCulture), Published(row)];

    private static string Published(PublishedRow row) =>
        row.Published is { } figure ? string.Create(CultureInfo.InvariantCulture, $"{figure:0.0#} ({row.At:N0}, {row.Source})") : "-";

    /// <summary>Writes a line for each row whose every seed this build has trained, in the order of the table.</summary>
    private static void WriteSummary()
    {
        var text = new StringBuilder(Heading).AppendLine();
        foreach (PublishedRow row in PublishedTable.All.Where(row => Directory.Exists(Path.Combine(Artifacts, row.Name))))
        {
            Sweep sweep = row.Whole();
            SweepResults results = SweepFolder.Open(Path.Combine(Artifacts, row.Name)).Read(sweep);
            var result = new PublishedResult(row, sweep, results);
            if (results.Count == results.Total && result.Score.Failures == 0) text.AppendLine(result.Line);
        }

        AtomicFile.WriteText(Path.Combine(Artifacts, "summary.md"), text.ToString());
    }

    private static void Tell(string line) => Console.Error.WriteLine(line);

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bellman.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"Bellman.slnx stands in no folder above '{AppContext.BaseDirectory}'.");
    }
}
