using Bellman.Training;

namespace Bellman.Board;

/// <summary>
/// All runs below a folder, looked for again at most once a second. A name that is asked for is looked up among those that were found, so that no path can lead out of the
/// folder; links are not followed, for they could.
/// </summary>
internal sealed class RunCatalogue(string root, TimeProvider time)
{
    private const int Deepest = 12;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // What lies inside a run, or is no place for runs.
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase) { "checkpoints", "snapshots", "trials", "node_modules" };

    private readonly Lock _gate = new();
    private SortedDictionary<string, BoardRun> _runs = new(StringComparer.Ordinal);
    private long _looked;

    /// <summary>The folder, as a full path.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The runs, by their names.</summary>
    public IReadOnlyList<BoardRun> All()
    {
        lock (_gate)
        {
            Look();
            return [.. _runs.Values];
        }
    }

    /// <summary>A run by its name.</summary>
    /// <returns>The run, or <see langword="null"/> where there is none below the folder.</returns>
    public BoardRun? Find(string id)
    {
        lock (_gate)
        {
            if (!_runs.ContainsKey(id)) Look();
            return _runs.GetValueOrDefault(id);
        }
    }

    private static bool IsOfRun(string file) => file is "progress.csv" or "config.json" or "summary.json" || RunCurves.IsEventFile(file);

    private void Look()
    {
        if (_looked != 0 && time.GetElapsedTime(_looked) < Fresh) return;
        var found = new SortedDictionary<string, BoardRun>(StringComparer.Ordinal);
        Look(new DirectoryInfo(Root), 0, found);
        _runs = found;
        _looked = time.GetTimestamp();
    }

    private void Look(DirectoryInfo folder, int depth, SortedDictionary<string, BoardRun> found)
    {
        try
        {
            bool isRun = false;
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
            {
                bool isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint), isOfRun = entry is FileInfo && IsOfRun(entry.Name);
                // A run whose files lead elsewhere is none.
                if (isLink && isOfRun) return;
                if (isLink) continue;
                isRun |= isOfRun;
                if (entry is not DirectoryInfo inner) continue;
                if (depth < Deepest && !entry.Name.StartsWith('.') && !Passed.Contains(entry.Name)) Look(inner, depth + 1, found);
            }

            if (!isRun) return;
            string id = Path.GetRelativePath(Root, folder.FullName).Replace('\\', '/');
            found[id] = _runs.GetValueOrDefault(id) ?? new BoardRun(id, folder.FullName, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that is gone again, or that may not be read, has no runs to show.
        }
    }
}
