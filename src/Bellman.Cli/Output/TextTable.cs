namespace Bellman.Cli;

/// <summary>Columns of plain text: it starts at once and reads the same in a file as on a terminal.</summary>
internal static class TextTable
{
    private const int LargestWidth = 100, LeastLastColumn = 24;

    /// <summary>
    /// Writes rows under their headings; a column whose heading begins with a blank is aligned to the right. The last column is broken
    /// into lines where the table would be wider than the terminal, or than 100 characters.
    /// </summary>
    public static void Write(TextWriter output, string[] headings, IReadOnlyList<string[]> rows)
    {
        var widths = new int[headings.Length];
        for (int column = 0; column < headings.Length; column++)
            widths[column] = Math.Max(headings[column].Trim().Length, rows.Count == 0 ? 0 : rows.Max(row => row[column].Length));
        int before = widths[..^1].Sum() + (2 * (widths.Length - 1));
        widths[^1] = Math.Min(widths[^1], Math.Max(Columns() - before, LeastLastColumn));
        WriteRow(output, [.. headings.Select(heading => heading.Trim())], headings, widths);
        WriteRow(output, [.. widths.Select(width => new string('-', width))], headings, widths);
        foreach (string[] row in rows)
        {
            string[] lines = [.. Wrap(row[^1], widths[^1])];
            WriteRow(output, [.. row[..^1], lines[0]], headings, widths);
            foreach (string line in lines[1..]) output.WriteLine(new string(' ', before) + line);
        }
    }

    private static int Columns() => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? LargestWidth : Math.Min(LargestWidth, Console.WindowWidth);

    /// <summary>Breaks a text into lines of at most so many characters; at least one line.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        yield return line;
    }

    private static void WriteRow(TextWriter output, string[] cells, string[] headings, int[] widths)
    {
        IEnumerable<string> padded = cells.Select((cell, column) =>
            headings[column].StartsWith(' ') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        output.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
