using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Draws the walker in a landscape that passes by: far hills slowly, near ones faster, the ground as fast as it walks.</summary>
internal static class WalkerPicture
{
    private const float Floor = Env.PictureHeight, Pixels = (float)WalkerScale.PixelsPerMetre;

    /// <summary>Where the walker stands in the picture: a fifth of the width from the left, as upstream.</summary>
    private const double Ahead = WalkerScale.Width / 5;
    private const int MostPoints = 48;
    private static readonly Rgba Above = Rgba.Of(0x8fc9f2), Below = Rgba.Of(0xf4f1dc), Far = Rgba.Of(0xb9cfdd), Near = Rgba.Of(0x9dbf9a), Cloud = Rgba.White.WithOpacity(0.85f);
    private static readonly Rgba Earth = Rgba.Of(0x6b8f4e), Deep = Rgba.Of(0x55743f), Grass = Rgba.Of(0x9ccc65), Stone = Rgba.Of(0x8d8f98), StoneLight = Rgba.Of(0xb4b6bf);
    private static readonly Rgba Shell = Rgba.Of(0x7f51e0), ShellLight = Rgba.Of(0xa98bf0), ShellLine = Rgba.Of(0x4b2d94), Window = Rgba.Of(0xbdeaff), Ray = Rgba.Of(0xff5a4f);
    private static readonly Rgba[] LegColors = [Rgba.Of(0x8f5aa8), Rgba.Of(0xd58ab8)], LegLines = [Rgba.Of(0x5f3a75), Rgba.Of(0x96507a)];
    private static readonly Rgba Foot = Rgba.Of(0xf2c230);

    /// <summary>Draws the world.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="walker">The walker.</param>
    /// <param name="rays">The share of its range that each of the lidar's rays goes.</param>
    /// <param name="lidar">Where they go.</param>
    public static void Draw(ICanvas canvas, BipedalWalker walker, ReadOnlySpan<float> rays, WalkerLidar lidar)
    {
        double left = walker.Hull.Position.X - Ahead;
        canvas.Clear(Above);
        canvas.FillGradient(0, 0, Env.PictureWidth, Floor, Above, Below, 24);
        canvas.FillCircle(new Vector2(500, 70), 28, Rgba.Of(0xffe69a));
        Clouds(canvas, left);
        Ridge(canvas, left * 0.15, 250, 46, 170, Far);
        Ridge(canvas, left * 0.4, 292, 26, 110, Near);

        // Metres with y upwards.
        canvas.Push(Affine.Translation(-left * Pixels, Floor).Scale(Pixels, -Pixels));
        Flag(canvas, WalkerScale.GroundStep * 3, Rgba.Of(0xe0523a));
        Flag(canvas, BipedalWalker.Finish, Rgba.Of(0xf2c230));
        Ground(canvas, walker, left);
        Leg(canvas, walker, 0);
        Hull(canvas, walker.Hull);
        Leg(canvas, walker, 1);
        for (int i = 0; i < rays.Length; i++) Beam(canvas, walker.Hull.Position, lidar.Reach(i), rays[i]);
        canvas.Pop();
    }

    private static void Clouds(ICanvas canvas, double left)
    {
        for (int i = 0; i < 5; i++)
        {
            // They come round again behind the picture's edges.
            double x = (((i * 173.0) - (left * 3)) % 860) + 860;
            float at = (float)((x % 860) - 120), y = 48 + (i * 37 % 80);
            canvas.FillRounded(at, y, 86, 16, 8, Cloud);
            canvas.FillCircle(new Vector2(at + 30, y), 15, Cloud);
            canvas.FillCircle(new Vector2(at + 54, y + 2), 12, Cloud);
        }
    }

    /// <summary>Rounded hills of one height, at a distance that makes them pass slowly.</summary>
    private static void Ridge(ICanvas canvas, double shift, float y, float height, float width, Rgba color)
    {
        const int pieces = 60;
        Span<Vector2> outline = stackalloc Vector2[pieces + 3];
        for (int i = 0; i <= pieces; i++)
        {
            float x = i * Env.PictureWidth / (float)pieces;
            double phase = ((x / width) + (shift * Pixels / width)) * Math.PI;
            outline[i] = new Vector2(x, (float)(y - (height * ((0.6 * Math.Sin(phase)) + (0.4 * Math.Sin((1.7 * phase) + 1))))));
        }

        (outline[pieces + 1], outline[pieces + 2]) = (new Vector2(Env.PictureWidth, Floor), new Vector2(0, Floor));
        canvas.FillPolygon(outline, color);
    }

    private static void Ground(ICanvas canvas, BipedalWalker walker, double left)
    {
        int first = Math.Clamp((int)(left / WalkerScale.GroundStep) - 1, 0, walker.TerrainX.Length - 1);
        int count = Math.Min(MostPoints, walker.TerrainX.Length - first);
        Span<Vector2> outline = stackalloc Vector2[count + 2];
        for (int i = 0; i < count; i++) outline[i] = new Vector2((float)walker.TerrainX[first + i], (float)walker.TerrainY[first + i]);
        (outline[count], outline[count + 1]) = (outline[count - 1] with { Y = -1 }, outline[0] with { Y = -1 });
        canvas.FillPolygon(outline, Earth);
        Span<Vector2> deep = stackalloc Vector2[count + 2];
        outline.CopyTo(deep);
        for (int i = 0; i < count; i++) deep[i].Y -= (float)(0.9 + (0.3 * Math.Sin(0.7 * (first + i))));
        canvas.FillPolygon(deep, Deep);
        canvas.StrokePath(outline[..count], 4 / Pixels, Grass);
        for (int i = 0; i < walker.ObstacleCount; i++) Obstacle(canvas, walker.Obstacle(i), left);
    }

    private static void Obstacle(ICanvas canvas, ReadOnlySpan<Vector2D> corners, double left)
    {
        if (corners[0].X < left - 2 || corners[0].X > left + WalkerScale.Width + 2) return;
        Span<Vector2> points = stackalloc Vector2[corners.Length];
        for (int i = 0; i < corners.Length; i++) points[i] = new Vector2(corners[i].X, corners[i].Y);
        canvas.FillPolygon(points, Stone);
        canvas.StrokePolygon(points, 2 / Pixels, StoneLight);
    }

    private static void Flag(ICanvas canvas, double x, Rgba color)
    {
        float foot = (float)WalkerScale.GroundHeight - 0.4f, at = (float)x;
        canvas.Line(new Vector2(at, foot), new Vector2(at, foot + 2.2f), 2 / Pixels, Rgba.Of(0x4a4a4a));
        canvas.FillPolygon([new(at, foot + 2.2f), new(at + 0.9f, foot + 1.9f), new(at, foot + 1.6f)], color);
    }

    private static void Leg(ICanvas canvas, BipedalWalker walker, int leg)
    {
        const float half = (float)(WalkerScale.LegLength / 2), width = (float)WalkerScale.LegWidth;
        Rgba color = LegColors[leg], line = LegLines[leg];
        for (int part = 0; part < 2; part++)
        {
            float wide = part == 0 ? width : 0.8f * width;
            canvas.Push(Place(walker.Legs[(2 * leg) + part]));
            if (part == 1 && walker.IsLegDown(leg)) canvas.FillCircle(new Vector2(0, -half), 1.1f * width, Foot.WithOpacity(0.45f));
            canvas.FillRounded(-wide / 2, -half - (0.25f * wide), wide, (2 * half) + (0.5f * wide), wide / 2, line);
            canvas.FillRounded((-wide / 2) + 0.04f, -half - (0.25f * wide) + 0.04f, wide - 0.08f, (2 * half) + (0.5f * wide) - 0.08f, (wide / 2) - 0.04f, color);
            if (part == 1) canvas.FillCircle(new Vector2(0, -half), 0.4f * wide, walker.IsLegDown(leg) ? Foot : line);
            canvas.FillCircle(new Vector2(0, half), 0.3f * wide, line);
            canvas.Pop();
        }
    }

    private static void Hull(ICanvas canvas, Body hull)
    {
        canvas.Push(Place(hull).Scale(1 / WalkerScale.PixelsPerMetre));
        ReadOnlySpan<Vector2> outline = [new(-30, 9), new(6, 9), new(34, 1), new(34, -8), new(-30, -8)];
        canvas.FillPolygon(outline, Shell);
        canvas.FillPolygon([new(-30, 9), new(6, 9), new(20, 5), new(-30, 5)], ShellLight);
        canvas.StrokePolygon(outline, 1.6f, ShellLine);
        canvas.FillPolygon([new(9, 5.5f), new(26, 1), new(26, -3), new(9, -3)], Window);
        for (int i = 0; i < 3; i++) canvas.FillCircle(new Vector2(-22 + (9 * i), -1.5f), 1.8f, ShellLight);
        canvas.Pop();
    }

    private static void Beam(ICanvas canvas, Vector2D from, Vector2 reach, float share)
    {
        var start = new Vector2(from.X, from.Y);
        var end = new Vector2(start.X + (share * reach.X), start.Y + (share * reach.Y));
        canvas.Line(start, end, 0.8f / Pixels, Ray.WithOpacity(0.3f));
        if (share < 1) canvas.FillCircle(end, 2.2f / Pixels, Ray.WithOpacity(0.8f));
    }

    private static Affine Place(Body body) => Affine.Translation(body.Position.X, body.Position.Y).Rotate(body.Angle);
}
