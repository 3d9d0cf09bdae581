using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellman.Core;

/// <summary>
/// A wrapper as a text names it: <c>Name</c>, or <c>Name:</c> and arguments between commas, those without a name first:
/// <c>DiscretizeObservation:8,low=[-1,-1],high=[1,1]</c>. A value is a number (<c>500</c>, <c>1e-3</c>, <c>-inf</c>), <c>true</c>,
/// <c>false</c>, <c>null</c>, a name, a text in quotation marks, or a list of values in brackets.
/// </summary>
/// <param name="Name">The wrapper's name.</param>
/// <param name="Arguments">Its arguments in their order; the name is null where none was given.</param>
internal sealed record WrapperSpec(string Name, IReadOnlyList<(string? Name, JsonNode? Value)> Arguments)
{
    /// <summary>What has a meaning in the text of a wrapper, so that no bare word holds it.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create(",=[]:\" \\");

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It does not have this form; the message shows it.</exception>
    public static WrapperSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = (colon < 0 ? text : text[..colon]).Trim();
        if (name.Length == 0 || name.AsSpan().ContainsAny(Marks))
            throw new FormatException($"A wrapper is written as its name, or as in TimeLimit:500 with arguments after a colon, but here is '{text}'.");
        if (colon < 0) return new WrapperSpec(name, []);
        return new WrapperSpec(name, [.. Split(text[(colon + 1)..], text).Select(item => Argument(item, text))]);
    }

    /// <summary>The text that <see cref="Parse"/> reads, without needless blanks.</summary>
    public override string ToString()
    {
        IEnumerable<string> arguments = Arguments.Select(argument => (argument.Name is null ? "" : argument.Name + "=") + Text(argument.Value));
        return Arguments.Count == 0 ? Name : $"{Name}:{string.Join(',', arguments)}";
    }

    /// <summary>Splits at the commas that stand in no brackets and no quotation marks.</summary>
    private static List<string> Split(string items, string whole)
    {
        var found = new List<string>();
        int depth = 0, start = 0;
        bool quoted = false;
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] == '"') quoted = !quoted;
            if (quoted) continue;
            depth += items[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth < 0) break;
            if (items[i] != ',' || depth > 0) continue;
            found.Add(items[start..i].Trim());
            start = i + 1;
        }

        if (depth != 0 || quoted) throw new FormatException($"The brackets or quotation marks in '{whole}' don't match.");
        found.Add(items[start..].Trim());
        return found.Contains("") ? throw new FormatException($"An argument in '{whole}' is empty.") : found;
    }

    private static (string? Name, JsonNode? Value) Argument(string item, string whole)
    {
        int equals = item.IndexOf('=', StringComparison.Ordinal);
        return equals <= 0 || item[0] is '[' or '"' ? (null, Value(item, whole)) : (item[..equals].Trim(), Value(item[(equals + 1)..].Trim(), whole));
    }

    private static JsonNode? Value(string text, string whole)
    {
        if (text.Length == 0) throw new FormatException($"An argument in '{whole}' is empty.");
        if (text is ['[', .. string items, ']'])
            return items.Trim().Length == 0 ? [] : new JsonArray([.. Split(items, whole).Select(item => Value(item, whole))]);
        if (text[0] == '"') return Quoted(text, whole);
        return text switch
        {
            "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            "inf" or "+inf" => JsonValue.Create("Infinity"),
            "-inf" => JsonValue.Create("-Infinity"),
            _ => Number(text) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue Quoted(string text, string whole)
    {
        try
        {
            return JsonNode.Parse(text)!.AsValue();
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The brackets or quotation marks in '{whole}' don't match.", exception);
        }
    }

    /// <summary>A whole number whichever way it is written, so that 1e6 is one and 2.5 is not; null for what is no number.</summary>
    private static JsonValue? Number(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number)) return null;
        bool whole = number == Math.Truncate(number) && Math.Abs(number) < 1L << 53;
        return whole ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(',', list.Select(Text))}]",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => TextOf(text.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string TextOf(string text)
    {
        bool bare = text.Length > 0 && !text.AsSpan().ContainsAny(Marks) && Value(text, text) is JsonValue value
            && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text;
        return bare ? text : JsonSerializer.Serialize(text, OptionsJson.Format);
    }
}
