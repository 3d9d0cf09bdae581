using System.Globalization;
using System.Text;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Board;

/// <summary>A run below the board's folder: what it is, how far it is, and its curves. Files are read again where they have changed.</summary>
internal sealed class BoardRun(string id, string folder, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly string _progress = Path.Combine(folder, "progress.csv");
    private readonly string _summary = Path.Combine(folder, "summary.json");
    private readonly string _config = Path.Combine(folder, "config.json");
    private (long Length, DateTime Progress, DateTime Summary, DateTime Config) _seen;
    private RunSummary? _finished;
    private RunDescription? _description;
    private LastRow _last;

    /// <summary>The path below the board's folder, with slashes.</summary>
    public string Id => id;

    /// <summary>The figures.</summary>
    public RunCurves Curves { get; } = new(folder);

    /// <summary>What the configuration says.</summary>
    public RunDescription Description => _description ??= RunDescription.Of(folder, id);

    /// <inheritdoc cref="RunModels.Of"/>
    public IReadOnlyList<string> Models() => RunModels.Of(folder);

    /// <summary>The full path of one of <see cref="Models"/>.</summary>
    /// <returns>The path, or <see langword="null"/> for what is none of them.</returns>
    public string? FindModel(string name) => Models().Contains(name) ? Path.Combine(folder, name) : null;

    /// <summary>How far the run is.</summary>
    public RunStatus Status()
    {
        lock (_gate) return Look();
    }

    private RunStatus Look()
    {
        var progress = new FileInfo(_progress);
        long length = progress.Exists ? progress.Length : Events().Sum(file => file.Length);
        DateTime written = progress.Exists ? progress.LastWriteTimeUtc : Events().Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max();
        var seen = (length, written, File.GetLastWriteTimeUtc(_summary), File.GetLastWriteTimeUtc(_config));
        if (seen != _seen) Refresh(seen.Item3, seen.Item4);
        _seen = seen;
        bool ended = _finished is not null && seen.Item3 >= written;
        string state = ended ? _finished!.Evaluation is null ? "stopped" : "finished" : time.GetUtcNow().UtcDateTime - written < Pause ? "running" : "silent";
        RunDescription run = Description;
        return new RunStatus(
            id, run.Environment, run.Agent, run.Preset, run.Seed, state, written, length, _last.Steps, _last.Episodes, _last.MeanReturn, Thresholds.Of(run),
            ended ? _finished!.SolvedAtStep : null, ended ? _finished!.Evaluation?.Mean : null);
    }

    private IEnumerable<FileInfo> Events() => new DirectoryInfo(folder) is { Exists: true } directory ? directory.EnumerateFiles().Where(file => RunCurves.IsEventFile(file.Name)) : [];

    private void Refresh(DateTime summary, DateTime config)
    {
        if (config != _seen.Config) _description = null;
        if (summary != _seen.Summary) _finished = ReadSummary();
        _last = LastRow.Of(_progress);
    }

    private RunSummary? ReadSummary()
    {
        try
        {
            return File.Exists(_summary) ? RunSummary.Parse(File.ReadAllText(_summary)) : null;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How far the table of progress is, from its first and last row.</summary>
    private readonly record struct LastRow(double? Steps, double? Episodes, double? MeanReturn)
    {
        private const int Tail = 8192;

        public static LastRow Of(string path)
        {
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                byte[] bytes = new byte[Tail];
                string[] header = Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file.SafeFileHandle, bytes, 0)).Split('\n')[0].Split(',');
                int count = RandomAccess.Read(file.SafeFileHandle, bytes, Math.Max(0, file.Length - Tail));
                string[] rows = Encoding.UTF8.GetString(bytes, 0, count).Split('\n');
                if (rows.Length < 3) return default;
                string[] cells = rows[^2].Split(',');
                return new LastRow(Cell("steps"), Cell("episode"), Cell("mean_return_last_100"));

                double? Cell(string column) =>
                    Array.IndexOf(header, column) is var index and >= 0 && index < cells.Length && double.TryParse(cells[index], CultureInfo.InvariantCulture, out double value) ? value : null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return default;
            }
        }
    }
}
