using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellman.Experiments;

/// <summary>An option that a sweep varies, and the values that it takes.</summary>
public sealed record SweepAxis
{
    /// <summary>Creates an axis.</summary>
    /// <param name="path">The option's path, as <c>--set</c> takes it, for instance <c>agent.learning_rate</c>.</param>
    /// <param name="values">Its values, each as <c>--set</c> takes it.</param>
    /// <exception cref="FormatException">There is no value, or one is given twice.</exception>
    public SweepAxis(string path, IReadOnlyList<string> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0) throw new FormatException($"The grid gives no value for '{path}'.");
        if (values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"The grid gives '{path}' the value '{twice.Key}' twice.");
        Path = path;
        Values = values;
    }

    /// <summary>The option's path.</summary>
    public string Path { get; }

    /// <summary>Its values, as texts.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Reads an axis as it is typed: <c>agent.learning_rate=1e-3,5e-4</c>, or <c>agent.hidden_sizes=[64,64],[128,128]</c> for lists.</summary>
    /// <exception cref="FormatException">The text is no axis; the message says what one looks like.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw new FormatException($"--grid takes path=value,value,..., for instance agent.learning_rate=1e-3,5e-4, but was given '{text}'.");
        return new SweepAxis(text[..equals].Trim(), SplitOutsideBrackets(text[(equals + 1)..]));
    }

    /// <summary>Reads the axes of a sweep file: an object with a list of values for each path.</summary>
    /// <exception cref="FormatException">The JSON is something else.</exception>
    public static IReadOnlyList<SweepAxis> Read(JsonNode? json)
    {
        if (json is not JsonObject grid) throw new FormatException($"'grid' takes an object with a list of values for each option, but is {json?.ToJsonString() ?? "null"}.");
        return [.. grid.Select(entry => entry.Value is JsonArray values
            ? new SweepAxis(entry.Key, [.. values.Select(Text)])
            : throw new FormatException($"'grid.{entry.Key}' takes a list of values, but is {entry.Value?.ToJsonString() ?? "null"}."))];
    }

    /// <summary>The texts of the values, those of a list in its brackets kept together.</summary>
    private static string[] SplitOutsideBrackets(string text)
    {
        var values = new List<string>();
        int depth = 0, start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char character = i < text.Length ? text[i] : ',';
            if (character is '[' or '{') depth++;
            else if (character is ']' or '}') depth--;
            if (i < text.Length && (character != ',' || depth > 0)) continue;
            string value = text[start..i].Trim();
            if (value.Length > 0) values.Add(value);
            start = i + 1;
        }

        return [.. values];
    }

    private static string Text(JsonNode? value) =>
        value is null ? "null" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
