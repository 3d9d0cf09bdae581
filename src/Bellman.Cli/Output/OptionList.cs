using System.Text.Json.Nodes;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>Options with their values and documentation, as <c>presets NAME</c>, <c>agents NAME</c> and <c>envs NAME</c> show them.</summary>
internal static class OptionList
{
    private const int Width = 100;

    /// <summary>Writes the options: path and value on a line, the documentation below.</summary>
    public static void Write(TextWriter output, IReadOnlyList<OptionDescription> options)
    {
        foreach (OptionDescription option in options)
        {
            output.WriteLine($"{option.Path} = {option.Value}");
            output.WriteLine($"    ({option.Type})");
            if (option.Documentation.Length == 0) continue;
            foreach (string line in TextTable.Wrap(option.Documentation, Width - 4)) output.WriteLine("    " + line);
        }
    }

    /// <summary>Writes each option as a JSON line.</summary>
    public static void WriteJson(IReadOnlyList<OptionDescription> options)
    {
        foreach (OptionDescription option in options)
        {
            JsonLines.Write(new JsonObject
            {
                ["path"] = option.Path,
                ["type"] = option.Type,
                ["value"] = JsonNode.Parse(option.Value),
                ["documentation"] = option.Documentation,
            });
        }
    }
}
