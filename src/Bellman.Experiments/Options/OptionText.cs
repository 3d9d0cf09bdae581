using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Experiments;

/// <summary>
/// The value of an option as people type it, turned into the JSON that the option's type takes. It is more lenient than JSON where nothing
/// is lost by it: <c>1e6</c> and <c>1_000_000</c> are whole numbers, a list needs no brackets, a text no quotation marks.
/// </summary>
internal static class OptionText
{
    /// <summary>Turns a text into JSON for an option of a type.</summary>
    /// <param name="text">What was typed after the equals sign.</param>
    /// <param name="type">The option's type.</param>
    /// <param name="path">The option's path, for messages.</param>
    /// <exception cref="FormatException">The text is not a value of the type.</exception>
    public static JsonNode? ToJson(string text, Type type, string path)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return IsNull(text) ? null : ToJson(text, inner, path);
        if (type == typeof(string)) return IsNull(text) ? null : JsonValue.Create(Unquoted(text));
        if (type == typeof(bool)) return ToBoolean(text, path);
        if (type.IsEnum) return ToName(text, type, path);
        if (ElementType(type) is { } element) return ToArray(text, element, path);
        if (IsWhole(type)) return ToWhole(text, type, path);
        if (type == typeof(float) || type == typeof(double)) return ToNumber(text, path);
        return ToObject(text, path);
    }

    /// <summary>What a value of a type is, in words for people.</summary>
    public static string Describe(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Describe(inner) + " or null";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(string)) return "text";
        if (type.IsEnum) return string.Join(" | ", Names(type));
        if (ElementType(type) is { } element) return "list of " + Describe(element);
        if (IsWhole(type)) return "whole number";
        return type == typeof(float) || type == typeof(double) ? "number" : "object";
    }

    /// <summary>The type of a list's elements, or <see langword="null"/> where the type is no list.</summary>
    public static Type? ElementType(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        return type.IsGenericType && type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            ? type.GetGenericArguments()[0]
            : null;
    }

    private static bool IsWhole(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(uint) || type == typeof(byte);

    private static bool IsNull(string text) => text is "null" or "none";

    private static string Unquoted(string text) => text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;

    private static JsonValue ToBoolean(string text, string path) => text.ToUpperInvariant() switch
    {
        "TRUE" or "ON" or "YES" or "1" => JsonValue.Create(true),
        "FALSE" or "OFF" or "NO" or "0" => JsonValue.Create(false),
        _ => throw Fault(path, "true or false", text),
    };

    private static JsonValue ToName(string text, Type type, string path)
    {
        string[] names = Names(type);
        string name = Array.Find(names, known => string.Equals(known, text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException(
                $"'{path}' takes one of {string.Join(", ", names)}, but not '{text}'.{NearestName.Suggestion(text, names)}");
        return JsonValue.Create(name);
    }

    private static JsonArray ToArray(string text, Type element, string path)
    {
        string items = text.Trim();

        // Texts with commas of their own, such as wrappers with arguments, are told apart by JSON's quotation marks.
        if (element == typeof(string) && items.StartsWith("[\"", StringComparison.Ordinal) && ToObject(items, path) is JsonArray texts) return texts;
        if (items.StartsWith('[') && items.EndsWith(']')) items = items[1..^1];
        var array = new JsonArray();
        foreach (string item in items.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            array.Add(ToJson(Unquoted(item), element, path));
        return array;
    }

    private static JsonValue ToWhole(string text, Type type, string path)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        // Through decimal, so that 1e6 is a whole number and 2.5 is not, without the rounding of a float.
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) || number != decimal.Truncate(number))
            throw Fault(path, "a whole number", text);
        if (type == typeof(ulong) && number < 0) throw Fault(path, "a whole number of 0 or more", text);
        decimal largest = type == typeof(int) ? int.MaxValue : type == typeof(long) ? long.MaxValue : ulong.MaxValue;
        if (Math.Abs(number) > largest) throw new FormatException($"'{path}' takes a whole number up to {largest}, but '{text}' is beyond it.");
        return type == typeof(ulong) && number >= 0 ? JsonValue.Create((ulong)number) : JsonValue.Create((long)number);
    }

    private static JsonValue ToNumber(string text, string path)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) throw Fault(path, "a number", text);
        // JSON has no literal for these; OptionsJson reads them as text, and the property then says whether it allows them.
        return double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static JsonNode? ToObject(string text, string path)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw Fault(path, "a JSON object", text);
        }
    }

    private static string[] Names(Type type) => [.. Enum.GetNames(type).Select(OptionsJson.Name)];

    private static FormatException Fault(string path, string expected, string text) =>
        new($"'{path}' takes {expected}, but was given '{text}'.");
}
