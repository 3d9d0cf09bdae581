using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the car in its valley, whose height is <c>0.45 sin(3 x) + 0.55</c>, as Gymnasium has it.</summary>
internal static class ValleyPicture
{
    private const double LeftEnd = MountainCarHill.LeftEnd, RightEnd = MountainCarHill.RightEnd, Scale = Env.PictureWidth / (RightEnd - LeftEnd);
    private const int Pieces = 90;
    private static readonly Rgba Above = Rgba.Of(0x5aa9e6), Below = Rgba.Of(0xfbe8c8), Grass = Rgba.Of(0x5f9e4f), Meadow = Rgba.Of(0x8bc46d), Earth = Rgba.Of(0x7a5a3d);
    private static readonly Rgba Far = Rgba.Of(0x9db7cf), Near = Rgba.Of(0x7f9fb0), Body = Rgba.Of(0xd1343f), BodyDark = Rgba.Of(0xa3232e), Glass = Rgba.Of(0xcdeafd);

    /// <summary>Draws the world.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="position">The car's place, from -1.2 to 0.6.</param>
    /// <param name="goal">The flag's place.</param>
    /// <param name="force">The last pedal, from -1 (to the left) to 1.</param>
    public static void Draw(ICanvas canvas, double position, double goal, double force)
    {
        canvas.Clear(Above);
        canvas.FillGradient(0, 0, Env.PictureWidth, 330, Above, Below, 24);
        canvas.FillCircle(new Vector2(118, 74), 40, Rgba.Of(0xfff3c4).WithOpacity(0.5f));
        canvas.FillCircle(new Vector2(118, 74), 27, Rgba.Of(0xffe38a));
        canvas.FillPolygon([new(0, 260), new(90, 170), new(170, 235), new(265, 140), new(360, 230), new(450, 160), new(600, 270), new(600, 400), new(0, 400)], Far);
        canvas.FillPolygon([new(232, 173), new(265, 140), new(297, 170), new(280, 166), new(266, 178), new(250, 166)], Rgba.White.WithOpacity(0.85f));
        canvas.FillPolygon([new(0, 300), new(150, 235), new(330, 310), new(480, 240), new(600, 300), new(600, 400), new(0, 400)], Near);
        Hills(canvas);
        Flag(canvas, goal);
        Car(canvas, position, force);
    }

    private static double Height(double x) => (0.45 * Math.Sin(3 * x)) + 0.55;

    private static Vector2 Point(double x, double lower) => new((float)((x - LeftEnd) * Scale), (float)(Env.PictureHeight - (Height(x) * Scale) + lower));

    private static void Hills(ICanvas canvas)
    {
        Span<Vector2> outline = stackalloc Vector2[Pieces + 3];
        (outline[Pieces + 1], outline[Pieces + 2]) = (new Vector2(Env.PictureWidth, Env.PictureHeight), new Vector2(0, Env.PictureHeight));
        foreach ((float lower, Rgba color) in (ReadOnlySpan<(float, Rgba)>)[(0, Meadow), (7, Grass), (34, Earth)])
        {
            for (int i = 0; i <= Pieces; i++) outline[i] = Point(LeftEnd + (i * (RightEnd - LeftEnd) / Pieces), lower);
            canvas.FillPolygon(outline, color);
        }
    }

    private static void Flag(ICanvas canvas, double goal)
    {
        Vector2 foot = Point(goal, 1);
        canvas.Line(foot, foot with { Y = foot.Y - 54 }, 3, Rgba.Of(0x4a4a4a));
        canvas.FillPolygon([new(foot.X + 1, foot.Y - 54), new(foot.X + 34, foot.Y - 45), new(foot.X + 1, foot.Y - 35)], Rgba.Of(0xf2c230));
    }

    private static void Car(ICanvas canvas, double position, double force)
    {
        Vector2 at = Point(position, 0);
        canvas.Push(Affine.Translation(at.X, at.Y).Rotate(-Math.Atan(0.45 * 3 * Math.Cos(3 * position))));
        if (force != 0)
        {
            float side = force < 0 ? -1 : 1, length = (float)(16 + (24 * Math.Abs(force)));
            canvas.Arrow(new Vector2(side * 26, -44), new Vector2(side * (26 + length), -44), 5, Rgba.White.WithOpacity(0.9f));
        }

        canvas.FillPolygon([new(-16, -20), new(-11, -32), new(9, -32), new(17, -20)], BodyDark);
        canvas.FillPolygon([new(-12, -21), new(-9, -29), new(-1, -29), new(-1, -21)], Glass);
        canvas.FillPolygon([new(2, -21), new(2, -29), new(8, -29), new(13, -21)], Glass);
        canvas.FillRounded(-27, -22, 54, 14, 5, Body);
        canvas.FillCircle(new Vector2(24, -16), 2.2f, Rgba.Of(0xfff3c4));
        foreach (float wheel in (ReadOnlySpan<float>)[-15, 15])
        {
            canvas.FillCircle(new Vector2(wheel, -8), 8, Rgba.Of(0x242a33));
            canvas.FillCircle(new Vector2(wheel, -8), 3.4f, Rgba.Of(0xc7ced8));
        }

        canvas.Pop();
    }
}
