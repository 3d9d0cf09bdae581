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
        where T : class => (T)Read(typeof(T), Parse(json), "");

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
        CheckKeys(type, json, path);
        try
        {
            return json.Deserialize(type, Format)!;
        }
        catch (JsonException exception)
        {
            string where = (path + exception.Path?.TrimStart('$')).TrimStart('.');
            throw new FormatException($"'{where}' has a value of the wrong type: {Shorten(exception.Message)}", exception);
        }
    }

    /// <summary>The name of a property in JSON and on the command line.</summary>
    public static string Name(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject
                ?? throw new FormatException("The options are not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The options are not valid JSON: {exception.Message}", exception);
        }
    }

    private static void CheckKeys(Type type, JsonObject json, string path)
    {
        var known = type.GetProperties().Where(property => property.CanWrite).ToDictionary(property => Name(property.Name), StringComparer.Ordinal);
        foreach ((string key, JsonNode? value) in json)
        {
            if (!known.TryGetValue(key, out var property))
                throw new FormatException($"There is no option '{path}{key}'.{NearestName.Suggestion(key, known.Keys)}");
            if (value is JsonObject inner && property.PropertyType is { IsClass: true } nested && nested != typeof(JsonObject))
                CheckKeys(nested, inner, $"{path}{key}.");
        }
    }

    private static string Shorten(string message) => message.Split(" Path:")[0];
}
