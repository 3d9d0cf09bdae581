using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws what hangs on a hinge in front of a wall: the pendulum and the acrobot.</summary>
internal static class SwingPicture
{
    private const float Reach = 84, Length = 138;
    private static readonly Vector2 Middle = new(Env.PictureWidth / 2f, Env.PictureHeight / 2f);
    private static readonly Rgba Wall = Rgba.Of(0xf3efe6), WallLow = Rgba.Of(0xdcd6c8), Ring = Rgba.Of(0xcfc8b8), Steel = Rgba.Of(0x3b4252), Bright = Rgba.Of(0xe5e9f0);
    private static readonly Rgba Upper = Rgba.Of(0x2a7f9e), Lower = Rgba.Of(0xe07a3f), Rod = Rgba.Of(0xc8463f), RodLight = Rgba.Of(0xe8857d), Torque = Rgba.Of(0x3d405b);

    /// <summary>Draws a rod that is to stand upright.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="angle">The angle in radians, 0 upright, positive against the clock.</param>
    /// <param name="effort">The last torque as a share of the largest one, positive against the clock.</param>
    public static void Pendulum(ICanvas canvas, double angle, double effort)
    {
        Background(canvas);
        canvas.StrokeCircle(Middle, Length, 2, Ring);
        canvas.FillPolygon([new(Middle.X - 9, Middle.Y - Length - 26), new(Middle.X + 9, Middle.Y - Length - 26), new(Middle.X, Middle.Y - Length - 12)], Rgba.Of(0x6a994e));
        Bar(canvas, Middle, Tip(Middle, angle + Math.PI, Length), 18, Rod, RodLight);
        canvas.FillCircle(Tip(Middle, angle + Math.PI, Length), 14, Rod);
        if (Math.Abs(effort) > 0.02) Arc(canvas, effort);
        Joint(canvas, Middle, 12);
    }

    /// <summary>Draws two linked rods whose end is to rise above a line.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="upper">The upper rod's angle in radians, 0 hanging down.</param>
    /// <param name="lower">The lower rod's angle against the upper one.</param>
    public static void Acrobot(ICanvas canvas, double upper, double lower)
    {
        Background(canvas);
        float line = Middle.Y - Reach;
        canvas.FillRectangle(0, 0, Env.PictureWidth, line, Rgba.Of(0x6a994e).WithOpacity(0.12f));
        for (int i = 0; i < 30; i++) canvas.FillRectangle((i * 20) + 3, line - 1.5f, 13, 3, Rgba.Of(0x6a994e));
        Vector2 elbow = Tip(Middle, upper, Reach), hand = Tip(elbow, upper + lower, Reach);
        Bar(canvas, Middle, elbow, 17, Upper, Rgba.Of(0x63aeca));
        Bar(canvas, elbow, hand, 14, Lower, Rgba.Of(0xf2a97d));
        Joint(canvas, Middle, 10);
        Joint(canvas, elbow, 8);
        canvas.FillCircle(hand, 9, hand.Y < line ? Rgba.Of(0x6a994e) : Rgba.Of(0xb5532a));
    }

    private static void Background(ICanvas canvas)
    {
        canvas.Clear(Wall);
        canvas.FillGradient(0, 0, Env.PictureWidth, Env.PictureHeight, Wall, WallLow, 24);
    }

    /// <summary>The end of a rod whose angle counts from hanging down, against the clock.</summary>
    private static Vector2 Tip(Vector2 from, double angle, float length)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return new Vector2((float)(from.X + (sin * length)), (float)(from.Y + (cos * length)));
    }

    private static void Bar(ICanvas canvas, Vector2 from, Vector2 to, float width, Rgba color, Rgba light)
    {
        canvas.Line(from, to, width, color);
        canvas.Line(from, to, width / 4, light);
    }

    private static void Joint(ICanvas canvas, Vector2 at, float radius)
    {
        canvas.FillCircle(at, radius, Steel);
        canvas.FillCircle(at, 0.45f * radius, Bright);
    }

    /// <summary>The torque as an arrow around the hinge, as long as it is strong.</summary>
    private static void Arc(ICanvas canvas, double effort)
    {
        const int pieces = 20;
        const float radius = 44;
        Span<Vector2> arc = stackalloc Vector2[pieces + 1];
        double sweep = Math.Clamp(effort, -1, 1) * 2.2;
        for (int i = 0; i <= pieces; i++) arc[i] = Tip(Middle, Math.PI + (sweep * i / pieces) - (sweep / 2), radius);
        canvas.StrokePath(arc, 5, Torque);
        Vector2 end = arc[pieces], before = arc[pieces - 1];
        float dx = end.X - before.X, dy = end.Y - before.Y, length = MathF.Sqrt((dx * dx) + (dy * dy));
        canvas.Arrow(end, new Vector2(end.X + (dx / length * 16), end.Y + (dy / length * 16)), 5, Torque);
    }
}
