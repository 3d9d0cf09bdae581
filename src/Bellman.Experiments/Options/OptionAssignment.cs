using System.Reflection;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>Setting one option by its path in the JSON form of a run, as <c>--set agent.learning_rate=1e-3</c>.</summary>
internal static class OptionAssignment
{
    /// <summary>Sets one option.</summary>
    /// <param name="root">The run's JSON, which is changed.</param>
    /// <param name="sections">The options record behind each section, or the type of a value that stands at the top.</param>
    /// <param name="assignment">The path, an equals sign, and the value.</param>
    /// <exception cref="FormatException">The path is unknown or the value is not of its type; the message says which.</exception>
    public static void Apply(JsonObject root, IReadOnlyDictionary<string, Type> sections, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new FormatException($"--set takes path=value, for instance agent.learning_rate=1e-3, but was given '{assignment}'.");
        string path = assignment[..equals].Trim();
        string[] names = path.Split('.');
        if (!sections.TryGetValue(names[0], out Type? type))
            throw new FormatException($"There is no option '{path}'.{Suggest(path, names, sections)}");
        (JsonObject parent, string key, type) = Walk(root, names, type, path);
        parent[key] = OptionText.ToJson(assignment[(equals + 1)..].Trim(), type, path);
    }

    /// <summary>All paths below a section.</summary>
    public static IEnumerable<string> Paths(string prefix, Type type)
    {
        if (!OptionDocumentation.IsRecord(type)) return [prefix];
        return OptionDocumentation.Properties(type).SelectMany(property => Paths($"{prefix}.{OptionsJson.Name(property.Name)}", property.PropertyType));
    }

    private static (JsonObject Parent, string Key, Type Type) Walk(JsonObject root, string[] names, Type type, string path)
    {
        JsonObject parent = root;
        for (int i = 1; i < names.Length; i++)
        {
            string where = string.Join('.', names[..i]);
            if (!OptionDocumentation.IsRecord(type)) throw new FormatException($"'{where}' is a single value, so there is no option '{path}'.");
            Dictionary<string, PropertyInfo> known = OptionDocumentation.Properties(type).ToDictionary(property => OptionsJson.Name(property.Name));
            if (!known.TryGetValue(names[i], out PropertyInfo? property))
                throw new FormatException($"There is no option '{path}'.{Suggest(path, where, known.Keys)}");
            parent = parent[names[i - 1]] as JsonObject ?? Add(parent, names[i - 1]);
            type = property.PropertyType;
        }

        if (OptionDocumentation.IsRecord(type) && names.Length == 1)
            throw new FormatException($"'{path}' is a section: name an option in it, for instance {Paths(path, type).First()}.");
        return (parent, names[^1], type);
    }

    private static JsonObject Add(JsonObject parent, string key)
    {
        var added = new JsonObject();
        parent[key] = added;
        return added;
    }

    /// <summary>The nearest path; where none is near, which is so for the options of another agent, the command that prints those of this one.</summary>
    private static string Suggest(string path, string where, IEnumerable<string> known) =>
        (NearestName.Suggestion(path, known.Select(name => $"{where}.{name}")), where) switch
        {
            ("", "agent") => " `bellman agents NAME` prints the options of an agent.",
            var (suggestion, _) => suggestion,
        };

    /// <summary>The nearest path; for a bare name, the option of that name in whichever section has it.</summary>
    private static string Suggest(string path, string[] names, IReadOnlyDictionary<string, Type> sections)
    {
        string[] all = [.. sections.SelectMany(section => Paths(section.Key, section.Value))];
        string? sameName = Array.Find(all, known => known.EndsWith("." + names[^1], StringComparison.Ordinal));
        return sameName is not null ? $" Did you mean '{sameName}'?" : NearestName.Suggestion(path, all);
    }
}
