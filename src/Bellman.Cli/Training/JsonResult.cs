using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>What came of a training, as the last JSON line: the summary, with the event and the run's folder before it.</summary>
internal sealed class JsonResult : IResultLines
{
    /// <inheritdoc/>
    public void Trained(TrainingJob job, TrainingReport report)
    {
    }

    /// <inheritdoc/>
    public void Evaluated(EvaluationEpisode episode)
    {
    }

    /// <inheritdoc/>
    public void Finished(TrainingJob job, RunSummary summary) => Write("end", job, summary, null);

    /// <inheritdoc/>
    public void Reported(string path)
    {
        // "end" is the last line; where the report is follows from the run.
    }

    /// <inheritdoc/>
    public void Interrupted(TrainingJob job, RunSummary summary, bool saved) => Write("interrupted", job, summary, saved);

    private static void Write(string name, TrainingJob job, RunSummary summary, bool? saved)
    {
        var line = new JsonObject { ["event"] = name, ["run"] = job.Folder.Root };
        if (saved is { } known) line["saved"] = known;
        foreach ((string key, JsonNode? value) in (JsonObject)JsonSerializer.SerializeToNode(summary, OptionsJson.Format)!)
            line[key] = value?.DeepClone();
        JsonLines.Write(line);
    }
}
