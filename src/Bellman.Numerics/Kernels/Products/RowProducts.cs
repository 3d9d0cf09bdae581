using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>
/// The outputs of a layer whose weights are stored in <see cref="MatrixLayout.Rows"/>: inner products of rows, four outputs at a
/// time, each summed in sixteen lanes that are added pairwise at the end.
/// </summary>
internal static unsafe class RowProducts<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Computes <c>y = x W^T + b</c>.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">The inputs, padded rows.</param>
    /// <param name="w">The weights, padded rows.</param>
    /// <param name="bias">The biases.</param>
    /// <param name="y">Receives the outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(in LinearShape shape, float* x, float* w, float* bias, float* y)
    {
        int depth = AlignedBuffer.Pad(shape.Inputs);
        for (int output = 0; output < shape.Outputs; output += 4)
        {
            int left = shape.Outputs - output;
            float* w0 = w + ((nint)output * depth);
            float* w1 = w0 + (left > 1 ? depth : 0);
            float* w2 = w0 + (left > 2 ? 2 * (nint)depth : 0);
            float* w3 = w0 + (left > 3 ? 3 * (nint)depth : 0);
            Vector128<float> start = Vector128.Load(bias + output);
            float* xRow = x;
            float* yRow = y + output;
            int row = 0;
            if (TSimd.Count == 16 && Avx512F.IsSupported)
            {
                row = RowProducts512.Forward(shape, x, w0, w1, w2, w3, start, yRow, left);
                xRow += (nint)row * shape.InputStride;
                yRow += (nint)row * shape.OutputStride;
            }

            for (; row < shape.Batch; row++)
            {
                Store(FourOutputs(xRow, w0, w1, w2, w3, depth) + start, yRow, left);
                xRow += shape.InputStride;
                yRow += shape.OutputStride;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourOutputs(float* x, float* w0, float* w1, float* w2, float* w3, int depth)
    {
        if (TSimd.Count == 4)
        {
            return Join(Lanes(x, w0, depth), Lanes(x, w1, depth), Lanes(x, w2, depth), Lanes(x, w3, depth));
        }

        // Lanes 0 to 7 and, where a vector is shorter than sixteen lanes, 8 to 15.
        TVector a0 = TSimd.Zero, b0 = TSimd.Zero, c0 = TSimd.Zero, d0 = TSimd.Zero;
        TVector a1 = TSimd.Zero, b1 = TSimd.Zero, c1 = TSimd.Zero, d1 = TSimd.Zero;
        for (int k = 0; k < depth; k += 16)
        {
            TVector low = TSimd.Load(x + k);
            a0 = TSimd.FusedMultiplyAdd(low, TSimd.Load(w0 + k), a0);
            b0 = TSimd.FusedMultiplyAdd(low, TSimd.Load(w1 + k), b0);
            c0 = TSimd.FusedMultiplyAdd(low, TSimd.Load(w2 + k), c0);
            d0 = TSimd.FusedMultiplyAdd(low, TSimd.Load(w3 + k), d0);
            if (TSimd.Count == 8)
            {
                TVector high = TSimd.Load(x + k + 8);
                a1 = TSimd.FusedMultiplyAdd(high, TSimd.Load(w0 + k + 8), a1);
                b1 = TSimd.FusedMultiplyAdd(high, TSimd.Load(w1 + k + 8), b1);
                c1 = TSimd.FusedMultiplyAdd(high, TSimd.Load(w2 + k + 8), c1);
                d1 = TSimd.FusedMultiplyAdd(high, TSimd.Load(w3 + k + 8), d1);
            }
        }

        return Join(Halve(a0, a1), Halve(b0, b1), Halve(c0, c1), Halve(d0, d1));
    }

    /// <summary>Sixteen lanes of 128-bit vectors, already added eight and four apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Lanes(float* x, float* w, int depth)
    {
        TVector s0 = TSimd.Zero, s1 = TSimd.Zero, s2 = TSimd.Zero, s3 = TSimd.Zero;
        for (int k = 0; k < depth; k += 16)
        {
            s0 = TSimd.FusedMultiplyAdd(TSimd.Load(x + k), TSimd.Load(w + k), s0);
            s1 = TSimd.FusedMultiplyAdd(TSimd.Load(x + k + 4), TSimd.Load(w + k + 4), s1);
            s2 = TSimd.FusedMultiplyAdd(TSimd.Load(x + k + 8), TSimd.Load(w + k + 8), s2);
            s3 = TSimd.FusedMultiplyAdd(TSimd.Load(x + k + 12), TSimd.Load(w + k + 12), s3);
        }

        TVector sum = TSimd.Add(TSimd.Add(s0, s2), TSimd.Add(s1, s3));
        return Unsafe.BitCast<TVector, Vector128<float>>(sum);
    }

    /// <summary>Adds the lanes eight apart, then those four apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Halve(TVector low, TVector high)
    {
        Vector256<float> eight;
        if (TSimd.Count == 16)
        {
            Vector512<float> sixteen = Unsafe.BitCast<TVector, Vector512<float>>(low);
            eight = sixteen.GetLower() + sixteen.GetUpper();
        }
        else
        {
            eight = Unsafe.BitCast<TVector, Vector256<float>>(TSimd.Add(low, high));
        }

        return eight.GetLower() + eight.GetUpper();
    }

    /// <summary>Adds within each vector the lanes two apart, then those one apart; the four sums side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Join(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        Vector128<float> ab = Vector128.Create(a.GetLower(), b.GetLower()) + Vector128.Create(a.GetUpper(), b.GetUpper());
        Vector128<float> cd = Vector128.Create(c.GetLower(), d.GetLower()) + Vector128.Create(c.GetUpper(), d.GetUpper());
        if (Sse.IsSupported)
        {
            return Sse.Shuffle(ab, cd, 0b10_00_10_00) + Sse.Shuffle(ab, cd, 0b11_01_11_01);
        }

        return Vector128.Create(ab[0] + ab[1], ab[2] + ab[3], cd[0] + cd[1], cd[2] + cd[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector128<float> outputs, float* y, int count)
    {
        if (count >= 4)
        {
            outputs.Store(y);
            return;
        }

        y[0] = outputs[0];
        if (count > 1)
        {
            y[1] = outputs[1];
        }

        if (count > 2)
        {
            y[2] = outputs[2];
        }
    }
}
