using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Numerics;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// The JSON form of <see cref="RunOptions"/>: sections <c>environment</c> (its <c>id</c> and options), <c>agent</c> (its <c>name</c> and options)
/// and <c>training</c>, and beside them <c>preset</c>, <c>seed</c>, <c>wrappers</c>, <c>worlds</c> and <c>threads</c>. Reading checks every key and value.
/// </summary>
public static class RunOptionsJson
{
    private const string Id = "id";
    private const string Name = "name";

    /// <summary>The keys at the top. What stands under <c>versions</c> is for people and is not read.</summary>
    internal static readonly string[] Keys = ["preset", "seed", "environment", "wrappers", "worlds", "threads", "agent", "training", "versions"];

    /// <summary>The options as JSON, every value resolved.</summary>
    public static JsonObject Write(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JsonObject
        {
            ["preset"] = options.Preset,
            ["seed"] = options.Seed,
            ["environment"] = Section(Id, options.Environment, options.EnvironmentOptions),
            ["wrappers"] = JsonSerializer.SerializeToNode(options.Wrappers),
            ["worlds"] = options.Worlds,
            ["threads"] = options.Threads,
            ["agent"] = Section(Name, options.Agent, options.AgentOptions),
            ["training"] = JsonSerializer.SerializeToNode(options.Training, OptionsJson.Format),
        };
    }

    /// <summary>Parses a text into an object, with comments and trailing commas allowed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="FormatException">The text is not a JSON object; the message names the file and the line.</exception>
    public static JsonObject Parse(string text, string file) => OptionsJson.Parse(text, file);

    /// <summary>Reads options. What the JSON does not name keeps the default of its environment, agent or record.</summary>
    /// <param name="json">The JSON; it must name an environment and an agent.</param>
    /// <exception cref="FormatException">A key is unknown, a value is of the wrong type, or the environment or agent is missing.</exception>
    /// <exception cref="ArgumentException">The environment or agent is unknown, or a value is out of its range.</exception>
    public static RunOptions Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        foreach ((string key, _) in json)
        {
            if (!Keys.Contains(key)) throw new FormatException($"There is no option '{key}'.{NearestName.Suggestion(key, Keys)}");
        }

        (string environment, JsonObject environmentValues) = Split(json, "environment", Id);
        (string agent, JsonObject agentValues) = Split(json, "agent", Name);
        return new RunOptions
        {
            Preset = json["preset"] is { } preset ? OptionsJson.ReadValue<string>(preset, "preset") : null,
            Seed = json["seed"] is { } seed ? OptionsJson.ReadValue<ulong>(seed, "seed") : null,
            Environment = environment,
            EnvironmentOptions = Record(Envs.DefaultOptions(environment), environmentValues, "environment."),
            Wrappers = json["wrappers"] is { } wrappers ? OptionsJson.ReadValue<string[]>(wrappers, "wrappers") : [],
            Worlds = json["worlds"] is { } worlds ? OptionsJson.ReadValue<int>(worlds, "worlds") : 1,
            Threads = json["threads"] is { } threads ? OptionsJson.ReadValue<int>(threads, "threads") : 1,
            Agent = agent,
            AgentOptions = Record(AgentRegistry.Find(agent).DefaultOptions, agentValues, "agent.")!,
            Training = (TrainingOptions)Record(new TrainingOptions(), Object(json, "training"), "training.")!,
        };
    }

    /// <summary>Options changed by assignments such as <c>agent.learning_rate=1e-3</c>.</summary>
    internal static RunOptions With(RunOptions options, IEnumerable<string> assignments)
    {
        JsonObject json = Write(options);
        Dictionary<string, Type> sections = Sections(options);
        foreach (string assignment in assignments) OptionAssignment.Apply(json, sections, assignment);
        return Read(json);
    }

    /// <summary>Every option of a run with its value and documentation, in the order of the JSON.</summary>
    public static IReadOnlyList<OptionDescription> Describe(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IEnumerable<OptionDescription> top = OptionDocumentation.Describe(options)
            .Where(option => option.Path is "wrappers" or "worlds" or "threads");
        return
        [
            .. options.EnvironmentOptions is { } environment ? OptionDocumentation.Describe(environment, "environment.") : [],
            .. top,
            .. OptionDocumentation.Describe(options.AgentOptions, "agent."),
            .. OptionDocumentation.Describe(options.Training, "training."),
        ];
    }

    /// <summary>Lays one object over another: values replace values, objects are merged.</summary>
    internal static void Merge(JsonObject target, JsonObject source)
    {
        foreach ((string key, JsonNode? value) in source)
        {
            if (value is JsonObject inner && target[key] is JsonObject below) Merge(below, inner);
            else target[key] = value?.DeepClone();
        }
    }

    /// <summary>The name of the environment or agent that a configuration asks for, whether it stands alone or in its section.</summary>
    internal static string? NameIn(JsonObject json, string section)
    {
        if (!json.TryGetPropertyValue(section, out JsonNode? node)) return null;
        string key = section == "agent" ? Name : Id;
        if (node is JsonObject inner) return inner[key] is { } name ? OptionsJson.ReadValue<string>(name, $"{section}.{key}") : null;
        return node?.GetValueKind() == JsonValueKind.String
            ? node.GetValue<string>()
            : throw new FormatException($"'{section}' takes a name, or an object with options, but is {node?.ToJsonString() ?? "null"}.");
    }

    private static Dictionary<string, Type> Sections(RunOptions options)
    {
        var sections = new Dictionary<string, Type>(StringComparer.Ordinal);
        if (options.EnvironmentOptions is { } environment) sections["environment"] = environment.GetType();
        sections["agent"] = options.AgentOptions.GetType();
        sections["training"] = typeof(TrainingOptions);
        sections["wrappers"] = typeof(string[]);
        sections["worlds"] = typeof(int);
        sections["threads"] = typeof(int);
        sections["seed"] = typeof(ulong?);
        return sections;
    }

    private static JsonObject Section(string key, string name, object? options)
    {
        var section = new JsonObject { [key] = name };
        if (options is not null) Merge(section, (JsonObject)JsonSerializer.SerializeToNode(options, options.GetType(), OptionsJson.Format)!);
        return section;
    }

    private static (string Name, JsonObject Values) Split(JsonObject json, string section, string key)
    {
        string name = NameIn(json, section) ?? throw new FormatException($"The options name no {section}.");
        var values = json[section] is JsonObject inner ? (JsonObject)inner.DeepClone() : [];
        values.Remove(key);
        return (name, values);
    }

    /// <summary>The record whose values lie over the defaults.</summary>
    internal static object? Record(object? defaults, JsonObject values, string path)
    {
        if (defaults is null)
        {
            if (values.Count > 0) throw new FormatException($"There is no option '{path}{values.First().Key}': the {path.TrimEnd('.')} has no options.");
            return null;
        }

        var all = (JsonObject)JsonSerializer.SerializeToNode(defaults, defaults.GetType(), OptionsJson.Format)!;
        Merge(all, values);
        return OptionsJson.Read(defaults.GetType(), all, path);
    }

    private static JsonObject Object(JsonObject json, string key)
    {
        if (!json.TryGetPropertyValue(key, out JsonNode? node)) return [];
        return node as JsonObject ?? throw new FormatException($"'{key}' takes an object with options, but is {node?.ToJsonString() ?? "null"}.");
    }
}
