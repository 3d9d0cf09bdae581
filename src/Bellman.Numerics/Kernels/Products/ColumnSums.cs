using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// Sums over the rows of a matrix: row r goes to partial sum r mod 4, so that four additions are under way, and the four are
/// added pairwise.
/// </summary>
internal static unsafe class ColumnSums<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Sums each column.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns, a multiple of 16.</param>
    /// <param name="matrix">The elements.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="sums">Receives the sums.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(int rows, int columns, float* matrix, nint stride, float* sums, bool accumulate)
    {
        for (int column = 0; column < columns; column += TSimd.Count)
        {
            TVector s0 = TSimd.Zero, s1 = TSimd.Zero, s2 = TSimd.Zero, s3 = TSimd.Zero;
            float* at = matrix + column;
            int row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                s0 = TSimd.Add(s0, TSimd.Load(at));
                s1 = TSimd.Add(s1, TSimd.Load(at + stride));
                s2 = TSimd.Add(s2, TSimd.Load(at + (2 * stride)));
                s3 = TSimd.Add(s3, TSimd.Load(at + (3 * stride)));
                at += 4 * stride;
            }

            if (row < rows)
            {
                s0 = TSimd.Add(s0, TSimd.Load(at));
            }

            if (row + 1 < rows)
            {
                s1 = TSimd.Add(s1, TSimd.Load(at + stride));
            }

            if (row + 2 < rows)
            {
                s2 = TSimd.Add(s2, TSimd.Load(at + (2 * stride)));
            }

            TVector sum = TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3));
            TSimd.Store(accumulate ? TSimd.Add(TSimd.Load(sums + column), sum) : sum, sums + column);
        }
    }
}
