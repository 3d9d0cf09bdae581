using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws a MinAtar game as a board of 10 x 10 cells, each kind of thing in a colour and a shape of its own, with a legend.</summary>
internal static class MinAtarPicture
{
    private const float Cell = 38, Left = 20, Top = 10, Legend = Left + (BitGrid.Side * Cell) + 22;
    private static readonly Rgba Background = Rgba.Of(0x14161f), Board = Rgba.Of(0x1e2130), Seam = Rgba.Of(0x262a3c), Label = Rgba.Of(0xaab2c8);

    /// <summary>How the planes look, by what they are called.</summary>
    private static readonly Dictionary<string, (Shape Shape, Rgba Color)> Looks = new(StringComparer.Ordinal)
    {
        ["player"] = (Shape.Figure, Rgba.Of(0x5ee08a)),
        ["paddle"] = (Shape.Bar, Rgba.Of(0x5ee08a)),
        ["cannon"] = (Shape.Cannon, Rgba.Of(0x5ee08a)),
        ["front"] = (Shape.Block, Rgba.Of(0x5ee08a)),
        ["back"] = (Shape.Bar, Rgba.Of(0x39a862)),
        ["ball"] = (Shape.Ball, Rgba.Of(0xffffff)),
        ["bricks"] = (Shape.Brick, Rgba.Of(0xe0704a)),
        ["treasure"] = (Shape.Gem, Rgba.Of(0xf6cf4a)),
        ["enemies"] = (Shape.Monster, Rgba.Of(0xe5566d)),
        ["aliens"] = (Shape.Monster, Rgba.Of(0xb07cf0)),
        ["fish"] = (Shape.Fish, Rgba.Of(0xff9f5a)),
        ["enemy submarines"] = (Shape.Block, Rgba.Of(0xe5566d)),
        ["cars"] = (Shape.Car, Rgba.Of(0xe5566d)),
        ["divers"] = (Shape.Figure, Rgba.Of(0x6fd3f2)),
        ["bullets"] = (Shape.Shot, Rgba.Of(0xf4f7a0)),
        ["enemy bullets"] = (Shape.Shot, Rgba.Of(0xff7d92)),
        ["alien bullets"] = (Shape.Shot, Rgba.Of(0xff7d92)),
        ["oxygen gauge"] = (Shape.Brick, Rgba.Of(0x58b7f0)),
        ["diver gauge"] = (Shape.Ball, Rgba.Of(0x6fd3f2)),
        ["trail every 2nd"] = (Shape.Trail, Rgba.Of(0xff8f6b)),
        ["trail every 3rd"] = (Shape.Trail, Rgba.Of(0xf6cf4a)),
        ["trail every 4th"] = (Shape.Trail, Rgba.Of(0x7bd88f)),
        ["trail every 5th"] = (Shape.Trail, Rgba.Of(0x58b7f0)),
        ["trail every 6th"] = (Shape.Trail, Rgba.Of(0xb07cf0)),
        ["aliens going left"] = (Shape.None, Rgba.Of(0xb07cf0)),
        ["aliens going right"] = (Shape.None, Rgba.Of(0xb07cf0)),
    };

    private enum Shape
    {
        None,
        Trail,
        Block,
        Bar,
        Brick,
        Ball,
        Gem,
        Shot,
        Figure,
        Monster,
        Fish,
        Car,
        Cannon,
    }

    /// <summary>Draws a game.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="planes">The planes of an observation, one after the other.</param>
    /// <param name="names">What they show.</param>
    public static void Draw(ICanvas canvas, ReadOnlySpan<float> planes, IReadOnlyList<string> names)
    {
        canvas.Clear(Background);
        canvas.FillRounded(Left - 6, Top - 6, (BitGrid.Side * Cell) + 12, (BitGrid.Side * Cell) + 12, 8, Board);
        for (int i = 1; i < BitGrid.Side; i++)
        {
            canvas.FillRectangle(Left + (i * Cell) - 0.5f, Top, 1, BitGrid.Side * Cell, Seam);
            canvas.FillRectangle(Left, Top + (i * Cell) - 0.5f, BitGrid.Side * Cell, 1, Seam);
        }

        // Trails lie below everything.
        foreach (bool trails in (ReadOnlySpan<bool>)[true, false])
        {
            for (int plane = 0; plane < names.Count; plane++)
            {
                (Shape shape, Rgba color) = Look(names[plane]);
                if (shape == Shape.None || (shape == Shape.Trail) != trails) continue;
                Plane(canvas, planes.Slice(plane * BitGrid.Cells, BitGrid.Cells), shape, color);
            }
        }

        Explain(canvas, names);
    }

    private static (Shape Shape, Rgba Color) Look(string name) =>
        Looks.TryGetValue(name, out (Shape, Rgba) look) ? look : (Shape.Trail, Rgba.Of(0x8a93ad));

    private static void Plane(ICanvas canvas, ReadOnlySpan<float> cells, Shape shape, Rgba color)
    {
        for (int cell = 0; cell < cells.Length; cell++)
        {
            if (cells[cell] == 0) continue;
            canvas.Push(Affine.Translation(Left + (cell % BitGrid.Side * Cell), Top + (cell / BitGrid.Side * Cell)).Scale(Cell / 100));
            Thing(canvas, shape, color);
            canvas.Pop();
        }
    }

    private static void Explain(ICanvas canvas, IReadOnlyList<string> names)
    {
        float y = Top + 6;
        for (int i = 0; i < names.Count; i++)
        {
            (Shape shape, Rgba color) = Look(names[i]);
            if (shape == Shape.None) continue;
            canvas.Push(Affine.Translation(Legend, y).Scale(0.2));
            Thing(canvas, shape, color);
            canvas.Pop();
            canvas.Text(names[i], new Vector2(Legend + 30, y + 14), 13, Label);
            y += 30;
        }
    }

    /// <summary>Draws a thing in a cell that goes from 0 to 100 each way.</summary>
    private static void Thing(ICanvas canvas, Shape shape, Rgba color)
    {
        Rgba eye = Rgba.Of(0x14161f);
        switch (shape)
        {
            case Shape.Trail: canvas.FillRounded(30, 30, 40, 40, 14, color.WithOpacity(0.5f)); break;
            case Shape.Block: canvas.FillRounded(8, 22, 84, 56, 26, color); canvas.FillCircle(new Vector2(50, 46), 9, eye); break;
            case Shape.Bar: canvas.FillRounded(4, 34, 92, 34, 14, color); break;
            case Shape.Brick: canvas.FillRounded(4, 12, 92, 76, 12, color); canvas.FillRounded(12, 18, 76, 14, 7, Rgba.White.WithOpacity(0.3f)); break;
            case Shape.Ball: canvas.FillCircle(new Vector2(50, 50), 30, color); canvas.FillCircle(new Vector2(42, 41), 9, Rgba.White.WithOpacity(0.5f)); break;
            case Shape.Gem:
                canvas.FillPolygon([new(50, 12), new(86, 44), new(50, 90), new(14, 44)], color);
                canvas.FillPolygon([new(50, 12), new(66, 44), new(50, 90), new(34, 44)], Rgba.White.WithOpacity(0.35f));
                break;
            case Shape.Shot: canvas.FillRounded(38, 20, 24, 60, 12, color); break;
            case Shape.Figure:
                canvas.FillCircle(new Vector2(50, 27), 18, color);
                canvas.FillRounded(25, 46, 50, 44, 18, color);
                break;
            case Shape.Monster:
                canvas.FillPolygon([new(12, 90), new(12, 44), new(22, 22), new(50, 12), new(78, 22), new(88, 44), new(88, 90), new(70, 74), new(50, 90), new(30, 74)], color);
                canvas.FillCircle(new Vector2(36, 44), 9, eye);
                canvas.FillCircle(new Vector2(64, 44), 9, eye);
                break;
            case Shape.Fish:
                canvas.FillPolygon([new(10, 50), new(34, 26), new(66, 26), new(78, 44), new(94, 26), new(94, 74), new(78, 56), new(66, 74), new(34, 74)], color);
                canvas.FillCircle(new Vector2(32, 44), 6, eye);
                break;
            case Shape.Car:
                canvas.FillRounded(6, 38, 88, 34, 12, color);
                canvas.FillRounded(26, 20, 48, 30, 12, Rgba.Mix(color, Rgba.White, 0.35f));
                canvas.FillCircle(new Vector2(27, 74), 12, Rgba.Of(0xc7ced8));
                canvas.FillCircle(new Vector2(73, 74), 12, Rgba.Of(0xc7ced8));
                break;
            case Shape.Cannon:
                canvas.FillRounded(6, 56, 88, 34, 8, color);
                canvas.FillRounded(40, 20, 20, 44, 6, color);
                break;
            default: break;
        }
    }
}
