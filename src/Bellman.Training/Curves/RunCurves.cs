using System.Text;

namespace Bellman.Training;

/// <summary>
/// The figures of a run as curves, read from its own files: the columns of <c>progress.csv</c>, and what event files hold beside them. A folder with event files alone, which any
/// program may have written, will do.
/// </summary>
public sealed class RunCurves
{
    /// <summary>The name of the return of each episode, whichever file it comes from.</summary>
    public const string Return = "return";

    private const int LookLength = 1 << 18, HeaderLength = 1 << 14;

    // Bellman's own name for the return of an episode in event files, that of Stable-Baselines3, whose values are means of 100 episodes as it comes, and CleanRL's.
    private static readonly (string Tag, int Episodes)[] Returns = [("episode_return", 1), ("rollout/ep_rew_mean", 100), ("charts/episodic_return", 1)];

    // What tells the place of a row, or is computed from others.
    private static readonly string[] Places = ["episode", "steps", "seconds"];

    private readonly string _progress;
    private readonly Dictionary<string, CurveReader> _readers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private string[] _columns = [];
    private string[] _tags = [];
    private string[] _events = [];
    private long _looked = -1;

    /// <summary>Looks at a folder.</summary>
    /// <param name="folder">The folder of a run.</param>
    public RunCurves(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
        _progress = Path.Combine(folder, "progress.csv");
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Whether a file is one of TensorBoard's event files.</summary>
    public static bool IsEventFile(string path) => Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal);

    /// <summary>What there is to draw: the columns of the table in its order, and then the event files' other names.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public IReadOnlyList<string> Metrics()
    {
        lock (_gate)
        {
            Look();
            string[] columns = [.. _columns.Except(Places, StringComparer.Ordinal)];
            if (columns.Length == 0 && ReturnTag.Tag is not null) columns = [Return];
            return [.. columns, .. _tags.Where(tag => tag != Returns[0].Tag && !columns.Contains(tag))];
        }
    }

    /// <summary>The reader of a figure; the same one with each call.</summary>
    /// <param name="metric">One of <see cref="Metrics"/>.</param>
    /// <returns>The reader, or <see langword="null"/> where the run has no such figure.</returns>
    /// <exception cref="IOException">A file can't be read.</exception>
    public CurveReader? Reader(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        lock (_gate)
        {
            if (_readers.TryGetValue(metric, out CurveReader? known)) return known;
            Look();
            CurveReader? reader = null;
            if (_columns.Contains(metric)) reader = new CurveReader([_progress], new ProgressParser(metric));
            else if (metric == Return && ReturnTag is { Tag: not null } found) reader = new CurveReader(_events, new EventParser(found.Tag), found.Episodes);
            else if (_tags.Contains(metric)) reader = new CurveReader(_events, new EventParser(metric));
            if (reader is not null) _readers[metric] = reader;
            return reader;
        }
    }

    /// <summary>The first name that stands for the return; its default where there is none.</summary>
    private (string Tag, int Episodes) ReturnTag => Returns.FirstOrDefault(known => _tags.Contains(known.Tag));

    /// <summary>Looks for names where files have changed: at the table's first row, and at the beginning and the end of event files.</summary>
    private void Look()
    {
        string[] events = Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Where(IsEventFile).Order(StringComparer.Ordinal)] : [];
        long length = new GrowingFiles([_progress, .. events]).Length;
        if (length == _looked && events.SequenceEqual(_events)) return;
        if (!events.SequenceEqual(_events)) _readers.Clear();
        _events = events;
        _looked = length;
        _columns = Header();
        if (events.Length == 0) return;
        byte[] block = new byte[LookLength];
        var tags = new SortedSet<string>(_tags, StringComparer.Ordinal);
        foreach (string path in events)
        {
            var file = new GrowingFiles([path]);
            Tags(block.AsSpan(0, file.Read(0, block)), tags);
            if (file.Length <= LookLength) continue;
            ReadOnlySpan<byte> last = block.AsSpan(0, file.Read(file.Length - LookLength, block));
            Tags(last[EventRecord.Synchronize(last)..], tags);
        }

        _tags = [.. tags];
    }

    /// <summary>The names in the table's first row; none where it is not written yet.</summary>
    private string[] Header()
    {
        byte[] block = new byte[HeaderLength];
        int end = block.AsSpan(0, new GrowingFiles([_progress]).Read(0, block)).IndexOf((byte)'\n');
        return end < 0 ? [] : Encoding.UTF8.GetString(block, 0, end).TrimEnd('\r').Split(',');
    }

    private static void Tags(ReadOnlySpan<byte> bytes, SortedSet<string> tags)
    {
        while (EventRecord.Find(bytes, out ReadOnlySpan<byte> content) is var length and > 0)
        {
            for (ReadOnlySpan<byte> rest = EventRecord.Read(content).Summary; EventRecord.NextValue(ref rest, out EventValue value);)
            {
                if (value.Scalar is not null) tags.Add(Encoding.UTF8.GetString(value.Tag));
            }

            bytes = bytes[length..];
        }
    }
}
