using System.Text.Json;
using System.Text.Json.Serialization;
using Bellman.Core;

namespace Bellman.Training;

/// <summary>What came of a run, as <c>summary.json</c> has it. A figure that does not exist is null.</summary>
public sealed record RunSummary
{
    /// <summary>The environment's id.</summary>
    public required string Environment { get; init; }

    /// <summary>The algorithm's short name.</summary>
    public required string Agent { get; init; }

    /// <summary>The preset's name; null for none.</summary>
    public required string? Preset { get; init; }

    /// <summary>The seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The environment steps made, those of all worlds together.</summary>
    public required long Steps { get; init; }

    /// <summary>The episodes finished.</summary>
    public required long Episodes { get; init; }

    /// <summary>The learning updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>How long training lasted in seconds; the last evaluation is not in it.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Environment steps for each second.</summary>
    public required double StepsPerSecond { get; init; }

    /// <summary>Whether the environment was solved.</summary>
    public required bool Solved { get; init; }

    /// <summary>With how many finished episodes; null where it was not solved.</summary>
    public required long? SolvedAtEpisode { get; init; }

    /// <summary>After how many environment steps; null where it was not solved.</summary>
    public required long? SolvedAtStep { get; init; }

    /// <summary>After how many seconds; null where it was not solved.</summary>
    public required double? SolvedAtSeconds { get; init; }

    /// <summary>The mean return of the last 100 finished episodes, of all where there were fewer.</summary>
    [JsonPropertyName("mean_return_last_100")]
    public required double? MeanReturnLast100 { get; init; }

    /// <summary>The largest mean return over 100 episodes in a row.</summary>
    [JsonPropertyName("best_mean_return_100")]
    public required double? BestMeanReturn100 { get; init; }

    /// <summary>The greedy evaluation of the last model; null where the run was cancelled.</summary>
    public required EvaluationSummary? Evaluation { get; init; }

    /// <summary>The SHA-256 of <c>model.bellman</c> in hexadecimal, lower case.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Sums up a training.</summary>
    /// <param name="report">How it went.</param>
    /// <param name="evaluation">The greedy evaluation of the last model; <see langword="null"/> where there was none.</param>
    /// <param name="agent">Who was trained.</param>
    /// <param name="preset">The preset's name; <see langword="null"/> for none.</param>
    /// <param name="modelSha256">The checksum of the model's file.</param>
    public static RunSummary Of(TrainingReport report, EvaluationReport? evaluation, Agent agent, string? preset, string modelSha256)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(agent);
        return new RunSummary
        {
            Environment = agent.EnvironmentId ?? "",
            Agent = agent.Name,
            Preset = preset,
            Seed = report.Seed,
            Steps = report.Steps,
            Episodes = report.Episodes,
            Updates = report.Updates,
            WallSeconds = report.Seconds,
            StepsPerSecond = report.StepsPerSecond,
            Solved = report.Solved is not null,
            SolvedAtEpisode = report.Solved?.Episode,
            SolvedAtStep = report.Solved?.Step,
            SolvedAtSeconds = report.Solved?.Seconds,
            MeanReturnLast100 = Figure(report.MeanReturn),
            BestMeanReturn100 = Figure(report.BestMeanReturn),
            Evaluation = EvaluationSummary.Of(evaluation),
            ModelSha256 = modelSha256,
        };
    }

    /// <summary>The summary as JSON, with names in snake_case.</summary>
    public string ToJson() => OptionsJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The name for error messages.</param>
    /// <exception cref="FormatException">It is not a summary.</exception>
    public static RunSummary Parse(string json, string file = "summary.json")
    {
        try
        {
            return JsonSerializer.Deserialize<RunSummary>(json, OptionsJson.Format)
                ?? throw new FormatException($"'{file}' is not a summary.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"'{file}' is not a summary: {exception.Message}", exception);
        }
    }

    private static double? Figure(double value) => double.IsFinite(value) ? value : null;
}
