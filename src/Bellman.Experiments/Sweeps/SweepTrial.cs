using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>A finished training of a sweep, as its file has it.</summary>
public sealed record SweepTrial
{
    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>With which build of Bellman it was made (<see cref="BuildVersion"/>).</summary>
    public string Build { get; init; } = BuildVersion.Present;

    /// <summary>What came of it; <see langword="null"/> where it failed.</summary>
    public RunSummary? Summary { get; init; }

    /// <summary>Why it failed: its numbers went out of bounds, as with too large a learning rate. <see langword="null"/> where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The mean return of the greedy episodes at its end, by which settings are compared; NaN where it failed.</summary>
    public double Score => Summary?.Evaluation?.Mean ?? double.NaN;

    /// <summary>The trial as JSON, beside the options that it was made with.</summary>
    internal string ToJson(JsonObject options) => new JsonObject
    {
        ["build"] = Build,
        ["failure"] = Failure,
        ["summary"] = JsonSerializer.SerializeToNode(Summary, OptionsJson.Format),
        ["options"] = options.DeepClone(),
    }.ToJsonString(OptionsJson.Format) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="options">The options that the trial must have been made with.</param>
    /// <param name="seed">The seed among them.</param>
    /// <returns>The trial, or <see langword="null"/> where the text is another's or no trial's, so that it is to be made anew.</returns>
    internal static SweepTrial? Read(string json, JsonObject options, ulong seed)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject trial || trial["options"]?.ToJsonString() != options.ToJsonString()) return null;
            RunSummary? summary = trial["summary"]?.Deserialize<RunSummary>(OptionsJson.Format);
            string? failure = trial["failure"]?.GetValue<string>();
            string build = trial["build"]?.GetValue<string>() ?? "";
            return summary is null && failure is null ? null : new SweepTrial { Seed = seed, Build = build, Summary = summary, Failure = failure };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
