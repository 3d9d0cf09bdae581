using System.Numerics;

namespace Bellman.Core;

/// <summary>A canvas that applies the transforms itself and hands shapes on in units of the canvas. It allocates nothing once its scratch memory has grown.</summary>
public abstract class TransformingCanvas : ICanvas
{
    /// <summary>A circle that becomes an ellipse is drawn as a polygon of so many corners.</summary>
    private const int EllipseCorners = 64;

    private Affine[] _stack = new Affine[8];
    private Vector2[] _points = new Vector2[64];
    private int _depth;
    private Affine _current = Affine.Identity;

    /// <summary>Makes a canvas.</summary>
    /// <param name="width">Its width in units of the drawing, above 0.</param>
    /// <param name="height">Its height in units of the drawing, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not above 0.</exception>
    protected TransformingCanvas(float width, float height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
    }

    /// <inheritdoc/>
    public float Width { get; }

    /// <inheritdoc/>
    public float Height { get; }

    /// <inheritdoc/>
    public abstract void Clear(Rgba color);

    /// <inheritdoc/>
    public void FillPolygon(ReadOnlySpan<Vector2> points, Rgba color)
    {
        if (points.Length >= 3 && color.Alpha > 0) OnFill(Map(points), color);
    }

    /// <inheritdoc/>
    public void StrokePolygon(ReadOnlySpan<Vector2> points, float width, Rgba color)
    {
        if (points.Length >= 2 && width > 0 && color.Alpha > 0) OnStroke(Map(points), true, Scaled(width), color);
    }

    /// <inheritdoc/>
    public void StrokePath(ReadOnlySpan<Vector2> points, float width, Rgba color)
    {
        if (points.Length >= 2 && width > 0 && color.Alpha > 0) OnStroke(Map(points), false, Scaled(width), color);
    }

    /// <inheritdoc/>
    public void FillCircle(Vector2 center, float radius, Rgba color)
    {
        if (!(radius > 0) || color.Alpha == 0) return;
        if (_current.KeepsCircles) OnFillCircle(_current.Apply(center), Scaled(radius), color);
        else OnFill(Ellipse(center, radius), color);
    }

    /// <inheritdoc/>
    public void StrokeCircle(Vector2 center, float radius, float width, Rgba color)
    {
        if (!(radius > 0) || !(width > 0) || color.Alpha == 0) return;
        if (_current.KeepsCircles) OnStrokeCircle(_current.Apply(center), Scaled(radius), Scaled(width), color);
        else OnStroke(Ellipse(center, radius), true, Scaled(width), color);
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<char> text, Vector2 at, float size, Rgba color, TextAlign align = TextAlign.Left)
    {
        if (!text.IsEmpty && size > 0 && color.Alpha > 0) OnText(text, _current.Translate(at.X, at.Y), size, color, align);
    }

    /// <inheritdoc/>
    public void Push(in Affine transform)
    {
        if (_depth == _stack.Length) Array.Resize(ref _stack, 2 * _depth);
        _stack[_depth++] = _current;
        _current = _current.Then(transform);
    }

    /// <inheritdoc/>
    public void Pop()
    {
        if (_depth == 0) throw new InvalidOperationException("Pop was called more often than Push.");
        _current = _stack[--_depth];
    }

    /// <summary>Fills a polygon of at least three corners.</summary>
    /// <param name="points">Its corners in units of the canvas.</param>
    /// <param name="color">The colour, not quite transparent.</param>
    protected abstract void OnFill(ReadOnlySpan<Vector2> points, Rgba color);

    /// <summary>Draws a line through at least two points.</summary>
    /// <param name="points">The points in units of the canvas.</param>
    /// <param name="closed">Whether the last point is joined to the first.</param>
    /// <param name="width">Its width, above 0, in units of the canvas.</param>
    /// <param name="color">The colour, not quite transparent.</param>
    protected abstract void OnStroke(ReadOnlySpan<Vector2> points, bool closed, float width, Rgba color);

    /// <summary>Fills a circle.</summary>
    protected abstract void OnFillCircle(Vector2 center, float radius, Rgba color);

    /// <summary>Draws a circle's line.</summary>
    protected abstract void OnStrokeCircle(Vector2 center, float radius, float width, Rgba color);

    /// <summary>Writes a text that is not empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">From the text's own units, whose origin is the point that it was given, to those of the canvas.</param>
    /// <param name="size">The font's size in the text's own units.</param>
    /// <param name="color">The colour, not quite transparent.</param>
    /// <param name="align">What of it stands at the point.</param>
    protected abstract void OnText(ReadOnlySpan<char> text, in Affine place, float size, Rgba color, TextAlign align);

    private float Scaled(float length) => (float)(length * _current.Magnification);

    private ReadOnlySpan<Vector2> Map(scoped ReadOnlySpan<Vector2> points)
    {
        if (points.Length > _points.Length) Array.Resize(ref _points, Math.Max(points.Length, 2 * _points.Length));
        for (int i = 0; i < points.Length; i++) _points[i] = _current.Apply(points[i]);
        return _points.AsSpan(0, points.Length);
    }

    private ReadOnlySpan<Vector2> Ellipse(Vector2 center, float radius)
    {
        Span<Vector2> corners = stackalloc Vector2[EllipseCorners];
        for (int i = 0; i < EllipseCorners; i++)
        {
            (double sin, double cos) = Math.SinCos(i * (2 * Math.PI / EllipseCorners));
            corners[i] = new Vector2((float)(center.X + (radius * cos)), (float)(center.Y + (radius * sin)));
        }

        return Map(corners);
    }
}
