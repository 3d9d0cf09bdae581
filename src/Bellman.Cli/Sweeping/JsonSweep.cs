using System.Text.Json.Nodes;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A sweep as JSON lines: <c>start</c>, a <c>trial</c> for each finished training, and <c>end</c> or <c>interrupted</c> with the table.</summary>
/// <param name="quiet">Whether there is the last line alone.</param>
internal sealed class JsonSweep(bool quiet) : ISweepDisplay
{
    private SweepResults? _results;
    private string _path = "";

    /// <inheritdoc/>
    public void Start(SweepResults results, string path)
    {
        _results = results;
        _path = Path.GetFullPath(path);
        if (quiet) return;
        JsonObject line = Line("start", results);
        line["settings"] = results.Sweep.Settings.Count;
        line["seeds"] = new JsonArray([.. results.Sweep.Seeds.Select(seed => (JsonNode)seed)]);
        line["jobs"] = results.Sweep.Jobs;
        line["made_by_another_build"] = results.Outdated;
        JsonLines.Write(line);
    }

    /// <inheritdoc/>
    public ICallback? Begin(SweepSetting setting, ulong seed) => null;

    /// <inheritdoc/>
    public void Ended(SweepSetting setting, SweepTrial trial)
    {
        if (quiet) return;
        JsonObject line = Line("trial", _results!);
        line["setting"] = Setting(_results!.Sweep, setting);
        line["seed"] = trial.Seed;
        line["score"] = JsonLines.Number(trial.Score);
        line["mean_return_last_100"] = JsonLines.Number(trial.Summary?.MeanReturnLast100);
        line["solved_at_step"] = trial.Summary?.SolvedAtStep;
        line["seconds"] = JsonLines.Number(trial.Summary?.WallSeconds);
        line["model_sha256"] = trial.Summary?.ModelSha256;
        line["failure"] = trial.Failure;
        JsonLines.Write(line);
    }

    /// <inheritdoc/>
    public void Stop()
    {
    }

    /// <inheritdoc/>
    public void Show(SweepResults results, bool interrupted)
    {
        JsonObject line = Line(interrupted ? "interrupted" : "end", results);
        line["rows"] = new JsonArray([.. results.Rows().Select(row => (JsonNode)Row(results.Sweep, row))]);
        JsonLines.Write(line);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private JsonObject Line(string name, SweepResults results) => new()
    {
        ["event"] = name,
        ["sweep"] = _path,
        ["finished"] = results.Count,
        ["trainings"] = results.Total,
    };

    private static JsonObject Row(Sweep sweep, SweepRow row) => new()
    {
        ["setting"] = Setting(sweep, row.Setting),
        ["trainings"] = row.Trials.Count,
        ["failures"] = row.Failures,
        ["mean"] = JsonLines.Number(row.Mean),
        ["mean_interval"] = Interval(row.MeanInterval),
        ["interquartile_mean"] = JsonLines.Number(row.InterquartileMean),
        ["interquartile_interval"] = Interval(row.InterquartileInterval),
        ["mean_return_last_100"] = JsonLines.Number(row.MeanReturnLast100),
        ["solved"] = row.Solved,
        ["median_solved_step"] = JsonLines.Number(row.MedianSolvedStep),
        ["mean_seconds"] = JsonLines.Number(row.MeanSeconds),
    };

    private static JsonObject Setting(Sweep sweep, SweepSetting setting) =>
        new(sweep.Grid.Zip(setting.Values, (axis, value) => KeyValuePair.Create(axis.Path, (JsonNode?)value)));

    private static JsonArray? Interval(ConfidenceInterval? interval) => interval is { } bounds ? [bounds.Low, bounds.High] : null;
}
