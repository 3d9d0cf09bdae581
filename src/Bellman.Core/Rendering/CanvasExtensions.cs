using System.Numerics;

namespace Bellman.Core;

/// <summary>Shapes made of those that every canvas has.</summary>
public static class CanvasExtensions
{
    private const int BendSteps = 6;

    /// <summary>Draws a straight line with round ends.</summary>
    public static void Line(this ICanvas canvas, Vector2 from, Vector2 to, float width, Rgba color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.StrokePath([from, to], width, color);
    }

    /// <summary>Fills a rectangle whose sides are parallel to the axes.</summary>
    public static void FillRectangle(this ICanvas canvas, float x, float y, float width, float height, Rgba color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.FillPolygon([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)], color);
    }

    /// <summary>Draws the outline of a rectangle whose sides are parallel to the axes.</summary>
    public static void StrokeRectangle(this ICanvas canvas, float x, float y, float width, float height, float line, Rgba color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.StrokePolygon([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)], line, color);
    }

    /// <summary>Fills a rectangle with round corners.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="x">Its left side.</param>
    /// <param name="y">Its upper side.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="radius">The corners' radius; at most half of the shorter side is used.</param>
    /// <param name="color">The colour.</param>
    public static void FillRounded(this ICanvas canvas, float x, float y, float width, float height, float radius, Rgba color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        radius = Math.Min(radius, Math.Min(width, height) / 2);
        Span<Vector2> points = stackalloc Vector2[4 * (BendSteps + 1)];
        for (int corner = 0; corner < 4; corner++)
        {
            var center = new Vector2(corner is 0 or 3 ? x + width - radius : x + radius, corner < 2 ? y + height - radius : y + radius);
            for (int i = 0; i <= BendSteps; i++)
            {
                (double sin, double cos) = Math.SinCos((corner + ((double)i / BendSteps)) * (Math.PI / 2));
                points[(corner * (BendSteps + 1)) + i] = new Vector2((float)(center.X + (radius * cos)), (float)(center.Y + (radius * sin)));
            }
        }

        canvas.FillPolygon(points, color);
    }

    /// <summary>Fills a rectangle with colours that change from top to bottom, in bands.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="x">Its left side.</param>
    /// <param name="y">Its upper side.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="top">The uppermost band's colour.</param>
    /// <param name="bottom">The lowest band's colour.</param>
    /// <param name="bands">How many bands, at least 1. Default: 32.</param>
    public static void FillGradient(this ICanvas canvas, float x, float y, float width, float height, Rgba top, Rgba bottom, int bands = 32)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 1);
        for (int i = 0; i < bands; i++)
        {
            // Each band reaches below the next one, which covers it again, so that no seam is ever seen between two.
            float from = y + (height * i / bands), to = y + (height * Math.Min(i + 2, bands) / bands);
            canvas.FillRectangle(x, from, width, to - from, Rgba.Mix(top, bottom, bands == 1 ? 0 : (float)i / (bands - 1)));
        }
    }

    /// <summary>Draws an arrow.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Its point.</param>
    /// <param name="width">The shaft's width; the head is four times as wide and as long.</param>
    /// <param name="color">The colour.</param>
    public static void Arrow(this ICanvas canvas, Vector2 from, Vector2 to, float width, Rgba color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        float dx = to.X - from.X, dy = to.Y - from.Y, length = MathF.Sqrt((dx * dx) + (dy * dy));
        if (length <= 0) return;
        (dx, dy) = (dx / length, dy / length);
        float head = Math.Min(4 * width, length);
        var neck = new Vector2(to.X - (head * dx), to.Y - (head * dy));
        float half = width / 2, wide = head / 2;
        canvas.FillPolygon(
            [
                new(from.X - (half * dy), from.Y + (half * dx)), new(neck.X - (half * dy), neck.Y + (half * dx)),
                new(neck.X - (wide * dy), neck.Y + (wide * dx)), to, new(neck.X + (wide * dy), neck.Y - (wide * dx)),
                new(neck.X + (half * dy), neck.Y - (half * dx)), new(from.X + (half * dy), from.Y - (half * dx)),
            ],
            color);
    }
}
