using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>Copies rows of a matrix to another in which they lie further apart or closer together.</summary>
public static unsafe class RowCopy
{
    /// <summary>Up to this many numbers a loop over them costs less than the call that copies memory.</summary>
    private const int Short = 8;

    /// <summary>Row i of the destination becomes row i of the source.</summary>
    /// <param name="source">The rows of the source.</param>
    /// <param name="size">Numbers in a row, at least 1.</param>
    /// <param name="sourceStride">The distance between the rows of the source; 0 to copy the same row each time.</param>
    /// <param name="destination">Receives the rows; what lies between them stays.</param>
    /// <param name="stride">The distance between the rows of the destination, at least <paramref name="size"/>.</param>
    /// <param name="rows">How many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, the source's stride negative, or the destination's below the size.</exception>
    /// <exception cref="ArgumentException">The source or the destination is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ReadOnlySpan<float> source, int size, int sourceStride, Span<float> destination, int stride, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(sourceStride);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, size);
        if (rows < 1) return;
        if (source.Length < ((rows - 1L) * sourceStride) + size || destination.Length < ((rows - 1L) * stride) + size)
            throw new ArgumentException($"{rows} rows of {size} numbers, {sourceStride} and {stride} apart, are more than {source.Length} and {destination.Length}.", nameof(rows));
        fixed (float* first = source, firstTo = destination)
        {
            float* from = first, to = firstTo;
            for (int row = 0; row < rows; row++, from += sourceStride, to += stride)
            {
                if (size > Short) new ReadOnlySpan<float>(from, size).CopyTo(new Span<float>(to, size));
                else
                {
                    for (int i = 0; i < size; i++) to[i] = from[i];
                }
            }
        }
    }
}
