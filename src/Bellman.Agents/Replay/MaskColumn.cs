using System.Runtime.InteropServices;
using Bellman.Core;

namespace Bellman.Agents;

/// <summary>Masks of actions in rows (<see cref="ActionMasks"/>); none where a mask has no answers.</summary>
/// <param name="rows">How many masks it holds.</param>
/// <param name="size">Answers in a mask; 0 where there are no masks.</param>
internal sealed class MaskColumn(int rows, int size)
{
    private readonly bool[] _answers = new bool[(long)rows * size];

    public int Size => size;

    /// <summary>The mask of a row; empty where there are none.</summary>
    public ReadOnlySpan<bool> this[int row] => _answers.AsSpan(row * size, size);

    /// <summary>Keeps a mask; an empty one allows all.</summary>
    public void Set(int row, ReadOnlySpan<bool> allowed)
    {
        Span<bool> own = _answers.AsSpan(row * size, size);
        if (allowed.IsEmpty) own.Fill(true);
        else allowed[..size].CopyTo(own);
    }

    /// <summary>Copies the masks of rows into others without a gap.</summary>
    public void Gather(ReadOnlySpan<int> indices, Span<bool> to)
    {
        if (size == 0) return;
        for (int i = 0; i < indices.Length; i++) this[indices[i]].CopyTo(to[(i * size)..]);
    }

    public void Save(CheckpointWriter writer, string name, int count)
    {
        if (size > 0) writer.Write(name, MemoryMarshal.AsBytes((ReadOnlySpan<bool>)_answers.AsSpan(0, count * size)));
    }

    public void Load(CheckpointReader reader, string name, int count)
    {
        if (size == 0) return;
        Span<byte> answers = MemoryMarshal.AsBytes(_answers.AsSpan(0, count * size));
        reader.Read(name, answers);
        foreach (ref byte answer in answers) answer = Math.Min(answer, (byte)1); // A bool of any other byte is none.
    }
}
