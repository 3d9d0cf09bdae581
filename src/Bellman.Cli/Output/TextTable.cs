namespace Bellman.Cli;

/// <summary>Columns of plain text: it starts at once and reads the same in a file as on a terminal.</summary>
internal static class TextTable
{
    /// <summary>Writes rows under their headings; a column whose heading begins with a blank is aligned to the right.</summary>
    public static void Write(TextWriter output, string[] headings, IReadOnlyList<string[]> rows)
    {
        var widths = new int[headings.Length];
        for (int column = 0; column < headings.Length; column++)
            widths[column] = Math.Max(headings[column].Trim().Length, rows.Count == 0 ? 0 : rows.Max(row => row[column].Length));
        WriteRow(output, [.. headings.Select(heading => heading.Trim())], headings, widths);
        WriteRow(output, [.. widths.Select(width => new string('-', width))], headings, widths);
        foreach (string[] row in rows) WriteRow(output, row, headings, widths);
    }

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
