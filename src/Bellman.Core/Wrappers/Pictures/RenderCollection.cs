namespace Bellman.Core;

/// <summary>
/// Keeps a picture of each step until they are asked for (Gymnasium's <c>RenderCollection</c>). A picture takes 720,000 bytes at the usual size, so that an
/// episode of a thousand steps fills most of a gigabyte: for a whole video <see cref="RecordVideo"/> is the better one.
/// </summary>
public sealed class RenderCollection : Wrapper
{
    private readonly bool _popFrames;
    private readonly bool _resetClean;
    private readonly RgbCanvas _canvas;
    private List<byte[]> _frames = [];

    /// <summary>Wraps an environment and takes ownership of it.</summary>
    /// <param name="inner">The environment.</param>
    /// <param name="popFrames">Whether <see cref="Render"/> forgets the pictures that it returns. Default: yes.</param>
    /// <param name="resetClean">Whether a reset forgets all pictures. Default: yes.</param>
    /// <param name="scale">Pixels for each unit of the drawing, at least 1: 1 for 600x400 pixels. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is out of range.</exception>
    public RenderCollection(Env inner, bool popFrames = true, bool resetClean = true, int scale = 1)
        : base(inner)
    {
        (_popFrames, _resetClean) = (popFrames, resetClean);
        _canvas = new RgbCanvas(scale: scale);
    }

    /// <summary>The width of the pictures in pixels.</summary>
    public int PixelWidth => _canvas.PixelWidth;

    /// <summary>The height of the pictures in pixels.</summary>
    public int PixelHeight => _canvas.PixelHeight;

    /// <summary>The pictures since the last call or reset: red, green and blue of each pixel, row by row from the top.</summary>
    public IReadOnlyList<byte[]> Render()
    {
        List<byte[]> frames = _frames;
        if (_popFrames) _frames = [];
        return frames;
    }

    /// <inheritdoc/>
    protected override void OnReset(Span<float> observation)
    {
        base.OnReset(observation);
        if (_resetClean) _frames = [];
        Keep();
    }

    /// <inheritdoc/>
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = base.OnStep(action, observation);
        Keep();
        return result;
    }

    private void Keep()
    {
        Inner.Draw(_canvas);
        var frame = new byte[3 * _canvas.Pixels.Length];
        _canvas.CopyRgb(frame);
        _frames.Add(frame);
    }
}
