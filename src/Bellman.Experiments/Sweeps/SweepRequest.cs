using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>What a user asked a sweep for, before it is resolved: what every training has in common, the grid over it, and the seeds.</summary>
public sealed record SweepRequest
{
    /// <summary>The seeds where none are named: three, enough to see that settings differ and cheap enough for a first look.</summary>
    public const string DefaultSeeds = "0..2";

    private static readonly string[] OwnKeys = ["grid", "seeds", "jobs", "evaluation_episodes"];

    /// <summary>What all trainings have in common; its seed is not used.</summary>
    public RunRequest Common { get; init; } = new();

    /// <summary>The options that vary. Default: none.</summary>
    public IReadOnlyList<SweepAxis> Grid { get; init; } = [];

    /// <summary>The seeds that each setting is trained with; <see langword="null"/> for those of <see cref="DefaultSeeds"/>.</summary>
    public IReadOnlyList<ulong>? Seeds { get; init; }

    /// <summary>How many trainings at a time; <see langword="null"/> for as many as there are processors.</summary>
    public int? Jobs { get; init; }

    /// <summary>Over how many greedy episodes each training is evaluated at its end; <see langword="null"/> for 100.</summary>
    public int? EvaluationEpisodes { get; init; }

    /// <summary>
    /// Lays the request over a sweep file, which is a configuration (<see cref="RunOptionsJson"/>) with the further keys <c>grid</c>, <c>seeds</c>, <c>jobs</c> and
    /// <c>evaluation_episodes</c>. What the request itself names wins; of the grid, axis by axis.
    /// </summary>
    /// <param name="json">The file's content.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="FormatException">A value of those keys is of the wrong type; the message names the file.</exception>
    public SweepRequest Over(JsonObject json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        var configuration = (JsonObject)json.DeepClone();
        foreach (string key in OwnKeys) configuration.Remove(key);
        foreach (string key in configuration.Select(entry => entry.Key))
        {
            // The keys of a configuration are checked when it is read; what was meant for one of these is suggested from them.
            if (!RunOptionsJson.Keys.Contains(key)) throw new FormatException($"{file}: There is no option '{key}'.{NearestName.Suggestion(key, [.. OwnKeys, .. RunOptionsJson.Keys])}");
        }

        try
        {
            IReadOnlyList<SweepAxis> grid = json.TryGetPropertyValue("grid", out JsonNode? axes) ? SweepAxis.Read(axes) : [];
            return this with
            {
                Common = Common with { Configuration = configuration, ConfigurationFile = file },
                Grid = [.. grid.Where(axis => Grid.All(own => own.Path != axis.Path)), .. Grid],
                Seeds = Seeds ?? (json.TryGetPropertyValue("seeds", out JsonNode? seeds) ? SeedList.Read(seeds) : null),
                Jobs = Jobs ?? Whole(json, "jobs"),
                EvaluationEpisodes = EvaluationEpisodes ?? Whole(json, "evaluation_episodes"),
            };
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{file}: {exception.Message}", exception);
        }
    }

    /// <summary>Resolves everything.</summary>
    /// <exception cref="FormatException">Nothing names an environment, an option is unknown, or a value is of the wrong type.</exception>
    /// <exception cref="ArgumentException">A name is unknown, or a value is out of its range.</exception>
    public Sweep Resolve() => new(Common.Resolve() with { Seed = null }, Grid, Seeds ?? SeedList.Parse(DefaultSeeds))
    {
        Jobs = Jobs ?? Environment.ProcessorCount,
        EvaluationEpisodes = EvaluationEpisodes ?? Trials.DefaultEpisodes,
    };

    private static int? Whole(JsonObject json, string key)
    {
        if (json[key] is not { } value) return null;
        int whole = OptionsJson.ReadValue<int>(value, key);
        return whole > 0 ? whole : throw new FormatException($"'{key}' takes a whole number of 1 or more, but is {whole}.");
    }
}
