namespace Bellman.Core;

/// <summary>
/// Writes pictures of one size, one after the other, as a moving picture. The file appears when <see cref="Complete"/> is called and not before; one that is
/// disposed without it leaves nothing behind.
/// </summary>
public abstract class FrameWriter : IDisposable
{
    /// <summary>The endings that <see cref="Open"/> knows.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".mp4", ".webm", ".gif", ".apng", ".png"];

    /// <summary>How many pictures have been written.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Begins a moving picture by its name's ending: <c>.gif</c> and <c>.apng</c> are written by Bellman itself, <c>.mp4</c> and <c>.webm</c> by the program
    /// ffmpeg, and <c>.png</c> means a folder of that name without the ending, with a file for each picture.
    /// </summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="width">The width of the pictures in pixels.</param>
    /// <param name="height">The height of the pictures in pixels.</param>
    /// <param name="framesPerSecond">How many are shown in a second, above 0 and at most 1000.</param>
    /// <exception cref="ArgumentException">The ending is none of <see cref="Endings"/>, or a number is out of range.</exception>
    /// <exception cref="IOException">The file can't be created, or ffmpeg is needed and not there.</exception>
    public static FrameWriter Open(string path, int width, int height, double framesPerSecond)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!(framesPerSecond is > 0 and <= 1000))
            throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, FormattableString.Invariant($"The frames per second must be above 0 and at most 1000, but are {framesPerSecond}."));
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gif" => new GifWriter(path, width, height, framesPerSecond),
            ".apng" => new ApngWriter(path, width, height, framesPerSecond),
            ".png" => new PngFolderWriter(path[..^4], width, height),
            ".mp4" or ".webm" => new FfmpegWriter(path, width, height, framesPerSecond),
            _ => throw new ArgumentException($"'{path}' ends with none of {string.Join(", ", Endings)}, which say how a moving picture is written.", nameof(path)),
        };
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="canvas">The picture, of the size that was given.</param>
    /// <exception cref="ArgumentException">The picture has another size.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Add(RgbCanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        if (canvas.PixelWidth != Width || canvas.PixelHeight != Height)
            throw new ArgumentException($"The picture has {canvas.PixelWidth}x{canvas.PixelHeight} pixels, but those here have {Width}x{Height}.", nameof(canvas));
        OnAdd(canvas.Pixels);
        Count++;
    }

    /// <summary>Ends the moving picture and puts it in its place.</summary>
    /// <exception cref="InvalidOperationException">There is no picture in it.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Complete()
    {
        if (Count == 0) throw new InvalidOperationException("A moving picture needs at least one picture.");
        OnComplete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The width of the pictures in pixels.</summary>
    private protected int Width { get; init; }

    /// <summary>The height of the pictures in pixels.</summary>
    private protected int Height { get; init; }

    /// <summary>Writes a picture: red in the lowest byte of each pixel, then green, blue and 255.</summary>
    private protected abstract void OnAdd(ReadOnlySpan<uint> pixels);

    /// <summary>Ends the file and puts it in its place.</summary>
    private protected abstract void OnComplete();

    /// <summary>Takes away what is not complete.</summary>
    protected abstract void Dispose(bool disposing);
}
