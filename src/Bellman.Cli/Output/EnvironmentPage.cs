using System.Text.RegularExpressions;

namespace Bellman.Cli;

/// <summary>An environment's page of the documentation, which the program holds, as text for a terminal.</summary>
internal sealed partial class EnvironmentPage
{
    private const string Folder = "environments/";
    private const string Section = "## ";
    private const int Width = 100;

    // Shown with their present values and in more detail by the command itself.
    private const string Options = "Options";

    private readonly string[] _lines;

    private EnvironmentPage(string text) => _lines = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The page on which an id stands, before its first section; null where it is nobody's.</summary>
    public static EnvironmentPage? Find(string id)
    {
        foreach (string name in typeof(EnvironmentPage).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(typeof(EnvironmentPage).Assembly.GetManifestResourceStream(name)!);
            string text = reader.ReadToEnd();
            if (text.Split(Section)[0].Contains($"`{id}`", StringComparison.Ordinal)) return new EnvironmentPage(text);
        }

        return null;
    }

    /// <summary>Writes all sections but that of the options.</summary>
    public void Write(TextWriter output)
    {
        bool skips = false;
        for (int i = 1; i < _lines.Length; i++)
        {
            string line = _lines[i];
            if (line.StartsWith(Section, StringComparison.Ordinal))
            {
                skips = line[Section.Length..] == Options;
                if (!skips) output.WriteLine($"\n{line[Section.Length..].ToUpperInvariant()}");
                continue;
            }

            if (skips || line.Length == 0) continue;
            int end = i + 1;
            bool isTable = line.StartsWith('|'), isCode = line.StartsWith("```", StringComparison.Ordinal);
            if (isCode) while (end < _lines.Length && !_lines[end].StartsWith("```", StringComparison.Ordinal)) end++;
            else while (end < _lines.Length && _lines[end].Length > 0 && !_lines[end].StartsWith(Section, StringComparison.Ordinal) && _lines[end].StartsWith('|') == isTable) end++;
            string[] block = _lines[i..end];
            if (isTable) WriteTable(output, block);
            else if (isCode) foreach (string code in block[1..]) output.WriteLine("    " + code);
            else WriteParagraph(output, block, isFirst: i == 1);
            i = isCode ? end : end - 1;
        }
    }

    private static void WriteParagraph(TextWriter output, string[] lines, bool isFirst)
    {
        if (isFirst) output.WriteLine();
        string indent = isFirst ? "" : "  ";
        foreach (string line in TextTable.Wrap(Plain(string.Join(' ', lines)), Width - indent.Length)) output.WriteLine(indent + line);
    }

    private static void WriteTable(TextWriter output, string[] lines)
    {
        string[][] rows = [.. lines.Where((_, i) => i != 1).Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        for (int tooWide = (2 * widths.Length) + widths.Sum() - Width; tooWide > 0; tooWide--) widths[Array.IndexOf(widths, widths.Max())]--;
        foreach (string[] row in rows)
        {
            string[][] cells = [.. row.Select((cell, column) => TextTable.Wrap(cell, Math.Max(widths[column], 1)).ToArray())];
            for (int line = 0; line < cells.Max(lines => lines.Length); line++)
                output.WriteLine(string.Concat(cells.Select((lines, column) => "  " + (lines.ElementAtOrDefault(line) ?? "").PadRight(widths[column]))).TrimEnd());
        }
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => Plain(cell.Trim()))];

    private static string Plain(string text) => Link().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
