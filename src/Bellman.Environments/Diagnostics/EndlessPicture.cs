using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the world without an end: a point that goes round and round, a sixteenth with each reward.</summary>
internal static class EndlessPicture
{
    private const int Pieces = 48, StepsRound = 16;

    /// <summary>Draws the world.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="steps">How many steps were taken.</param>
    public static void Draw(ICanvas canvas, int steps)
    {
        canvas.Clear(Rgba.Of(0x1b1e2b));
        Span<Vector2> loop = stackalloc Vector2[Pieces];
        for (int i = 0; i < Pieces; i++) loop[i] = On((double)i / Pieces);
        canvas.StrokePolygon(loop, 16, Rgba.Of(0x34405e));
        canvas.StrokePolygon(loop, 4, Rgba.Of(0x6fb1e8));
        Vector2 place = On((double)(steps % StepsRound) / StepsRound);
        canvas.FillCircle(place, 22, Rgba.Of(0xf6cf4a).WithOpacity(0.3f));
        canvas.FillCircle(place, 13, Rgba.Of(0xf6cf4a));
        canvas.Text("the same reward for ever", new Vector2(300, 360), 18, Rgba.Of(0x9fabc4), TextAlign.Center);
    }

    /// <summary>Bernoulli's lemniscate.</summary>
    private static Vector2 On(double share)
    {
        (double sin, double cos) = Math.SinCos(share * 2 * Math.PI);
        double shrink = 210 / (1 + (sin * sin));
        return new Vector2((float)(300 + (shrink * cos)), (float)(190 + (shrink * 1.25 * sin * cos)));
    }
}
