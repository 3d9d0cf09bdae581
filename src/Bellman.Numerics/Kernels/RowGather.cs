using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>Copies rows of a matrix to others that lie one behind the other, as a batch is put together.</summary>
public static unsafe class RowGather
{
    /// <summary>Up to this many numbers a loop over them costs less than the call that copies memory.</summary>
    private const int Short = 8;

    /// <summary>Row i of the destination becomes the row of the source that index i names.</summary>
    /// <param name="source">The rows of the source, without a gap.</param>
    /// <param name="size">Numbers in a row, at least 1.</param>
    /// <param name="indices">Which rows.</param>
    /// <param name="destination">Receives the rows; what lies between them stays.</param>
    /// <param name="stride">The distance between the rows of the destination, at least <paramref name="size"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, the stride below the size, or an index names no row.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ReadOnlySpan<float> source, int size, ReadOnlySpan<int> indices, Span<float> destination, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, size);
        if (indices.Length > 0 && destination.Length < ((indices.Length - 1L) * stride) + size)
            throw new ArgumentException($"{indices.Length} rows of {size} numbers, {stride} apart, don't fit into {destination.Length}.", nameof(destination));
        int rows = source.Length / size;
        fixed (float* first = source, firstTo = destination)
        {
            float* to = firstTo;
            foreach (int index in indices)
            {
                if ((uint)index >= (uint)rows) throw new ArgumentOutOfRangeException(nameof(indices), index, $"There are {rows} rows, but {index} is asked for.");
                float* from = first + ((nint)index * size);
                if (size == 1) *to = *from;
                else if (size > Short) new ReadOnlySpan<float>(from, size).CopyTo(new Span<float>(to, size));
                else
                {
                    for (int i = 0; i < size; i++) to[i] = from[i];
                }

                to += stride;
            }
        }
    }
}
