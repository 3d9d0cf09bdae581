using System.Globalization;
using System.Text.Unicode;
using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// A table with a row for each finished episode: its number, the training's steps so far, its return, the mean return of the last 100
/// (of all while there are fewer), epsilon, loss, the mean of the largest action value, the training's seconds so far, and whatever else the agent records, each
/// figure's mean since the episode before. A figure that an agent does not have is left empty. When a training is resumed, rows beyond its checkpoint are cut off, so that none is there twice; a table of which the checkpoint knows nothing is kept.
/// If the file can't be written any more, training goes on without it after one warning.
/// </summary>
public sealed class ProgressCsv : ICallback, IDisposable
{
    private readonly string _path;
    private readonly AppendFile _file;
    private ScalarMetric[] _others = [];
    private byte[] _row = [];
    private long _keep;
    private bool _resumed;
    private bool _failed;
    private TrainingContext? _context;

    /// <summary>Creates the callback. The file is written when training starts: anew, unless the training was resumed.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    public ProgressCsv(string path)
        : this(path, null)
    {
    }

    internal ProgressCsv(string path, Func<string, Stream>? open)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _file = new AppendFile(path, open);
    }

    /// <summary>The first line of the file, up to the agent's further figures.</summary>
    public static string Header => "episode,steps,return,mean_return_last_100,epsilon,loss,max_q,seconds";

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _others = [.. AgentMetrics.BesideTheTable(context.Agent.Metrics)];
        _row = new byte[512 + (32 * _others.Length)];
        if (_failed || _file.IsOpen) return;
        string header = string.Join(',', [Header, .. _others.Select(scalar => scalar.Name)]);
        Guard(file =>
        {
            file.Open(_resumed && _keep == 0 ? long.MaxValue : _keep);
            if (file.Length == 0) file.Append(System.Text.Encoding.UTF8.GetBytes(header + "\n"));
            file.Flush();
        });
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode)
    {
        if (_failed) return;
        int length = Format(in episode);
        try
        {
            _file.Append(_row.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context) => Guard(file => file.Flush());

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Guard(file => file.Flush());
        writer.Write("length", _file.IsOpen ? _file.Length : _keep);
    }

    /// <inheritdoc/>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _keep = reader.ReadInt64("length");
        _resumed = true;
    }

    /// <inheritdoc/>
    public void Dispose() => Guard(file => file.Dispose());

    private int Format(in EpisodeRecord episode)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        Utf8.TryWrite(_row, culture, $"{episode.Episode},{episode.Step},{episode.Return},{episode.MeanReturn}", out int length);
        length += Figure(length, episode.Epsilon);
        length += Figure(length, episode.Loss);
        length += Figure(length, episode.MaxQ);
        Utf8.TryWrite(_row.AsSpan(length), culture, $",{episode.ElapsedSeconds:F3}", out int seconds);
        length += seconds;
        foreach (ScalarMetric scalar in _others) length += Figure(length, scalar.Mean);
        _row[length] = (byte)'\n';
        return length + 1;
    }

    /// <summary>In single precision, as agents compute them: an epsilon of 0.05 reads so. Not a number is left empty.</summary>
    private int Figure(int at, double value)
    {
        _row[at] = (byte)',';
        if (double.IsNaN(value)) return 1;
        ((float)value).TryFormat(_row.AsSpan(at + 1), out int length, default, CultureInfo.InvariantCulture);
        return length + 1;
    }

    private void Guard(Action<AppendFile> action)
    {
        if (_failed) return;
        try
        {
            action(_file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _failed = true;
        _context?.ReportUnwritten(_path, $"The table of progress '{_path}' can't be written and gets no more rows: {exception.Message}");
    }
}
