using System.Text.Json.Nodes;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>A training as JSON lines on standard output: <c>start</c>, a <c>progress</c> each second, <c>evaluation</c>, and at the end <c>end</c>.</summary>
internal sealed class JsonDisplay : ITrainingDisplay
{
    private readonly ProgressFeed _feed;
    private readonly Pace _pace = new();

    /// <summary>Creates the display.</summary>
    public JsonDisplay() => _feed = new ProgressFeed(TimeSpan.FromSeconds(1), Show) { Evaluated = report => JsonLines.Write(Evaluation(report)) };

    /// <inheritdoc/>
    public ICallback? Callback => _feed;

    /// <inheritdoc/>
    public void Start(TrainingJob job, long resumedAt) => JsonLines.Write(new JsonObject
    {
        ["event"] = "start",
        ["run"] = job.Folder.Root,
        ["resumed_at_step"] = resumedAt,
        ["config"] = RunOptionsJson.Write(job.Options),
    });

    /// <inheritdoc/>
    public void Warn(string message) => Console.Error.WriteLine("warning: " + message);

    /// <inheritdoc/>
    public void Stop() => _feed.Dispose();

    /// <inheritdoc/>
    public void Dispose() => _feed.Dispose();

    private void Show(TrainingSnapshot snapshot)
    {
        _pace.Add(snapshot);
        JsonLines.Write(new JsonObject
        {
            ["event"] = "progress",
            ["step"] = snapshot.Step,
            ["episode"] = snapshot.Episode,
            ["updates"] = snapshot.Updates,
            ["seconds"] = snapshot.Seconds,
            ["steps_per_second"] = JsonLines.Number(_pace.StepsPerSecond),
            ["updates_per_second"] = JsonLines.Number(_pace.UpdatesPerSecond),
            ["epsilon"] = JsonLines.Number(snapshot.Figure("epsilon")),
            ["loss"] = JsonLines.Number(snapshot.Figure("loss")),
            ["metrics"] = new JsonObject(snapshot.Figures.Select(figure => KeyValuePair.Create(figure.Name, JsonLines.Number(figure.Value)))),
            ["last_return"] = JsonLines.Number(snapshot.LastReturn),
            ["mean_return_last_100"] = JsonLines.Number(snapshot.MeanReturn),
            ["best_mean_return_100"] = JsonLines.Number(snapshot.BestMeanReturn),
            ["solved"] = snapshot.Solved is not null,
            ["memory_bytes"] = Environment.WorkingSet,
        });
    }

    private static JsonObject Evaluation(EvaluationReport report) => new()
    {
        ["event"] = "evaluation",
        ["step"] = report.Step,
        ["episodes"] = report.Episodes,
        ["mean"] = JsonLines.Number(report.Mean),
        ["std"] = JsonLines.Number(report.Std),
        ["min"] = JsonLines.Number(report.Minimum),
        ["max"] = JsonLines.Number(report.Maximum),
        ["mean_max_action_value"] = JsonLines.Number(report.MeanMaxActionValue),
    };
}
