using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>
/// Maps of <see cref="FrozenLake"/>: rows of the letters S (start), F (frozen), H (hole) and G (goal).
/// </summary>
public static class FrozenLakeMap
{
    private const string Letters = "SFHG";

    /// <summary>About a second's draws. With half of the cells frozen, a way through a large map is not found in a lifetime: below 0.593 holes cut any map in two that is large enough.</summary>
    private const int MostCells = 20_000_000;

    /// <summary>The names of the maps that come with the environment, and <c>random</c>.</summary>
    internal static readonly IReadOnlyList<string> Names = ["4x4", "8x8", "random"];

    /// <summary>The map of FrozenLake-v1.</summary>
    public static IReadOnlyList<string> Small { get; } = ["SFFF", "FHFH", "FFFH", "HFFG"];

    /// <summary>The map of FrozenLake8x8-v1.</summary>
    public static IReadOnlyList<string> Large { get; } =
        ["SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG"];

    /// <summary>
    /// Draws a square map with the start at the top left and the goal at the bottom right, again and again until there is a way
    /// between them (Gymnasium's <c>generate_random_map</c>, the same maps for the same seeds).
    /// </summary>
    /// <param name="size">Cells in a row, from 2 to 100. Default 8.</param>
    /// <param name="frozen">The probability that a cell is frozen and no hole, from 0.5 to 1. Default 0.8.</param>
    /// <param name="seed">Seeds the draws. Default 0.</param>
    /// <returns>The rows from top to bottom.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">So large a map with so many holes has no way through, however often it is drawn; Gymnasium goes on for ever.</exception>
    public static IReadOnlyList<string> Draw(int size = 8, double frozen = 0.8, ulong seed = 0)
    {
        Check.Range(size, 2, 100, nameof(size));
        Check.Range(frozen, 0.5, 1, nameof(frozen));
        var rng = new Pcg64(seed);
        char[] cells = new char[size * size];
        int left = MostCells;
        do
        {
            left -= cells.Length;
            if (left < 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"No map of {size} x {size} cells with a probability of {frozen} to be frozen had a way through, of {MostCells / cells.Length} that were drawn: take fewer cells, or more frozen ones."),
                    nameof(frozen));
            }

            for (int i = 0; i < cells.Length; i++) cells[i] = rng.Choice([frozen, 1 - frozen]) == 0 ? 'F' : 'H';
            (cells[0], cells[^1]) = ('S', 'G');
        }
        while (!IsPassable(cells, size));
        return [.. cells.Chunk(size).Select(row => new string(row))];
    }

    /// <summary>Requires that rows make a map.</summary>
    internal static IReadOnlyList<string> Require(IReadOnlyList<string> rows, string name)
    {
        string text = string.Join(", ", rows.Select(row => $"\"{row}\""));
        if (rows.Count == 0 || rows[0].Length == 0 || rows.Any(row => row.Length != rows[0].Length))
            throw new ArgumentException($"{name} must be rows of the same length, at least one, but is [{text}].", name);
        if (rows.Any(row => row.AsSpan().ContainsAnyExcept(Letters)))
            throw new ArgumentException($"{name} takes the letters S (start), F (frozen), H (hole) and G (goal), but is [{text}].", name);
        foreach (char needed in "SG")
        {
            if (!rows.Any(row => row.Contains(needed, StringComparison.Ordinal)))
                throw new ArgumentException($"{name} needs at least one {needed}, but is [{text}].", name);
        }

        return [.. rows];
    }

    private static bool IsPassable(char[] cells, int size)
    {
        var grid = new Grid(size, size, FrozenLake.Directions);
        var reached = new HashSet<int> { 0 };
        var frontier = new Stack<int>(reached);
        while (frontier.TryPop(out int cell))
        {
            for (int action = 0; action < FrozenLake.Directions.Length; action++)
            {
                int next = grid.Move(cell, action);
                if (cells[next] == 'G')
                    return true;
                if (cells[next] != 'H' && reached.Add(next))
                    frontier.Push(next);
            }
        }

        return false;
    }
}
