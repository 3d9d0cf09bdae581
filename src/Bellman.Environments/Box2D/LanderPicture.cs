using System.Numerics;
using Bellman.Core;
using Bellman.Physics;

namespace Bellman.Environments;

/// <summary>Draws the lander in its world: stars, the moon, the pad between its flags, the craft and what its engines blow out.</summary>
internal static class LanderPicture
{
    private const float Floor = Env.PictureHeight;
    private const int Stars = 70;
    private static readonly Rgba NightAbove = Rgba.Of(0x070a18), NightBelow = Rgba.Of(0x232a4d);
    private static readonly Rgba Moon = Rgba.Of(0x8f929c), MoonDeep = Rgba.Of(0x6e717c), Crest = Rgba.Of(0xd9dbe2);
    private static readonly Rgba Pad = Rgba.Of(0x4c5160), Flag = Rgba.Of(0xf2c230), Pole = Rgba.Of(0xe9edf5);
    private static readonly Rgba Hull = Rgba.Of(0x7f69e8), HullShade = Rgba.Of(0x5a46bd), HullLine = Rgba.Of(0xc9bfff), Window = Rgba.Of(0x9fe0ff);
    private static readonly Rgba Leg = Rgba.Of(0x8d7bf0), LegDown = Rgba.Of(0x7dffb0);
    private static readonly Rgba FlameOut = Rgba.Of(0xff7a1a), FlameIn = Rgba.Of(0xffe27a), Jet = Rgba.Of(0xbfe8ff);

    /// <summary>Draws the world.</summary>
    public static void Draw(ICanvas canvas, LunarLander lander)
    {
        canvas.Clear(NightAbove);
        canvas.FillGradient(0, 0, Env.PictureWidth, Floor, NightAbove, NightBelow, 24);
        Sky(canvas);
        Ground(canvas, lander);
        Flags(canvas, lander);

        // Metres with y upwards; the pictures of bodies are in pixels upstream, 30 to the metre.
        canvas.Push(Affine.Translation(0, Floor).Scale(LanderScale.PixelsPerMetre, -LanderScale.PixelsPerMetre));
        Plumes(canvas, lander);
        for (int i = 0; i < lander.Legs.Count; i++) DrawLeg(canvas, lander.Legs[i], lander.IsLegDown(i));
        DrawHull(canvas, lander.Hull);
        canvas.Pop();
    }

    private static void Sky(ICanvas canvas)
    {
        // Stars need no random numbers: multiples of two irrational numbers are spread evenly enough.
        for (int i = 1; i <= Stars; i++)
        {
            double x = i * 0.7548776662466927 % 1, y = i * 0.5698402909980532 % 1;
            float size = i % 7 == 0 ? 1.3f : i % 3 == 0 ? 0.9f : 0.6f;
            canvas.FillCircle(new Vector2((float)(x * Env.PictureWidth), (float)(y * 330)), size, Rgba.White.WithOpacity(0.25f + (0.5f * (i % 5) / 4)));
        }

        var earth = new Vector2(508, 70);
        canvas.FillCircle(earth, 30, Rgba.Of(0x6db3f2).WithOpacity(0.14f));
        canvas.FillCircle(earth, 22, Rgba.Of(0x3f86d8));
        canvas.FillPolygon([new(494, 60), new(502, 54), new(511, 56), new(513, 63), new(505, 70), new(500, 68)], Rgba.Of(0x5fae6e));
        canvas.FillPolygon([new(512, 74), new(521, 70), new(526, 76), new(519, 87), new(513, 84)], Rgba.Of(0x5fae6e));
        canvas.FillCircle(new Vector2(506, 50.5f), 2.6f, Rgba.White.WithOpacity(0.9f));
    }

    private static void Ground(ICanvas canvas, LunarLander lander)
    {
        int count = lander.TerrainX.Length;
        Span<Vector2> points = stackalloc Vector2[count + 2];
        for (int i = 0; i < count; i++)
            points[i] = new Vector2((float)(lander.TerrainX[i] * LanderScale.PixelsPerMetre), Floor - (float)(lander.TerrainY[i] * LanderScale.PixelsPerMetre));
        (points[count], points[count + 1]) = (new Vector2(Env.PictureWidth, Floor), new Vector2(0, Floor));
        canvas.FillPolygon(points, Moon);

        // A second, darker layer below the surface.
        Span<Vector2> deep = stackalloc Vector2[count + 2];
        for (int i = 0; i < count; i++) deep[i] = points[i] with { Y = points[i].Y + 16 + (7 * (i % 3)) };
        (deep[count], deep[count + 1]) = (points[count], points[count + 1]);
        canvas.FillPolygon(deep, MoonDeep);
        canvas.StrokePath(points[..count], 2, Crest);
    }

    private static void Flags(ICanvas canvas, LunarLander lander)
    {
        float y = Floor - (float)(LunarLander.HelipadHeight * LanderScale.PixelsPerMetre);
        float left = (float)(lander.HelipadLeft * LanderScale.PixelsPerMetre), right = (float)(lander.HelipadRight * LanderScale.PixelsPerMetre);
        canvas.FillRectangle(left, y, right - left, 5, Pad);
        for (int i = 0; i < 6; i++)
            canvas.FillRectangle(left + 4 + (i * (right - left - 8) / 6), y + 1.5f, (right - left - 8) / 12, 2, Flag.WithOpacity(0.85f));
        foreach (float x in (ReadOnlySpan<float>)[left, right])
        {
            canvas.Line(new Vector2(x, y), new Vector2(x, y - 48), 2, Pole);
            canvas.FillPolygon([new(x + 1, y - 49), new(x + 25, y - 43), new(x + 1, y - 36)], Flag);
        }
    }

    private static void Plumes(ICanvas canvas, LunarLander lander)
    {
        canvas.Push(Place(lander.Hull));
        if (lander.MainEngine > 0)
        {
            float length = (float)(26 + (26 * lander.MainEngine));
            Flame(canvas, new Vector2(0, -9), new Vector2(0, -9 - length), 9, FlameOut.WithOpacity(0.55f));
            Flame(canvas, new Vector2(0, -9), new Vector2(0, -9 - (0.72f * length)), 6, FlameOut);
            Flame(canvas, new Vector2(0, -9), new Vector2(0, -9 - (0.42f * length)), 3.5f, FlameIn);
        }

        if (lander.SideEngine != 0)
        {
            // The left engine (negative) blows to the left and pushes to the right.
            float side = lander.SideEngine < 0 ? -1 : 1, length = (float)(22 * Math.Abs(lander.SideEngine));
            Flame(canvas, new Vector2(side * 15, 12), new Vector2(side * (15 + length), 12), 4.5f, Jet.WithOpacity(0.6f));
            Flame(canvas, new Vector2(side * 15, 12), new Vector2(side * (15 + (0.6f * length)), 12), 2.5f, Rgba.White);
        }

        canvas.Pop();
    }

    /// <summary>A drop from a nozzle to a tip.</summary>
    private static void Flame(ICanvas canvas, Vector2 nozzle, Vector2 tip, float half, Rgba color)
    {
        float dx = tip.X - nozzle.X, dy = tip.Y - nozzle.Y, length = MathF.Sqrt((dx * dx) + (dy * dy));
        float nx = -dy / length * half, ny = dx / length * half;
        canvas.FillPolygon(
            [
                new(nozzle.X + (0.6f * nx), nozzle.Y + (0.6f * ny)),
                new(nozzle.X + (0.25f * dx) + nx, nozzle.Y + (0.25f * dy) + ny),
                new(nozzle.X + (0.6f * dx) + (0.55f * nx), nozzle.Y + (0.6f * dy) + (0.55f * ny)),
                tip,
                new(nozzle.X + (0.6f * dx) - (0.55f * nx), nozzle.Y + (0.6f * dy) - (0.55f * ny)),
                new(nozzle.X + (0.25f * dx) - nx, nozzle.Y + (0.25f * dy) - ny),
                new(nozzle.X - (0.6f * nx), nozzle.Y - (0.6f * ny)),
            ],
            color);
    }

    private static void DrawLeg(ICanvas canvas, Body leg, bool isDown)
    {
        canvas.Push(Place(leg));
        Rgba color = isDown ? LegDown : Leg;
        if (isDown) canvas.FillCircle(new Vector2(0, -8), 8, LegDown.WithOpacity(0.25f));
        canvas.FillPolygon([new(-2, -8), new(2, -8), new(2, 8), new(-2, 8)], color);
        canvas.FillPolygon([new(-5, -9.5f), new(5, -9.5f), new(3.5f, -6.5f), new(-3.5f, -6.5f)], color);
        canvas.Pop();
    }

    private static void DrawHull(ICanvas canvas, Body hull)
    {
        canvas.Push(Place(hull));
        canvas.FillPolygon([new(-6, -9), new(6, -9), new(8, -13.5f), new(-8, -13.5f)], Rgba.Of(0x3d4152));
        ReadOnlySpan<Vector2> outline = [new(-14, 17), new(-17, 0), new(-17, -10), new(17, -10), new(17, 0), new(14, 17)];
        canvas.FillPolygon(outline, Hull);
        canvas.FillPolygon([new(-17, 0), new(-17, -10), new(17, -10), new(17, 0)], HullShade);
        canvas.StrokePolygon(outline, 1.4f, HullLine);
        canvas.FillRounded(-8, 3.5f, 16, 8.5f, 3, Window);
        canvas.Line(new Vector2(-11, -5), new Vector2(11, -5), 1.4f, Flag);
        canvas.Pop();
    }

    /// <summary>From pixels around a body's origin to metres in the world.</summary>
    private static Affine Place(Body body) => Affine.Translation(body.Position.X, body.Position.Y).Rotate(body.Angle).Scale(1 / LanderScale.PixelsPerMetre);
}
