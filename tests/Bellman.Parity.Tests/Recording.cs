using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Golden;

namespace Bellman.Parity.Tests;

/// <summary>What a recording of one or several episodes says about how it was made, and what happened.</summary>
internal sealed class Recording
{
    private Recording(string name)
    {
        Name = name;
        Json = Recordings.Read(name);
        EnvironmentId = Json.GetProperty("env").GetString()!;
        Seed = Json.GetProperty("seed").GetUInt64();
        Events = [.. Json.TryGetProperty("events", out JsonElement events)
            ? events.EnumerateArray().Select(RecordedEvent.OfList)
            : Json.GetProperty("steps").EnumerateArray().Select(RecordedEvent.OfStep).Prepend(RecordedEvent.OfFirstReset(Json))];
    }

    /// <summary>Where it was read from.</summary>
    public string Name { get; }

    /// <summary>The whole recording, for what only some environments have.</summary>
    public JsonElement Json { get; }

    /// <summary>The registered id.</summary>
    public string EnvironmentId { get; }

    /// <summary>The seed of the first reset; later ones had none.</summary>
    public ulong Seed { get; }

    /// <summary>Resets and steps in order, beginning with a reset.</summary>
    public IReadOnlyList<RecordedEvent> Events { get; }

    /// <summary>The options of the first reset, or null.</summary>
    public ResetOptions? ResetOptions
    {
        get
        {
            if (!Json.TryGetProperty("reset_options", out JsonElement recorded) || recorded.ValueKind != JsonValueKind.Object)
                return null;
            var options = new ResetOptions();
            foreach (JsonProperty option in recorded.EnumerateObject())
                options[option.Name] = option.Value.GetDouble();
            return options;
        }
    }

    /// <summary>Names of the recordings of some environments, in every folder that holds episodes.</summary>
    /// <param name="environmentIds">The ids.</param>
    /// <returns>Names for <see cref="Read"/>.</returns>
    public static IEnumerable<string> NamesOf(params string[] environmentIds) =>
        from folder in new[] { "episodes", "heuristic", "multiepisode", "variants" }
        from id in environmentIds
        from name in Recordings.Names($"{folder}/{id}_")
        select name;

    /// <summary>Reads a recording.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The recording.</returns>
    public static Recording Read(string name) => new(name);

    /// <summary>Makes the environment as it was made for the recording: Gymnasium's keywords are our options in snake case.</summary>
    /// <param name="defaults">The options that the keywords change; those of the id where there are none.</param>
    /// <returns>The environment with its time limit.</returns>
    public Env MakeEnvironment(object? defaults = null)
    {
        object? options = defaults ?? Envs.DefaultOptions(EnvironmentId);
        if (options is not null && Json.TryGetProperty("kwargs", out JsonElement keywords))
        {
            JsonObject merged = JsonNode.Parse(OptionsJson.Write(options))!.AsObject();
            foreach (JsonProperty keyword in keywords.EnumerateObject())
                merged[keyword.Name] = JsonNode.Parse(keyword.Value.GetRawText());
            options = OptionsJson.Read(options.GetType(), merged, string.Empty);
        }

        return Envs.Make(EnvironmentId, options);
    }
}
