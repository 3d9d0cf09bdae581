using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>Whether a JSON value is one that an option's type takes, and in words what the type takes.</summary>
internal static class OptionValue
{
    private static readonly string[] NotFinite = ["NaN", "Infinity", "-Infinity"];

    /// <summary>Requires that a value is one of the type.</summary>
    /// <exception cref="FormatException">It is not; the message says what the option takes and what was given.</exception>
    public static void Check(Type type, bool nullable, JsonNode? value, string path)
    {
        if (Fits(type, nullable, value)) return;
        string given = value?.ToJsonString(new JsonSerializerOptions(OptionsJson.Format) { WriteIndented = false }) ?? "null";
        if (given.Length > 80) given = given[..77] + "...";
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        string suggestion = inner.IsEnum && value is JsonValue name && name.TryGetValue(out string? text) ? NearestName.Suggestion(text, Names(inner)) : "";
        throw new FormatException($"'{path}' takes {Describe(type, one: true)}, but is {given}.{suggestion}");
    }

    /// <summary>Whether a property of a reference type may be null, as its declaration says.</summary>
    public static bool IsNullable(PropertyInfo property) =>
        !property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    /// <summary>Whether a type is a record of further options and not a value.</summary>
    public static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && Element(type) is null;

    /// <summary>Whether a type is a list of values.</summary>
    public static bool IsList(Type type) => type != typeof(string) && Element(type) is not null;

    /// <summary>Whether a type is a value or a list of values, and nothing with options of its own.</summary>
    public static bool IsValue(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Element(type) is { } element) return IsValue(element);
        return type == typeof(bool) || type == typeof(string) || type.IsEnum || IsNumber(type) || IsWhole(type);
    }

    private static bool Fits(Type type, bool nullable, JsonNode? value)
    {
        Type? inner = Nullable.GetUnderlyingType(type);
        if (value is null) return nullable || inner is not null;
        type = inner ?? type;
        JsonValueKind kind = value.GetValueKind();
        if (Element(type) is { } element) return value is JsonArray items && items.All(item => Fits(element, false, item));
        if (type == typeof(bool)) return kind is JsonValueKind.True or JsonValueKind.False;
        if (type == typeof(string)) return kind == JsonValueKind.String;
        if (type.IsEnum) return kind == JsonValueKind.String && Names(type).Contains(value.GetValue<string>());
        if (IsNumber(type)) return kind == JsonValueKind.Number || (kind == JsonValueKind.String && NotFinite.Contains(value.GetValue<string>()));
        if (IsWhole(type)) return kind == JsonValueKind.Number && IsWithin(type, value.ToJsonString());
        return kind == JsonValueKind.Object || !IsRecord(type);
    }

    private static bool IsWithin(Type type, string digits)
    {
        var (low, high) = Limits(type);
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number) && number >= low && number <= high;
    }

    private static (decimal Low, decimal High) Limits(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue) : type == typeof(long) ? (long.MinValue, long.MaxValue) : (0, ulong.MaxValue);

    private static string Describe(Type type, bool one)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Describe(inner, one) + " or null";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(string)) return one ? "a text" : "texts";
        if (type.IsEnum) return "one of " + string.Join(", ", Names(type));
        if (Element(type) is { } element) return "a list of " + Describe(element, one: false);
        if (IsNumber(type)) return one ? "a number" : "numbers";
        if (!IsWhole(type)) return "an object with options";
        return !one ? "whole numbers" : type == typeof(int) || type == typeof(long)
            ? $"a whole number, in digits, up to {Limits(type).High}"
            : $"a whole number, in digits, from 0 to {Limits(type).High}";
    }

    private static bool IsNumber(Type type) => type == typeof(float) || type == typeof(double);

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong);

    private static string[] Names(Type type) => [.. Enum.GetNames(type).Select(OptionsJson.Name)];

    private static Type? Element(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        return type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;
    }
}
