using System.Numerics;

namespace Bellman.Core;

/// <summary>Turns lines and circles into polygons, all with the same sense of rotation, so that the non-zero rule joins them into one shape.</summary>
internal static class Outline
{
    private const int Finest = 192;
    private static readonly Vector2[] Circle = UnitCircle();

    /// <summary>Adds a line with round joins and ends.</summary>
    /// <param name="rasterizer">Where it goes.</param>
    /// <param name="points">Its points, in pixels.</param>
    /// <param name="closed">Whether the last is joined to the first.</param>
    /// <param name="width">Its width, in pixels.</param>
    public static void Add(Rasterizer rasterizer, ReadOnlySpan<Vector2> points, bool closed, float width)
    {
        float half = width / 2;
        int last = points.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            bool isEnd = !closed && (i == 0 || i == last);
            if (isEnd || Turns(points[i == 0 ? last : i - 1], points[i], points[i == last ? 0 : i + 1], half)) AddDisc(rasterizer, points[i], half);
            if (i > 0) AddBar(rasterizer, points[i - 1], points[i], half);
        }

        if (closed) AddBar(rasterizer, points[^1], points[0], half);
    }

    /// <summary>Adds a filled circle.</summary>
    public static void AddDisc(Rasterizer rasterizer, Vector2 center, float radius)
    {
        int step = Step(radius), count = Finest / step;
        Span<Vector2> corners = stackalloc Vector2[Finest];
        for (int i = 0; i < count; i++) corners[i] = On(center, radius, i * step);
        rasterizer.Add(corners[..count]);
    }

    /// <summary>Adds a circle's line: the outer circle, and the inner one the other way round.</summary>
    public static void AddRing(Rasterizer rasterizer, Vector2 center, float radius, float width)
    {
        float outer = radius + (width / 2), inner = radius - (width / 2);
        AddDisc(rasterizer, center, outer);
        if (inner <= 0) return;
        int step = Step(outer), count = Finest / step;
        Span<Vector2> corners = stackalloc Vector2[Finest];
        for (int i = 0; i < count; i++) corners[i] = On(center, inner, Finest - step - (i * step));
        rasterizer.Add(corners[..count]);
    }

    /// <summary>Whether a gap between two pieces of a line could be seen: a fifth of a pixel or more at the outer edge.</summary>
    private static bool Turns(Vector2 before, Vector2 at, Vector2 after, float half)
    {
        float ax = at.X - before.X, ay = at.Y - before.Y, bx = after.X - at.X, by = after.Y - at.Y;
        float dot = (ax * bx) + (ay * by), cross = MathF.Abs((ax * by) - (ay * bx));
        return dot <= 0 || cross * half > 0.2f * dot;
    }

    /// <summary>Adds the rectangle around a straight piece of a line.</summary>
    private static void AddBar(Rasterizer rasterizer, Vector2 from, Vector2 to, float half)
    {
        float dx = to.X - from.X, dy = to.Y - from.Y, length = MathF.Sqrt((dx * dx) + (dy * dy));
        if (!(length > 0)) return;
        float nx = -dy / length * half, ny = dx / length * half;
        rasterizer.Add([new(to.X + nx, to.Y + ny), new(from.X + nx, from.Y + ny), new(from.X - nx, from.Y - ny), new(to.X - nx, to.Y - ny)]);
    }

    /// <summary>Which of the finest circle's corners suffice: fewer for a small circle.</summary>
    private static int Step(float radius) => radius switch
    {
        < 1.5f => 24,
        < 3 => 16,
        < 8 => 12,
        < 20 => 6,
        < 60 => 3,
        < 150 => 2,
        _ => 1,
    };

    private static Vector2 On(Vector2 center, float radius, int corner) =>
        new(center.X + (radius * Circle[corner].X), center.Y + (radius * Circle[corner].Y));

    private static Vector2[] UnitCircle()
    {
        var circle = new Vector2[Finest];
        for (int i = 0; i < Finest; i++)
        {
            (double sin, double cos) = Math.SinCos(i * (2 * Math.PI / Finest));
            circle[i] = new Vector2((float)cos, (float)sin);
        }

        return circle;
    }
}
