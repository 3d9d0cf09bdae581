namespace Bellman.Numerics;

/// <summary>Finds the known name that a mistyped one most likely meant, for "did you mean" messages.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance to <paramref name="name"/>, or <see langword="null"/> where none is near enough to be
    /// worth suggesting. An edit inserts, removes or replaces a letter, or swaps two neighbours (Damerau 1964, Levenshtein 1966); letters are
    /// compared without case, so that the same name in another case is always the nearest. A name that is the beginning of a longer one but for a few
    /// letters is near to it too: <c>FrameStak</c> means <c>FrameStackObservation</c>. Of names that are equally near and differ
    /// in their version alone, as <c>CartPole-v0</c> and <c>CartPole-v1</c>, the newest is taken, otherwise the first.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string? best = null;
        int bestDistance = (Math.Max(name.Length, 3) / 2) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is not null && IsNewer(candidate, best)))
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

    private static int Distance(string name, string candidate)
    {
        if (string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase)) return 0;
        bool contained = name.Length >= 3 && candidate.Contains(name, StringComparison.OrdinalIgnoreCase);
        if (contained) return 1;
        (int whole, int beginning) = Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant());

        // One letter in four may be wrong in a beginning, and the rest that is left out counts as one more edit.
        int wrong = name.Length / 4;
        return wrong > 0 && beginning <= wrong ? Math.Min(whole, beginning + 1) : whole;
    }

    /// <summary>
    /// Optimal string alignment: each cell is the distance of two beginnings, and a swap reaches back over two rows. The last row has the distances
    /// of <paramref name="a"/> from all beginnings of <paramref name="b"/>, the nearest of which is wanted too.
    /// </summary>
    private static (int Whole, int Beginning) Edits(string a, string b)
    {
        var edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) edits[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) edits[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int least = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                edits[i, j] = swapped ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
            }
        }

        int beginning = a.Length;
        for (int j = 0; j <= b.Length; j++) beginning = Math.Min(beginning, edits[a.Length, j]);
        return (edits[a.Length, b.Length], beginning);
    }

    private static bool IsNewer(string candidate, string best)
    {
        (string name, int version) = Split(candidate);
        (string bestName, int bestVersion) = Split(best);
        return version > bestVersion && string.Equals(name, bestName, StringComparison.Ordinal);
    }

    /// <summary>An id such as <c>CartPole-v1</c> in its name and version; -1 for a name without one.</summary>
    private static (string Name, int Version) Split(string id)
    {
        int at = id.LastIndexOf("-v", StringComparison.Ordinal);
        return at >= 0 && int.TryParse(id.AsSpan(at + 2), System.Globalization.NumberStyles.None, null, out int version) ? (id[..at], version) : (id, -1);
    }
}
