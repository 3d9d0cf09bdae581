using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellman.Experiments;

/// <summary>Seeds as people name them: <c>0..4</c> for five of them, <c>0,3,7</c> for three, or both together.</summary>
public static class SeedList
{
    private const ulong Most = 100_000;

    /// <summary>Reads seeds.</summary>
    /// <exception cref="FormatException">The text is something else, or names a seed twice.</exception>
    public static IReadOnlyList<ulong> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seeds = new List<ulong>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split("..");
            if (ends.Length > 2 || !TryParse(ends[0], out ulong first) || !TryParse(ends[^1], out ulong last) || last < first)
                throw new FormatException($"Seeds are given as 0..4 or 0,3,7, but not as '{text}'.");
            if (last - first >= Most) throw new FormatException($"'{part}' are more than {Most} seeds.");
            for (ulong count = 0; count <= last - first; count++) seeds.Add(first + count);
        }

        return Distinct(seeds);
    }

    /// <summary>Reads the seeds of a sweep file: a text as above, or a list of whole numbers.</summary>
    /// <exception cref="FormatException">The JSON is something else.</exception>
    public static IReadOnlyList<ulong> Read(JsonNode? json)
    {
        if (json?.GetValueKind() == JsonValueKind.String) return Parse(json.GetValue<string>());
        if (json is not JsonArray { Count: > 0 }) throw new FormatException($"'seeds' takes a text such as \"0..4\" or a list of whole numbers, but is {json?.ToJsonString() ?? "null"}.");
        return Distinct(Core.OptionsJson.ReadValue<ulong[]>(json, "seeds"));
    }

    private static bool TryParse(string text, out ulong seed) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);

    private static IReadOnlyList<ulong> Distinct(IReadOnlyList<ulong> seeds)
    {
        var seen = new HashSet<ulong>();
        foreach (ulong seed in seeds)
        {
            if (!seen.Add(seed)) throw new FormatException($"The seed {seed} is named twice.");
        }

        return seeds;
    }
}
