using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellman.Experiments;

/// <summary>
/// What a run's configuration says of it. It is read leniently, as text by path: a run of a later version, or one of another program without a configuration, can be drawn all the same.
/// </summary>
public sealed record RunDescription
{
    /// <summary>Its name: the folder's, or the path below the folder that is looked at.</summary>
    public required string Name { get; init; }

    /// <summary>The environment's id; empty where nothing says it.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The agent's name; empty where nothing says it.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The preset's name; <see langword="null"/> for none.</summary>
    public string? Preset { get; init; }

    /// <summary>The seed, in digits; empty where nothing says it.</summary>
    public string Seed { get; init; } = "";

    /// <summary>Every option by its path, as <c>--set</c> takes it.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Everything that makes the training except the seed: runs with the same are repetitions of one experiment.</summary>
    public string Experiment => Options.Count == 0
        ? Name
        : string.Join('\n', Options.Where(option => !IsOfTheRunAlone(option.Key)).OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));

    /// <summary>Reads the <c>config.json</c> of a run's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">What the run is called. Default: the folder's name.</param>
    public static RunDescription Of(string folder, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        name ??= Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar));
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            Flatten(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json"))), "", options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Not a run of ours, or one whose configuration can't be read: it has a curve all the same.
        }

        return new RunDescription
        {
            Name = name,
            Environment = options.GetValueOrDefault("environment.id") ?? options.GetValueOrDefault("environment") ?? "",
            Agent = options.GetValueOrDefault("agent.name") ?? options.GetValueOrDefault("agent") ?? "",
            Preset = options.GetValueOrDefault("preset") is { } preset and not "null" ? preset : null,
            Seed = options.GetValueOrDefault("seed") ?? "",
            Options = options,
        };
    }

    /// <summary>Whether an option says nothing about how the training goes on: which seed, version or name it has.</summary>
    internal static bool IsOfTheRunAlone(string path) => path is "seed" or "preset" or "threads" || path.StartsWith("versions.", StringComparison.Ordinal);

    private static void Flatten(JsonNode? node, string path, Dictionary<string, string> options)
    {
        if (node is JsonObject inner)
        {
            foreach ((string key, JsonNode? value) in inner) Flatten(value, path.Length > 0 ? $"{path}.{key}" : key, options);
            return;
        }

        options[path] = node switch
        {
            JsonArray list => string.Join(',', list.Select(item => item?.ToString() ?? "null")),
            // A number is the same however it is written.
            JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number) && Math.Abs(number) < 1L << 53 => number.ToString(CultureInfo.InvariantCulture),
            _ => node?.ToString() ?? "null",
        };
    }
}
