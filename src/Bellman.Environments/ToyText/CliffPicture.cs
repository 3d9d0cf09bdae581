using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the meadow above the cliff, and who walks there.</summary>
internal static class CliffPicture
{
    private static readonly Rgba Sky = Rgba.Of(0xbfe3f5), Grass = Rgba.Of(0x86c06c), GrassDark = Rgba.Of(0x74ae5b), Rock = Rgba.Of(0x5b4a44), Deep = Rgba.Of(0x241c1f);

    /// <summary>Draws the world.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="map">Its rows.</param>
    /// <param name="state">The cell in which somebody stands.</param>
    public static void Draw(ICanvas canvas, IReadOnlyList<string> map, int state)
    {
        int columns = map[0].Length;
        var grid = new GridPicture(map.Count, columns);
        canvas.Clear(Sky);
        canvas.FillGradient(0, 0, Env.PictureWidth, grid.Top(0), Rgba.Of(0x6db8e8), Sky, 16);
        canvas.FillCircle(new Vector2(520, 52), 22, Rgba.Of(0xffe38a));
        Cloud(canvas, 120, 56);
        Cloud(canvas, 350, 38);
        canvas.FillRectangle(0, grid.Top(0) - 8, Env.PictureWidth, Env.PictureHeight, GrassDark);
        canvas.FillGradient(0, grid.Top(map.Count - 1), Env.PictureWidth, Env.PictureHeight - grid.Top(map.Count - 1), Rock, Deep, 24);
        for (int cell = 0; cell < map.Count * columns; cell++) Cell(canvas, grid, cell / columns, cell % columns, map[cell / columns][cell % columns]);
        grid.Enter(canvas, state / columns, state % columns);
        GridPicture.Person(canvas, Rgba.Of(0x3a6ea5), Rgba.Of(0x8c5a2b));
        canvas.Pop();
    }

    private static void Cloud(ICanvas canvas, float x, float y)
    {
        canvas.FillCircle(new Vector2(x, y), 16, Rgba.White);
        canvas.FillCircle(new Vector2(x + 18, y - 6), 20, Rgba.White);
        canvas.FillCircle(new Vector2(x + 40, y), 16, Rgba.White);
        canvas.FillRounded(x - 14, y, 68, 16, 8, Rgba.White);
    }

    private static void Cell(ICanvas canvas, GridPicture grid, int row, int column, char letter)
    {
        if (letter != 'C') grid.Tile(canvas, row, column, (row + column) % 2 == 0 ? Grass : Rgba.Mix(Grass, GrassDark, 0.5f));
        grid.Enter(canvas, row, column);
        if (letter == 'C')
        {
            // The edge above, and rock that falls away below it.
            float shift = column * 37 % 3 * 8;
            canvas.FillPolygon([new(0, -4), new(100, -4), new(100, 12), new(70, 8 + shift), new(42, 16), new(20, 6 + shift), new(0, 14)], GrassDark);
            canvas.FillPolygon([new(12, 100), new(26, 46 + shift), new(44, 100)], Rgba.Of(0x3d322f));
            canvas.FillPolygon([new(56, 100), new(76, 60 - shift), new(94, 100)], Rgba.Of(0x463a36));
        }

        if (letter == 'S') canvas.StrokeCircle(new Vector2(50, 56), 34, 5, Rgba.White.WithOpacity(0.8f));
        if (letter == 'G') GridPicture.Flag(canvas, Rgba.Of(0xe0523a));
        canvas.Pop();
    }
}
