using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>The place of a rectangle of cells in a picture, and the figures that stand in them.</summary>
/// <param name="rows">How many rows there are.</param>
/// <param name="columns">How many columns there are.</param>
internal readonly struct GridPicture(int rows, int columns)
{
    private const float Margin = 14;

    /// <summary>The side of a cell.</summary>
    public float Cell { get; } = Math.Min((Env.PictureWidth - (2 * Margin)) / columns, (Env.PictureHeight - (2 * Margin)) / rows);

    /// <summary>The left side of a column.</summary>
    public float Left(int column) => ((Env.PictureWidth - (columns * Cell)) / 2) + (column * Cell);

    /// <summary>The upper side of a row.</summary>
    public float Top(int row) => ((Env.PictureHeight - (rows * Cell)) / 2) + (row * Cell);

    /// <summary>Paints a cell, leaving a seam to the next.</summary>
    public void Tile(ICanvas canvas, int row, int column, Rgba color)
    {
        float seam = Math.Max(1, Cell * 0.025f);
        canvas.FillRounded(Left(column) + seam, Top(row) + seam, Cell - (2 * seam), Cell - (2 * seam), Cell * 0.08f, color);
    }

    /// <summary>Begins drawing in a cell as if it went from 0 to 100 each way; ends with <see cref="ICanvas.Pop"/>.</summary>
    public void Enter(ICanvas canvas, int row, int column) => canvas.Push(Affine.Translation(Left(column), Top(row)).Scale(Cell / 100));

    /// <summary>Draws somebody in a cell of 100 units.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="coat">The coat's colour.</param>
    /// <param name="hat">The hat's colour.</param>
    public static void Person(ICanvas canvas, Rgba coat, Rgba hat)
    {
        canvas.FillCircle(new Vector2(50, 88), 15, Rgba.Black.WithOpacity(0.12f));
        canvas.Line(new Vector2(43, 76), new Vector2(42, 88), 9, Rgba.Of(0x3d3a4b));
        canvas.Line(new Vector2(57, 76), new Vector2(58, 88), 9, Rgba.Of(0x3d3a4b));
        canvas.FillPolygon([new(38, 46), new(62, 46), new(70, 80), new(30, 80)], coat);
        canvas.Line(new Vector2(37, 52), new Vector2(27, 66), 7, coat);
        canvas.Line(new Vector2(63, 52), new Vector2(73, 66), 7, coat);
        canvas.FillCircle(new Vector2(50, 36), 14, Rgba.Of(0xf6d2b0));
        canvas.FillPolygon([new(35, 32), new(65, 32), new(53, 8)], hat);
        canvas.FillCircle(new Vector2(53, 8), 4.5f, Rgba.White);
        canvas.Line(new Vector2(36, 32), new Vector2(64, 32), 5, Rgba.White);
        canvas.FillCircle(new Vector2(45, 39), 1.8f, Rgba.Of(0x2b2b33));
        canvas.FillCircle(new Vector2(55, 39), 1.8f, Rgba.Of(0x2b2b33));
    }

    /// <summary>Draws a flag in a cell of 100 units.</summary>
    public static void Flag(ICanvas canvas, Rgba color)
    {
        canvas.FillCircle(new Vector2(42, 86), 10, Rgba.Black.WithOpacity(0.15f));
        canvas.Line(new Vector2(42, 86), new Vector2(42, 16), 5, Rgba.Of(0x5b4a3a));
        canvas.FillPolygon([new(44, 16), new(80, 28), new(44, 42)], color);
    }
}
