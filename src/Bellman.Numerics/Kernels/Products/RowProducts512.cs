using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>
/// Sixteen inner products at once, four rows by four outputs, in vectors of 512 bits. Adding up the lanes of sixteen sums
/// together takes three instructions for each sum, alone it would take eight.
/// </summary>
internal static unsafe class RowProducts512
{
    /// <summary>Computes groups of four rows.</summary>
    /// <returns>The number of rows done: the largest multiple of four in the batch.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Forward(
        in LinearShape shape, float* x, float* w0, float* w1, float* w2, float* w3, Vector128<float> bias, float* y, int outputs)
    {
        nint xStride = shape.InputStride;
        nint yStride = shape.OutputStride;
        int depth = shape.Inputs;
        int batch = shape.Batch;
        Vector512<float> start = Vector512.Create(Vector256.Create(bias, bias), Vector256.Create(bias, bias));
        Vector512<int> byRows = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        int row = 0;
        for (; row + 4 <= batch; row += 4)
        {
            Vector512<float> a0 = default, b0 = default, c0 = default, d0 = default;
            Vector512<float> a1 = default, b1 = default, c1 = default, d1 = default;
            Vector512<float> a2 = default, b2 = default, c2 = default, d2 = default;
            Vector512<float> a3 = default, b3 = default, c3 = default, d3 = default;
            for (nint k = 0; k < depth; k += 16)
            {
                Vector512<float> wa = Vector512.Load(w0 + k);
                Vector512<float> wb = Vector512.Load(w1 + k);
                Vector512<float> wc = Vector512.Load(w2 + k);
                Vector512<float> wd = Vector512.Load(w3 + k);
                Vector512<float> v = Vector512.Load(x + k);
                a0 = Vector512.FusedMultiplyAdd(v, wa, a0);
                b0 = Vector512.FusedMultiplyAdd(v, wb, b0);
                c0 = Vector512.FusedMultiplyAdd(v, wc, c0);
                d0 = Vector512.FusedMultiplyAdd(v, wd, d0);
                v = Vector512.Load(x + xStride + k);
                a1 = Vector512.FusedMultiplyAdd(v, wa, a1);
                b1 = Vector512.FusedMultiplyAdd(v, wb, b1);
                c1 = Vector512.FusedMultiplyAdd(v, wc, c1);
                d1 = Vector512.FusedMultiplyAdd(v, wd, d1);
                v = Vector512.Load(x + (2 * xStride) + k);
                a2 = Vector512.FusedMultiplyAdd(v, wa, a2);
                b2 = Vector512.FusedMultiplyAdd(v, wb, b2);
                c2 = Vector512.FusedMultiplyAdd(v, wc, c2);
                d2 = Vector512.FusedMultiplyAdd(v, wd, d2);
                v = Vector512.Load(x + (3 * xStride) + k);
                a3 = Vector512.FusedMultiplyAdd(v, wa, a3);
                b3 = Vector512.FusedMultiplyAdd(v, wb, b3);
                c3 = Vector512.FusedMultiplyAdd(v, wc, c3);
                d3 = Vector512.FusedMultiplyAdd(v, wd, d3);
            }

            // Quarter q of the sums holds output q of rows 0 to 3; turned, it holds row q.
            Vector512<float> even = FourLanes(a0, b0, c0, d0);
            Vector512<float> odd = FourLanes(a1, b1, c1, d1);
            Vector512<float> first = TwoLanes(even, odd);
            even = FourLanes(a2, b2, c2, d2);
            odd = FourLanes(a3, b3, c3, d3);
            Vector512<float> second = TwoLanes(even, odd);
            Vector512<float> sums = Avx512F.Shuffle(first, second, 0b10_00_10_00) + Avx512F.Shuffle(first, second, 0b11_01_11_01);
            sums = Avx512F.PermuteVar16x32(sums, byRows) + start;
            RowProducts<Simd512, Vector512<float>>.Store(sums.GetLower().GetLower(), y, outputs);
            RowProducts<Simd512, Vector512<float>>.Store(sums.GetLower().GetUpper(), y + yStride, outputs);
            RowProducts<Simd512, Vector512<float>>.Store(sums.GetUpper().GetLower(), y + (2 * yStride), outputs);
            RowProducts<Simd512, Vector512<float>>.Store(sums.GetUpper().GetUpper(), y + (3 * yStride), outputs);
            x += 4 * xStride;
            y += 4 * yStride;
        }

        return row;
    }

    /// <summary>Adds the lanes of four vectors eight apart, then four apart; quarter q holds the four sums of vector q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourLanes(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector512<float> ab = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        Vector512<float> cd = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00) + Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        return Avx512F.Shuffle4x128(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle4x128(ab, cd, 0b11_01_11_01);
    }

    /// <summary>Adds within each quarter the lanes two apart: two sums of one vector beside two of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TwoLanes(Vector512<float> even, Vector512<float> odd) =>
        Avx512F.UnpackLow(even.AsDouble(), odd.AsDouble()).AsSingle() + Avx512F.UnpackHigh(even.AsDouble(), odd.AsDouble()).AsSingle();
}
