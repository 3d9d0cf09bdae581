using Bellman.Training;

namespace Bellman.Board;

/// <summary>
/// All runs below a folder, looked for again at most once a second. A name that is asked for is looked up among those that were found, so that no path can lead out of the
/// folder; links are not followed, for they could.
/// </summary>
internal sealed class RunCatalogue(string root, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

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

    private void Look()
    {
        if (_looked != 0 && time.GetElapsedTime(_looked) < Fresh) return;
        var found = new SortedDictionary<string, BoardRun>(StringComparer.Ordinal);
        foreach (string folder in RunFolders.Below(Root))
        {
            string id = Path.GetRelativePath(Root, folder).Replace('\\', '/');
            found[id] = _runs.GetValueOrDefault(id) ?? new BoardRun(id, folder, time);
        }

        _runs = found;
        _looked = time.GetTimestamp();
    }
}
