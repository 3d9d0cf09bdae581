using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the frozen lake: ice, holes, the way's beginning and end, and who walks there.</summary>
internal static class LakePicture
{
    private static readonly Rgba Snow = Rgba.Of(0xf3f8fc), Ice = Rgba.Of(0xc4e2f4), IceLight = Rgba.Of(0xe4f3fb), Water = Rgba.Of(0x1d4e79), Rim = Rgba.Of(0x8fc0de);
    private static readonly Rgba Coat = Rgba.Of(0x2a9d55), Hat = Rgba.Of(0xd1343f);

    /// <summary>Draws the lake.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="map">Its rows.</param>
    /// <param name="state">The cell in which somebody stands.</param>
    public static void Draw(ICanvas canvas, IReadOnlyList<string> map, int state)
    {
        int columns = map[0].Length;
        var grid = new GridPicture(map.Count, columns);
        canvas.Clear(Snow);
        for (int cell = 0; cell < map.Count * columns; cell++) Cell(canvas, grid, cell / columns, cell % columns, map[cell / columns][cell % columns]);
        grid.Enter(canvas, state / columns, state % columns);
        if (map[state / columns][state % columns] == 'H') Fallen(canvas);
        else GridPicture.Person(canvas, Coat, Hat);
        canvas.Pop();
    }

    private static void Cell(ICanvas canvas, GridPicture grid, int row, int column, char letter)
    {
        grid.Tile(canvas, row, column, Ice);
        grid.Enter(canvas, row, column);
        if (letter == 'H')
        {
            canvas.FillCircle(new Vector2(50, 52), 41, Rim);
            canvas.FillCircle(new Vector2(50, 54), 36, Water);
            canvas.StrokePath([new(30, 48), new(38, 44), new(46, 48)], 3, Rgba.Of(0x5d93bd));
            canvas.StrokePath([new(54, 66), new(62, 62), new(70, 66)], 3, Rgba.Of(0x5d93bd));
        }
        else
        {
            float turn = (row * 7 + column * 5) % 3 * 9;
            canvas.StrokePath([new(14, 30 + turn), new(30, 22 + turn), new(40, 26 + turn)], 2.5f, IceLight);
            canvas.StrokePath([new(60, 78 - turn), new(76, 70 - turn), new(88, 74 - turn)], 2.5f, IceLight);
        }

        if (letter == 'S') canvas.StrokeCircle(new Vector2(50, 56), 34, 4, Rgba.Of(0x2a9d55).WithOpacity(0.6f));
        if (letter == 'G') GridPicture.Flag(canvas, Rgba.Of(0xe0a019));
        canvas.Pop();
    }

    private static void Fallen(ICanvas canvas)
    {
        canvas.Push(Affine.Translation(0, 24));
        canvas.FillCircle(new Vector2(50, 36), 14, Rgba.Of(0xf6d2b0));
        canvas.FillPolygon([new(35, 32), new(65, 32), new(53, 8)], Hat);
        canvas.Line(new Vector2(36, 32), new Vector2(64, 32), 5, Rgba.White);
        canvas.Line(new Vector2(28, 48), new Vector2(22, 30), 6, Coat);
        canvas.Line(new Vector2(72, 48), new Vector2(78, 30), 6, Coat);
        canvas.Pop();
        canvas.StrokePath([new(24, 74), new(36, 70), new(50, 74), new(64, 70), new(76, 74)], 4, Rgba.Of(0x9cc9e6));
    }
}
