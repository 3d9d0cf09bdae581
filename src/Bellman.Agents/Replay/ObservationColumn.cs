using System.Diagnostics;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Observations in rows, kept as they are or, where every number that an observation can hold is a whole one from 0 to 255, as bytes: the same
/// numbers in a quarter of the memory.
/// </summary>
internal sealed class ObservationColumn
{
    private readonly float[] _floats = [];
    private readonly byte[] _bytes = [];

    /// <param name="rows">How many observations it holds.</param>
    /// <param name="size">Numbers in an observation.</param>
    /// <param name="asBytes">Whether they are kept as bytes.</param>
    public ObservationColumn(int rows, int size, bool asBytes)
    {
        Size = size;
        AsBytes = asBytes;
        if (asBytes) _bytes = new byte[(long)rows * size];
        else _floats = new float[(long)rows * size];
    }

    public int Size { get; }

    public bool AsBytes { get; }

    /// <summary>Whether bytes hold every observation of a space exactly.</summary>
    public static bool FitsBytes(Space space) => space switch
    {
        Box { Element: ElementType.Byte } => true,
        Box { Element: ElementType.SByte or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 } box =>
            box.Low.IndexOfAnyExceptInRange(0f, 255f) < 0 && box.High.IndexOfAnyExceptInRange(0f, 255f) < 0,
        Discrete discrete => discrete.Start >= 0 && discrete.Start + discrete.Count - 1 <= byte.MaxValue,
        MultiBinary => true,
        _ => false,
    };

    public void Set(int row, ReadOnlySpan<float> observation)
    {
        int offset = row * Size;
        if (!AsBytes)
        {
            observation[..Size].CopyTo(_floats.AsSpan(offset));
            return;
        }

        ByteRows.Pack(observation[..Size], _bytes.AsSpan(offset, Size));
        Debug.Assert(IsExact(observation[..Size], _bytes.AsSpan(offset, Size)), "An observation lies outside of its space.");
    }

    public void CopyTo(int row, Span<float> destination)
    {
        int offset = row * Size;
        if (AsBytes) ByteRows.Unpack(_bytes.AsSpan(offset, Size), destination);
        else _floats.AsSpan(offset, Size).CopyTo(destination);
    }

    /// <summary>Copies a row of another column of the same kind.</summary>
    public void SetFrom(ObservationColumn other, int row, int to)
    {
        if (AsBytes) other._bytes.AsSpan(row * Size, Size).CopyTo(_bytes.AsSpan(to * Size));
        else other._floats.AsSpan(row * Size, Size).CopyTo(_floats.AsSpan(to * Size));
    }

    public void Save(CheckpointWriter writer, string name, int rows)
    {
        if (AsBytes) writer.Write(name, (ReadOnlySpan<byte>)_bytes.AsSpan(0, rows * Size));
        else writer.Write(name, (ReadOnlySpan<float>)_floats.AsSpan(0, rows * Size));
    }

    public void Load(CheckpointReader reader, string name, int rows)
    {
        if (AsBytes) reader.Read(name, _bytes.AsSpan(0, rows * Size));
        else reader.Read(name, _floats.AsSpan(0, rows * Size));
    }

    private static bool IsExact(ReadOnlySpan<float> observation, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != observation[i]) return false;
        }

        return true;
    }
}
