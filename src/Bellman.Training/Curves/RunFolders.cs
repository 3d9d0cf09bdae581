namespace Bellman.Training;

/// <summary>Finds runs by what their folders hold.</summary>
public static class RunFolders
{
    private const int Deepest = 12;

    // What lies inside a run, or is no place for runs.
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase) { "checkpoints", "snapshots", "trials", "node_modules" };

    /// <summary>
    /// All folders from a folder downwards that have a configuration, a table of progress or an event file. Links are not followed, and a run whose files are links is none, so that nothing leads
    /// elsewhere. What can't be read is left out.
    /// </summary>
    /// <returns>The folders' full paths, in order.</returns>
    public static IReadOnlyList<string> Below(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var found = new List<string>();
        Look(new DirectoryInfo(Path.GetFullPath(folder)), 0, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Look(DirectoryInfo folder, int depth, List<string> found)
    {
        try
        {
            bool isRun = false;
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
            {
                bool isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint), isOfRun = entry is FileInfo && IsOfRun(entry.Name);
                if (isLink && isOfRun) return;
                if (isLink) continue;
                isRun |= isOfRun;
                if (entry is not DirectoryInfo inner) continue;
                if (depth < Deepest && !entry.Name.StartsWith('.') && !Passed.Contains(entry.Name)) Look(inner, depth + 1, found);
            }

            if (isRun) found.Add(folder.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that is gone again, or that may not be read, has no runs to show.
        }
    }

    private static bool IsOfRun(string file) => file is "progress.csv" or "config.json" or "summary.json" || RunCurves.IsEventFile(file);
}
