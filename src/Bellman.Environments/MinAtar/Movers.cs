using Bellman.Core;

namespace Bellman.Environments;

/// <summary>Things of one kind that cross the screen, some to the left and some to the right.</summary>
/// <param name="Leftward">Those that go to the left.</param>
/// <param name="Rightward">Those that go to the right.</param>
internal readonly record struct Movers(BitGrid Leftward, BitGrid Rightward)
{
    /// <summary>Where there is one.</summary>
    public BitGrid All => Leftward | Rightward;

    /// <summary>The cell behind each, from which its direction can be seen.</summary>
    public BitGrid Trail => Leftward.Right() | Rightward.Left();

    public static Movers operator |(Movers a, Movers b) => new(a.Leftward | b.Leftward, a.Rightward | b.Rightward);

    /// <summary>Those that are not in certain cells.</summary>
    public static Movers operator -(Movers movers, BitGrid cells) => new(movers.Leftward - cells, movers.Rightward - cells);

    /// <summary>One that goes to the right (1) or to the left (-1).</summary>
    public static Movers One(int row, int column, int across) =>
        across < 0 ? new Movers(BitGrid.Cell(row, column), default) : new Movers(default, BitGrid.Cell(row, column));

    /// <summary>One at the side of a row from which it can go.</summary>
    public static Movers Entering(int row, int across) => One(row, across < 0 ? BitGrid.Side - 1 : 0, across);

    /// <summary>All one cell on; those that leave the screen are gone.</summary>
    public Movers Moved() => new(Leftward.Left(), Rightward.Right());

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Movers Load(CheckpointReader reader, string name) =>
        new(BitGrid.Load(reader, name + "_leftward"), BitGrid.Load(reader, name + "_rightward"));

    /// <summary>Writes them into a checkpoint.</summary>
    public void Save(CheckpointWriter writer, string name)
    {
        Leftward.Save(writer, name + "_leftward");
        Rightward.Save(writer, name + "_rightward");
    }
}
