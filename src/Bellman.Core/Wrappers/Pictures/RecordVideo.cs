using System.Globalization;

namespace Bellman.Core;

/// <summary>
/// Writes videos of some of the episodes while training goes on (Gymnasium's <c>RecordVideo</c>), with step, return and action below the picture. Nothing is
/// drawn between them. A video appears when its episode has ended; one that is going on when the training is stopped is not kept. Worlds that record
/// into the same folder, and resumed trainings, number their files on where a name is taken. Where a video can't be written, the training goes on, and
/// <see cref="Failure"/> says why.
/// </summary>
public sealed class RecordVideo : Wrapper, IRecorder
{
    private const int RareEpisodes = 1000;
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    private readonly string _folder;
    private readonly int _every;
    private readonly int _length;
    private readonly string _prefix;
    private readonly string _format;
    private readonly int _scale;
    private RgbCanvas? _canvas;
    private FrameWriter? _writer;
    private string? _path;
    private int _episode = -1;
    private int _step;

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="folder">Where the videos go; it is created where it is missing.</param>
    /// <param name="every">Every how many episodes one is recorded, the first of all included; 0 for Gymnasium's schedule, which is the cubes 0, 1, 8, 27, ... up to 1000 and then every thousandth. Default: 0.</param>
    /// <param name="length">How many steps a video has, over the ends of episodes; 0 for one episode. Default: 0.</param>
    /// <param name="prefix">How the names of files begin. Default: <c>rl-video</c>.</param>
    /// <param name="format">The ending of files: <c>gif</c>, <c>apng</c>, <c>png</c> for a folder of pictures, <c>mp4</c> or <c>webm</c>. Default: <c>gif</c>.</param>
    /// <param name="scale">Pixels for each unit of the drawing, at least 1. Default: 1.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the format is unknown.</exception>
    /// <exception cref="IOException">The folder can't be created, or the format needs ffmpeg and it is not there.</exception>
    public RecordVideo(Env inner, string folder, int every = 0, int length = 0, string prefix = "rl-video", string format = "gif", int scale = 1)
        : base(inner)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfNegative(every);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (scale is < 1 or > 8) throw new ArgumentOutOfRangeException(nameof(scale), scale, $"The scale must be from 1 to 8, but is {scale}.");
        if (!FrameWriter.Endings.Contains("." + format)) throw new ArgumentException($"The format must be one of {string.Join(", ", FrameWriter.Endings).Replace(".", "", StringComparison.Ordinal)}, but is '{format}'.", nameof(format));
        if (format is "mp4" or "webm") FfmpegWriter.Require("." + format);
        (_folder, _every, _length, _prefix, _format, _scale) = (Path.GetFullPath(folder), every, length, prefix, format, scale);
        MakeFolder();
    }

    /// <inheritdoc/>
    public bool IsRecording { get; set; } = true;

    /// <summary>How many videos could not be written. A training says so, and goes on.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the last video that failed could not be written; <see langword="null"/> where none failed.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        if (_length == 0) End();
        _episode++;
        _step = 0;
        if (_writer is null && IsRecording && IsChosen(_episode)) Begin();
        Capture(default);
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = base.OnStep(action, observation);
        _step++;
        if (_writer is null) return result;
        Capture(action);
        if (_length == 0 ? result.Done : _writer?.Count > _length) End();
        return result;
    }

    /// <inheritdoc/>
    protected override void OnSave(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("video_episode", _episode);
        writer.Write("video_step", _step);
        base.OnSave(writer);
    }

    /// <inheritdoc/>
    protected override void OnLoad(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Drop();
        _episode = reader.ReadInt32("video_episode");
        _step = reader.ReadInt32("video_step");
        base.OnLoad(reader);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Drop();
        base.Dispose(disposing);
    }

    /// <summary>Refuses a folder that can't be made before anything is trained. Where it was there once and went, later worlds, such as those for the evaluation at the end, lose videos at most.</summary>
    private void MakeFolder()
    {
        lock (Gate)
        {
            if (Made.Contains(_folder)) return;
            Directory.CreateDirectory(_folder);
            Made.Add(_folder);
        }
    }

    private bool IsChosen(int episode)
    {
        if (_every > 0) return episode % _every == 0;
        if (episode >= RareEpisodes) return episode % RareEpisodes == 0;
        int root = (int)Math.Round(Math.Cbrt(episode));
        return root * root * root == episode;
    }

    private void Begin() => Try(() =>
    {
        Directory.CreateDirectory(_folder);
        _canvas ??= new RgbCanvas(Env.PictureWidth, EpisodePicture.Height, _scale);
        _path = Take();
        _writer = FrameWriter.Open(_path, _canvas.PixelWidth, _canvas.PixelHeight, Inner.FramesPerSecond);
    });

    private void Capture(ReadOnlySpan<float> action)
    {
        if (_writer is null) return;
        EpisodePicture.Draw(_canvas!, Inner, new EpisodeStatus { Episode = _episode + 1, Step = _step, Return = Inner.Unwrapped.EpisodeReturn, Action = action });
        Try(() => _writer.Add(_canvas!));
    }

    private void End()
    {
        if (_writer is null) return;
        Try(_writer.Complete);
        Drop();
    }

    private void Drop()
    {
        _writer?.Dispose();
        _writer = null;
        if (_path is null) return;
        lock (Gate) Taken.Remove(_path);
        _path = null;
    }

    /// <summary>A name that is neither a file's nor another world's.</summary>
    private string Take()
    {
        lock (Gate)
        {
            for (int number = 1; ; number++)
            {
                string again = number == 1 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture);
                string stem = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_prefix}-episode-{_episode}{again}"));
                string path = $"{stem}.{_format}";
                if (!Path.Exists(path) && !Directory.Exists(stem) && Taken.Add(path)) return path;
            }
        }
    }

    /// <summary>A full disk or a missing ffmpeg costs a video, not the training.</summary>
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            (Failures, Failure) = (Failures + 1, exception.Message);
            Drop();
        }
    }
}
