using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Options records as JSON, with names in snake_case. Reading checks every key and every value: an unknown key names its nearest
/// neighbour, and a value out of range gets the same message as in C#.
/// </summary>
public static class OptionsJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>How options are written and read: snake_case names, enumerations by name, indented.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Writes an options record, every property resolved.</summary>
    public static string Write(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JsonSerializer.Serialize(options, options.GetType(), Format);
    }

    /// <summary>Reads an options record; what the JSON does not name keeps its default.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <exception cref="FormatException">A key is unknown, or a value is of the wrong type; the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static T Read<T>(string json)
        where T : class => (T)Read(typeof(T), Parse(json, "The options"), "");

    /// <summary>Reads an options record of a type known at run time.</summary>
    /// <param name="type">The record's type.</param>
    /// <param name="json">The values; what is not named keeps its default.</param>
    /// <param name="path">Where this object stands, for messages; empty at the top.</param>
    /// <exception cref="FormatException">A key is unknown, or a value is of the wrong type; the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static object Read(Type type, JsonObject json, string path)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(json);
        CheckValues(type, json, path);
        return Deserialize(type, json, path)!;
    }

    /// <summary>Reads a single value.</summary>
    /// <typeparam name="T">Its type: a number, text, switch, name or a list of them.</typeparam>
    /// <param name="json">The value.</param>
    /// <param name="path">Where it stands, for messages.</param>
    /// <exception cref="FormatException">The value is of another type; the message says which is taken.</exception>
    public static T ReadValue<T>(JsonNode json, string path)
    {
        ArgumentNullException.ThrowIfNull(json);
        OptionValue.Check(typeof(T), nullable: false, json, path);
        return (T)Deserialize(typeof(T), json, path)!;
    }

    /// <summary>Reads a single value of a type known at run time.</summary>
    /// <exception cref="FormatException">The value is of another type; the message says which is taken.</exception>
    internal static object? ReadValue(Type type, bool nullable, JsonNode? json, string path)
    {
        OptionValue.Check(type, nullable, json, path);
        return json is null ? null : Deserialize(type, json, path);
    }

    /// <summary>Parses a text into an object, with comments and trailing commas allowed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file's name, or another one for the text, for messages.</param>
    /// <exception cref="FormatException">The text is not a JSON object, or has a key twice; the message names the text and the place.</exception>
    public static JsonObject Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            CheckTwice(document.RootElement, "", name);
            return JsonNode.Parse(text, documentOptions: Lenient) as JsonObject ?? throw new FormatException($"{name}: this is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{name}: this is not valid JSON (line {exception.LineNumber + 1}).", exception);
        }
    }

    /// <summary>The name of a property in JSON and on the command line.</summary>
    public static string Name(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    private static object? Deserialize(Type type, JsonNode json, string path)
    {
        try
        {
            return json.Deserialize(type, Format);
        }
        catch (JsonException exception)
        {
            // Values were checked before; what is left are types that only their own converter knows.
            string where = path.TrimEnd('.') + exception.Path?.TrimStart('$');
            throw new FormatException($"'{where.TrimStart('.')}' has a value of the wrong type.", exception);
        }
    }

    private static void CheckValues(Type type, JsonObject json, string path)
    {
        var known = type.GetProperties().Where(property => property.CanWrite).ToDictionary(property => Name(property.Name), StringComparer.Ordinal);
        foreach ((string key, JsonNode? value) in json)
        {
            if (!known.TryGetValue(key, out var property))
                throw new FormatException($"There is no option '{path}{key}'.{NearestName.Suggestion(path + key, known.Keys.Select(name => path + name))}");
            OptionValue.Check(property.PropertyType, OptionValue.IsNullable(property), value, path + key);
            if (value is JsonObject inner && OptionValue.IsRecord(property.PropertyType)) CheckValues(property.PropertyType, inner, $"{path}{key}.");
        }
    }

    private static void CheckTwice(JsonElement element, string path, string name)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray()) CheckTwice(item, path, name);
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name)) throw new FormatException($"{name}: '{path}{property.Name}' stands there twice.");
            CheckTwice(property.Value, $"{path}{property.Name}.", name);
        }
    }
}
