namespace Bellman.Environments;

/// <summary>Walking on a rectangle of cells that are numbered row by row, with walls around it.</summary>
/// <param name="rows">How many rows there are.</param>
/// <param name="columns">How many columns there are.</param>
/// <param name="arrows">The directions of the four actions.</param>
internal sealed class Grid(int rows, int columns, string arrows)
{
    /// <summary>The directions of the four actions.</summary>
    public string Arrows => arrows;

    /// <summary>The cell that lies one step away, or the same one where there is a wall.</summary>
    public int Move(int cell, int action)
    {
        (int row, int column) = (cell / columns, cell % columns);
        switch (arrows[action])
        {
            case '<': column = Math.Max(column - 1, 0); break;
            case 'v': row = Math.Min(row + 1, rows - 1); break;
            case '>': column = Math.Min(column + 1, columns - 1); break;
            default: row = Math.Max(row - 1, 0); break;
        }

        return (row * columns) + column;
    }

    /// <summary>
    /// The directions in which an action can go on a slippery ground: to one side, as intended, to the other side. Takes arrows in which
    /// neighbouring actions are at right angles.
    /// </summary>
    public static int[] Slips(int action) => [(action + 3) % 4, action, (action + 1) % 4];
}
