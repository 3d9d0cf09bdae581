using System.Numerics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Draws the town: streets, walls, the four stands, the passenger, where he wants to go, and the taxi.</summary>
internal static class TaxiPicture
{
    private static readonly Rgba[] StandColors = [Rgba.Of(0xd9485f), Rgba.Of(0x3fa66b), Rgba.Of(0xe3b62f), Rgba.Of(0x4178c9)];
    private static readonly string[] Letters = ["R", "G", "Y", "B"];
    private static readonly Rgba Lawn = Rgba.Of(0x9cc98a), Street = Rgba.Of(0x8a9099), Wall = Rgba.Of(0x6b4a36), Cab = Rgba.Of(0xf6c223), Dark = Rgba.Of(0x2b2f36);

    /// <summary>Draws the world.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="walls">The rows with a bar where nobody can pass.</param>
    /// <param name="stands">The cells of the stands.</param>
    /// <param name="taxi">The taxi's cell.</param>
    /// <param name="passenger">The stand where he waits, or their number where he sits in the taxi.</param>
    /// <param name="destination">The stand to which he wants.</param>
    public static void Draw(ICanvas canvas, string[] walls, int[] stands, int taxi, int passenger, int destination)
    {
        int side = walls.Length;
        var grid = new GridPicture(side, side);
        canvas.Clear(Lawn);
        for (int cell = 0; cell < side * side; cell++) grid.Tile(canvas, cell / side, cell % side, Street);
        for (int i = 0; i < stands.Length; i++) Stand(canvas, grid, stands[i] / side, stands[i] % side, i, i == destination);
        Walls(canvas, grid, walls);
        if (passenger < stands.Length) Waiting(canvas, grid, stands[passenger] / side, stands[passenger] % side);
        Car(canvas, grid, taxi / side, taxi % side, passenger == stands.Length);
    }

    private static void Stand(ICanvas canvas, GridPicture grid, int row, int column, int stand, bool isWanted)
    {
        grid.Tile(canvas, row, column, StandColors[stand]);
        grid.Enter(canvas, row, column);
        canvas.Text(Letters[stand], new Vector2(22, 36), 28, Rgba.White.WithOpacity(0.9f), TextAlign.Center);
        if (isWanted)
        {
            canvas.StrokeRectangle(7, 7, 86, 86, 5, Rgba.White);
            canvas.Push(Affine.Translation(28, 4).Scale(0.62));
            GridPicture.Flag(canvas, Rgba.White);
            canvas.Pop();
        }

        canvas.Pop();
    }

    private static void Walls(ICanvas canvas, GridPicture grid, string[] walls)
    {
        for (int row = 0; row < walls.Length; row++)
        {
            for (int column = 0; column <= walls.Length; column++)
            {
                if (walls[row][2 * column] != '|') continue;
                canvas.Line(new Vector2(grid.Left(column), grid.Top(row)), new Vector2(grid.Left(column), grid.Top(row + 1)), 7, Wall);
            }
        }

        float left = grid.Left(0), right = grid.Left(walls.Length);
        foreach (float y in (ReadOnlySpan<float>)[grid.Top(0), grid.Top(walls.Length)]) canvas.Line(new Vector2(left, y), new Vector2(right, y), 7, Wall);
    }

    private static void Waiting(ICanvas canvas, GridPicture grid, int row, int column)
    {
        grid.Enter(canvas, row, column);
        canvas.Push(Affine.Translation(38, 36).Scale(0.62));
        GridPicture.Person(canvas, Rgba.Of(0x6a4c93), Rgba.Of(0x3d2c5e));
        canvas.Pop();
        canvas.Pop();
    }

    private static void Car(ICanvas canvas, GridPicture grid, int row, int column, bool isTaken)
    {
        grid.Enter(canvas, row, column);
        canvas.FillRounded(10, 73, 80, 9, 4, Rgba.Black.WithOpacity(0.2f));
        canvas.FillPolygon([new(24, 50), new(33, 31), new(67, 31), new(77, 50)], Rgba.Of(0xd9a514));
        canvas.FillPolygon([new(30, 49), new(36, 35), new(49, 35), new(49, 49)], Rgba.Of(0xd7ecf7));
        canvas.FillPolygon([new(52, 49), new(52, 35), new(64, 35), new(71, 49)], Rgba.Of(0xd7ecf7));
        if (isTaken)
        {
            canvas.FillCircle(new Vector2(42, 43), 6, Rgba.Of(0xf6d2b0));
            canvas.FillPolygon([new(35, 41), new(49, 41), new(43, 32)], Rgba.Of(0x3d2c5e));
        }

        canvas.FillRounded(12, 48, 76, 24, 8, Cab);
        for (int i = 0; i < 7; i++) canvas.FillRectangle(20 + (i * 9), i % 2 == 0 ? 55 : 60, 9, 5, Dark);
        canvas.FillRounded(40, 23, 20, 9, 3, isTaken ? Rgba.Of(0x9aa0a8) : Rgba.Of(0x52d273));
        foreach (float wheel in (ReadOnlySpan<float>)[29, 71])
        {
            canvas.FillCircle(new Vector2(wheel, 73), 9, Dark);
            canvas.FillCircle(new Vector2(wheel, 73), 4, Rgba.Of(0xc7ced8));
        }

        canvas.Pop();
    }
}
