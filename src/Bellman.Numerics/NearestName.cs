namespace Bellman.Numerics;

/// <summary>Finds the known name that a mistyped one most likely meant, for "did you mean" messages.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (Levenshtein 1966, letters compared without case) to
    /// <paramref name="name"/>, or <see langword="null"/> where none is near enough to be worth suggesting.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string? best = null;
        int bestDistance = (Math.Max(name.Length, 3) / 2) + 1;
        foreach (string candidate in candidates)
        {
            bool contained = name.Length >= 3 && candidate.Contains(name, StringComparison.OrdinalIgnoreCase);
            int distance = contained ? 1 : Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>" Did you mean 'X'?" with a leading blank, or an empty string where nothing is near.</summary>
    public static string Suggestion(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
