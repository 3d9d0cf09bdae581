using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellman.Core;

/// <summary>The descriptions of spaces that run and model files hold.</summary>
internal static class SpaceJson
{
    public static JsonObject Write(Space space)
    {
        var node = new JsonObject { ["type"] = space.GetType().Name };
        switch (space)
        {
            case Box box:
                node["low"] = Numbers(box.Low);
                node["high"] = Numbers(box.High);
                node["shape"] = Integers(box.Shape.AsSpan());
                node["element"] = box.Element.ToString();
                break;
            case Discrete discrete:
                node["count"] = discrete.Count;
                node["start"] = discrete.Start;
                break;
            case MultiDiscrete multi:
                node["counts"] = Integers(multi.Counts.AsSpan());
                node["starts"] = Integers(multi.Starts.AsSpan());
                node["shape"] = Integers(multi.Shape.AsSpan());
                break;
            case MultiBinary binary:
                node["shape"] = Integers(binary.Shape.AsSpan());
                break;
            case CompositeSpace composite:
                if (composite is DictSpace dict)
                    node["names"] = new JsonArray([.. dict.Names.Select(name => (JsonNode)name)]);
                node["parts"] = new JsonArray([.. composite.Parts.Select(part => (JsonNode)Write(part))]);
                break;
            default:
                throw new ArgumentException($"A {space.GetType().Name} has no description.", nameof(space));
        }

        return node;
    }

    public static Space Read(JsonElement element)
    {
        try
        {
            string? type = element.GetProperty("type").GetString();
            return type switch
            {
                nameof(Box) => new Box(
                    ReadNumbers(element, "low"),
                    ReadNumbers(element, "high"),
                    ReadIntegers(element, "shape"),
                    Enum.Parse<ElementType>(element.GetProperty("element").GetString()!)),
                nameof(Discrete) => new Discrete(element.GetProperty("count").GetInt32(), element.GetProperty("start").GetInt32()),
                nameof(MultiDiscrete) => new MultiDiscrete(
                    ReadIntegers(element, "counts"), ReadIntegers(element, "starts"), ReadIntegers(element, "shape")),
                nameof(MultiBinary) => new MultiBinary(ReadIntegers(element, "shape")),
                nameof(TupleSpace) => new TupleSpace(ReadParts(element)),
                nameof(DictSpace) => new DictSpace([.. ReadNames(element).Zip(ReadParts(element))]),
                _ => throw new FormatException($"There is no space of the type {type}."),
            };
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"This is no description of a space: {error.Message}", error);
        }
    }

    private static JsonArray Integers(ReadOnlySpan<int> values)
    {
        var array = new JsonArray();
        foreach (int value in values)
            array.Add((JsonNode)value);
        return array;
    }

    /// <summary>JSON has no infinities: they are written as words.</summary>
    private static JsonArray Numbers(ReadOnlySpan<float> values)
    {
        var array = new JsonArray();
        foreach (float value in values)
            array.Add(float.IsFinite(value) ? (JsonNode)value : (JsonNode)(value > 0 ? "Infinity" : "-Infinity"));
        return array;
    }

    private static int[] ReadIntegers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    private static float[] ReadNumbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(ReadNumber)];

    private static float ReadNumber(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetSingle();
        return value.GetString() switch
        {
            "Infinity" => float.PositiveInfinity,
            "-Infinity" => float.NegativeInfinity,
            string text => throw new FormatException($"{text} is no bound."),
            _ => throw new FormatException("A bound is missing."),
        };
    }

    private static Space[] ReadParts(JsonElement element) => [.. element.GetProperty("parts").EnumerateArray().Select(Read)];

    private static string[] ReadNames(JsonElement element) =>
        [.. element.GetProperty("names").EnumerateArray().Select(name => name.GetString() ?? string.Empty)];
}
