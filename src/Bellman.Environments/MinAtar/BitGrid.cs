using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>
/// Which of the 10 x 10 cells of a game are taken: a bit for each, row by row from the top left. Moving all of them is a few shifts,
/// and writing them as a plane of an observation a few vectors.
/// </summary>
/// <param name="Low">The first 64 cells.</param>
/// <param name="High">The last 36 cells.</param>
internal readonly record struct BitGrid(ulong Low, ulong High)
{
    /// <summary>Cells in a row, and rows.</summary>
    public const int Side = 10;

    /// <summary>Cells in all, and floats in a plane.</summary>
    public const int Cells = Side * Side;

    private const int LowBits = 64;
    private const ulong HighMask = (1UL << (Cells - LowBits)) - 1;

    // A table, since a game would guess wrong about which half a cell lies in as often as not.
    private static readonly BitGrid[] Singles = [.. Enumerable.Range(0, Cells).Select(Single)];
    private static readonly BitGrid Everything = new(ulong.MaxValue, HighMask);
    private static readonly BitGrid FirstColumn = Column(0);
    private static readonly BitGrid LastColumn = Column(Side - 1);
    private static readonly Vector256<int> LaneBits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);

    /// <summary>Whether no cell is taken.</summary>
    public bool IsEmpty => (Low | High) == 0;

    /// <summary>How many cells are taken.</summary>
    public int Count => BitOperations.PopCount(Low) + BitOperations.PopCount(High);

    /// <summary>Whether a cell is taken.</summary>
    public bool this[int row, int column] => !(this & Cell(row, column)).IsEmpty;

    public static BitGrid operator &(BitGrid a, BitGrid b) => new(a.Low & b.Low, a.High & b.High);

    public static BitGrid operator |(BitGrid a, BitGrid b) => new(a.Low | b.Low, a.High | b.High);

    /// <summary>What the first has and the second has not.</summary>
    public static BitGrid operator -(BitGrid a, BitGrid b) => new(a.Low & ~b.Low, a.High & ~b.High);

    /// <summary>A single cell.</summary>
    public static BitGrid Cell(int row, int column) => Singles[(row * Side) + column];

    /// <summary>All cells of some rows and columns, ends included.</summary>
    public static BitGrid Rectangle(int top, int left, int bottom, int right)
    {
        var all = default(BitGrid);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++) all |= Cell(row, column);
        }

        return all;
    }

    /// <summary>All cells of a column.</summary>
    public static BitGrid Column(int column) => Rectangle(0, column, Side - 1, column);

    /// <summary>All cells of a row.</summary>
    public static BitGrid Row(int row) => Rectangle(row, 0, row, Side - 1);

    /// <summary>All moved one column to the left; those in the first one are gone.</summary>
    public BitGrid Left()
    {
        BitGrid kept = this - FirstColumn;
        return new BitGrid((kept.Low >> 1) | (kept.High << (LowBits - 1)), kept.High >> 1);
    }

    /// <summary>All moved one column to the right; those in the last one are gone.</summary>
    public BitGrid Right()
    {
        BitGrid kept = this - LastColumn;
        return new BitGrid(kept.Low << 1, (kept.High << 1) | (kept.Low >> (LowBits - 1)));
    }

    /// <summary>All moved one row up; those in the first one are gone.</summary>
    public BitGrid Up() => new((Low >> Side) | (High << (LowBits - Side)), High >> Side);

    /// <summary>All moved one row down; those in the last one are gone.</summary>
    public BitGrid Down() => new BitGrid(Low << Side, (High << Side) | (Low >> (LowBits - Side))) & Everything;

    /// <summary>Whether a cell of the first column is taken.</summary>
    public bool TouchesLeft => !(this & FirstColumn).IsEmpty;

    /// <summary>Whether a cell of the last column is taken.</summary>
    public bool TouchesRight => !(this & LastColumn).IsEmpty;

    /// <summary>The row of the lowest cell that is taken; -1 where there is none.</summary>
    public int LowestRow => High != 0
        ? (LowBits + BitOperations.Log2(High)) / Side
        : Low != 0 ? BitOperations.Log2(Low) / Side : -1;

    /// <summary>Writes 1 for each cell that is taken, 0 for the others.</summary>
    /// <param name="planes">The planes of an observation, one after the other.</param>
    /// <param name="plane">Which of them to write.</param>
    public void Write(Span<float> planes, int plane)
    {
        ref float destination = ref MemoryMarshal.GetReference(planes.Slice(plane * Cells, Cells));
        for (int i = 0; i < LowBits; i += 8) Lanes(Low >> i).StoreUnsafe(ref destination, (nuint)i);
        for (int i = LowBits; i < Cells - 4; i += 8) Lanes(High >> (i - LowBits)).StoreUnsafe(ref destination, (nuint)i);
        Lanes(High >> (Cells - 4 - LowBits)).GetLower().StoreUnsafe(ref destination, Cells - 4);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static BitGrid Load(CheckpointReader reader, string name)
    {
        Span<long> halves = stackalloc long[2];
        reader.Read(name, halves);
        return new BitGrid((ulong)halves[0], (ulong)halves[1]) & Everything;
    }

    /// <summary>Writes the cells into a checkpoint.</summary>
    public void Save(CheckpointWriter writer, string name) => writer.Write(name, [(long)Low, (long)High]);

    private static BitGrid Single(int index) => index < LowBits ? new BitGrid(1UL << index, 0) : new BitGrid(0, 1UL << (index - LowBits));

    /// <summary>Ones and zeros for the lowest eight bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Lanes(ulong bits)
    {
        Vector256<int> taken = Vector256.Equals(Vector256.Create((int)bits) & LaneBits, LaneBits);
        return taken.AsSingle() & Vector256.Create(1f);
    }
}
