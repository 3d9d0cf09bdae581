using System.Numerics;

namespace Bellman.Core;

/// <summary>
/// A picture of pixels with smooth edges. The same drawing gives the same bytes on every machine, as everything behind the transforms is computed in
/// integers. It allocates nothing once its scratch memory has grown, after the first picture or two.
/// </summary>
public sealed class RgbCanvas : TransformingCanvas
{
    private readonly uint[] _pixels;
    private readonly Rasterizer _rasterizer;
    private readonly float _scale;
    private Vector2[] _scaled = new Vector2[64];
    private GlyphCache? _glyphs;

    /// <summary>Makes a black picture.</summary>
    /// <param name="width">Its width in units of the drawing, at least 1. Default: 600.</param>
    /// <param name="height">Its height in units of the drawing, at least 1. Default: 400.</param>
    /// <param name="scale">How many pixels a unit has each way, at least 1: with 2 the same drawing is twice as large and finer. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or a side has more than 16384 pixels.</exception>
    public RgbCanvas(int width = Env.PictureWidth, int height = Env.PictureHeight, int scale = 1)
        : base(width, height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 16384 / Math.Max(width, height));
        (PixelWidth, PixelHeight, _scale) = (width * scale, height * scale, scale);
        _pixels = new uint[PixelWidth * PixelHeight];
        _pixels.AsSpan().Fill(Pack(Rgba.Black));
        _rasterizer = new Rasterizer(PixelWidth, PixelHeight);
    }

    /// <summary>The width in pixels.</summary>
    public int PixelWidth { get; }

    /// <summary>The height in pixels.</summary>
    public int PixelHeight { get; }

    /// <summary>The pixels, row by row from the top: red in the lowest byte, then green, blue and 255.</summary>
    public ReadOnlySpan<uint> Pixels => _pixels;

    /// <summary>Writes the picture as bytes of red, green and blue, pixel by pixel, row by row from the top.</summary>
    /// <param name="rgb">Where they go; three for each pixel.</param>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    public void CopyRgb(Span<byte> rgb)
    {
        if (rgb.Length < 3 * _pixels.Length) throw new ArgumentException($"There is room for {rgb.Length} bytes, but the picture has {3 * _pixels.Length}.", nameof(rgb));
        for (int i = 0, at = 0; i < _pixels.Length; i++, at += 3)
        {
            uint pixel = _pixels[i];
            rgb[at] = (byte)pixel;
            rgb[at + 1] = (byte)(pixel >> 8);
            rgb[at + 2] = (byte)(pixel >> 16);
        }
    }

    /// <inheritdoc/>
    public override void Clear(Rgba color) => _pixels.AsSpan().Fill(Pack(color));

    /// <inheritdoc/>
    protected override void OnFill(ReadOnlySpan<Vector2> points, Rgba color)
    {
        _rasterizer.Add(Scaled(points));
        Paint(color);
    }

    /// <inheritdoc/>
    protected override void OnStroke(ReadOnlySpan<Vector2> points, bool closed, float width, Rgba color)
    {
        Outline.Add(_rasterizer, Scaled(points), closed, width * _scale);
        Paint(color);
    }

    /// <inheritdoc/>
    protected override void OnFillCircle(Vector2 center, float radius, Rgba color)
    {
        Outline.AddDisc(_rasterizer, new Vector2(center.X * _scale, center.Y * _scale), radius * _scale);
        Paint(color);
    }

    /// <inheritdoc/>
    protected override void OnStrokeCircle(Vector2 center, float radius, float width, Rgba color)
    {
        Outline.AddRing(_rasterizer, new Vector2(center.X * _scale, center.Y * _scale), radius * _scale, width * _scale);
        Paint(color);
    }

    /// <inheritdoc/>
    protected override void OnText(ReadOnlySpan<char> text, in Affine place, float size, Rgba color, TextAlign align)
    {
        Affine pen = StrokeFont.Begin(text, Affine.Identity.Scale(_scale).Then(place), size, align);
        bool isKept = pen.Magnification * StrokeFont.UnitsPerSize <= GlyphCache.LargestSize;
        foreach (char character in text)
        {
            if (isKept) Letter(character, pen, color);
            else
            {
                StrokeFont.Add(_rasterizer, character, pen);
                Paint(color);
            }

            pen = StrokeFont.Next(character, pen);
        }
    }

    private static uint Pack(Rgba color) => color.Red | ((uint)color.Green << 8) | ((uint)color.Blue << 16) | 0xff000000;

    private ReadOnlySpan<Vector2> Scaled(ReadOnlySpan<Vector2> points)
    {
        if (points.Length > _scaled.Length) Array.Resize(ref _scaled, Math.Max(points.Length, 2 * _scaled.Length));
        for (int i = 0; i < points.Length; i++) _scaled[i] = new Vector2(points[i].X * _scale, points[i].Y * _scale);
        return _scaled.AsSpan(0, points.Length);
    }

    private void Letter(char character, in Affine pen, Rgba color)
    {
        _glyphs ??= new GlyphCache();
        if (!_glyphs.TryGet(character, pen, out ReadOnlySpan<GlyphCache.Span> spans))
        {
            StrokeFont.Add(_rasterizer, character, pen);
            spans = _glyphs.Keep(character, pen, _rasterizer);
        }

        Brush brush = Of(color);
        foreach (GlyphCache.Span span in spans) brush.Add(span.Y, span.From, span.To, span.Coverage);
    }

    private void Paint(Rgba color)
    {
        Brush brush = Of(color);
        _rasterizer.Sweep(ref brush);
    }

    private Brush Of(Rgba color) => new(_pixels, PixelWidth, Pack(color), color.Alpha);

    /// <summary>Mixes a colour into the pixels of spans.</summary>
    private readonly struct Brush(uint[] pixels, int width, uint color, byte alpha) : Rasterizer.ISpans
    {
        private const uint RedAndBlue = 0x00ff00ff;

        public void Add(int y, int from, int to, int coverage)
        {
            Span<uint> span = pixels.AsSpan((y * width) + from, to - from);

            // Both count to 256, so that full times full is full, and a shift takes the place of a division.
            uint share = (uint)((coverage * (alpha + (alpha >> 7))) + 128) >> 8;
            if (share == 0) return;
            if (share >= 256)
            {
                span.Fill(color);
                return;
            }

            uint rest = 256 - share, redBlue = ((color & RedAndBlue) * share) + 0x00800080, green = ((color >> 8) & 0xff) * share + 0x80;
            foreach (ref uint pixel in span)
            {
                uint mixed = ((((pixel & RedAndBlue) * rest) + redBlue) >> 8) & RedAndBlue;
                uint mixedGreen = ((((pixel >> 8) & 0xff) * rest) + green) & 0xff00;
                pixel = mixed | mixedGreen | 0xff000000;
            }
        }
    }
}
