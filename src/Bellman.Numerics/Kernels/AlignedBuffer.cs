using System.Runtime.InteropServices;

namespace Bellman.Numerics;

/// <summary>
/// A block of single-precision numbers that starts at a 64-byte boundary and never moves, so that vector kernels read whole cache lines.
/// </summary>
/// <remarks>The memory belongs to the garbage collector's pinned heap: nothing has to be disposed. All elements start at zero.</remarks>
public sealed class AlignedBuffer
{
    /// <summary>The alignment of the first element in bytes: one cache line, one 512-bit vector.</summary>
    public const int Alignment = 64;

    private readonly float[] _storage;
    private readonly int _offset;

    /// <summary>Reserves a block.</summary>
    /// <param name="length">The number of elements, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        const int Slack = Alignment / sizeof(float);
        _storage = GC.AllocateArray<float>(length + Slack, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_storage, 0);
        _offset = (int)((Alignment - (address % Alignment)) % Alignment) / sizeof(float);
        Length = length;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref _storage[_offset], Length);

    /// <summary>Rounds a number of elements up to whole cache lines (a multiple of 16).</summary>
    /// <param name="length">The number of elements.</param>
    /// <returns>The smallest multiple of 16 that is at least <paramref name="length"/>.</returns>
    public static int Pad(int length) => (length + 15) & ~15;

    /// <summary>
    /// The distance at which rows of a matrix are laid out: whole cache lines, and an odd number of them where rows a power of two
    /// apart would compete for the same sets of the cache.
    /// </summary>
    /// <param name="columns">The number of elements of a row.</param>
    /// <returns>A multiple of 16 that is at least <paramref name="columns"/> and no multiple of 128.</returns>
    public static int RowStride(int columns)
    {
        int padded = Pad(columns);
        return padded % 128 == 0 ? padded + 16 : padded;
    }
}
