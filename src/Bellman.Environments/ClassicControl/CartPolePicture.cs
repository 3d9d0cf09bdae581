using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the cart and its pole on a rail between two buffers.</summary>
internal static class CartPolePicture
{
    private const float Scale = 112, Rail = 300, Middle = Env.PictureWidth / 2f, Hub = Rail - 42;
    private static readonly Rgba Above = Rgba.Of(0xdfeaf5), Below = Rgba.Of(0xfaf6ee), Floor = Rgba.Of(0xd8cfc0), Steel = Rgba.Of(0x4b5563);
    private static readonly Rgba Cart = Rgba.Of(0x2f6690), CartLight = Rgba.Of(0x5a9bc9), Wood = Rgba.Of(0xd98736), WoodLight = Rgba.Of(0xf2b56b), Red = Rgba.Of(0xd1495b);

    /// <summary>Draws the world.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="position">The cart's place in metres.</param>
    /// <param name="angle">The pole's angle in radians, positive to the right.</param>
    /// <param name="push">The direction of the last push: -1, 1, or 0 for none.</param>
    /// <param name="limit">Where the cart may go, in metres.</param>
    /// <param name="largestAngle">How far the pole may lean, in radians.</param>
    public static void Draw(ICanvas canvas, double position, double angle, int push, double limit, double largestAngle)
    {
        canvas.Clear(Above);
        canvas.FillGradient(0, 0, Env.PictureWidth, Rail + 14, Above, Below, 24);
        canvas.FillRectangle(0, Rail + 14, Env.PictureWidth, Env.PictureHeight - Rail - 14, Floor);
        Track(canvas, (float)limit);
        float x = Middle + (float)(position * Scale);
        canvas.Push(Affine.Translation(x, 0));
        Limits(canvas, largestAngle);
        if (push != 0) canvas.Arrow(new Vector2(-push * 110, Rail - 26), new Vector2(-push * 54, Rail - 26), 6, Red);
        DrawCart(canvas);
        canvas.Push(Affine.Translation(0, Hub).Rotate(angle));
        canvas.FillRounded(-7, -Scale - 6, 14, Scale + 12, 7, Wood);
        canvas.FillRounded(-4, -Scale - 1, 4, Scale - 6, 2, WoodLight);
        canvas.Pop();
        canvas.FillCircle(new Vector2(0, Hub), 9, Steel);
        canvas.FillCircle(new Vector2(0, Hub), 4, Rgba.Of(0xcbd5e1));
        canvas.Pop();
    }

    private static void Track(ICanvas canvas, float limit)
    {
        for (int i = -24; i <= 24; i++) canvas.FillRectangle(Middle + (i * Scale / 5) - 5, Rail + 8, 10, 8, Rgba.Of(0xa98f6d));
        canvas.FillRectangle(0, Rail + 4, Env.PictureWidth, 5, Steel);
        canvas.FillRectangle(0, Rail + 4, Env.PictureWidth, 1.5f, Rgba.Of(0x9aa5b4));
        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            float x = Middle + (side * limit * Scale);
            canvas.Line(new Vector2(x, Rail + 4), new Vector2(x, Rail - 40), 4, Red);
            canvas.FillCircle(new Vector2(x, Rail - 42), 6, Red);
        }
    }

    /// <summary>The cone in which the pole counts as standing.</summary>
    private static void Limits(ICanvas canvas, double largestAngle)
    {
        (double sin, double cos) = Math.SinCos(largestAngle);
        float dx = (float)(sin * (Scale + 24)), dy = (float)(cos * (Scale + 24));
        canvas.FillPolygon([new(0, Hub), new(-dx, Hub - dy), new(dx, Hub - dy)], Rgba.White.WithOpacity(0.45f));
    }

    private static void DrawCart(ICanvas canvas)
    {
        foreach (float wheel in (ReadOnlySpan<float>)[-28, 28])
        {
            canvas.FillCircle(new Vector2(wheel, Rail - 6), 10, Rgba.Of(0x28323f));
            canvas.FillCircle(new Vector2(wheel, Rail - 6), 4, Rgba.Of(0xcbd5e1));
        }

        canvas.FillRounded(-48, Rail - 42, 96, 32, 7, Cart);
        canvas.FillRounded(-44, Rail - 39, 88, 7, 3, CartLight);
    }
}
