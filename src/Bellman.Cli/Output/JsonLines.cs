using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;

namespace Bellman.Cli;

/// <summary>One JSON object per line on standard output, flushed with each, for programs that read along.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions OneLine = new(OptionsJson.Format) { WriteIndented = false };

    /// <summary>Writes a line.</summary>
    public static void Write(JsonObject line)
    {
        Console.Out.WriteLine(line.ToJsonString(OneLine));
        Console.Out.Flush();
    }

    /// <summary>A number as JSON: what is not finite is null, for JSON has no word for it.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
