using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>
/// Measures how many floating-point operations one core can do at most, so that a speed can be read as a fraction of what the
/// machine has.
/// </summary>
public static class PeakFma
{
    private const int Steps = 4000;
    private const int Sums = 12;

    private static float s_sink;

    /// <summary>
    /// The single-precision peak of one core: fused multiply-adds of the widest vectors, twelve independent ones under way, in
    /// registers; the best of many short runs.
    /// </summary>
    /// <param name="seconds">How long to go on trying, positive. Default 0.1.</param>
    /// <returns>Thousand million operations a second, a fused multiply-add counting as two for each element.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seconds"/> is not positive.</exception>
    public static double Measure(double seconds = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        long best = long.MaxValue;
        int width = 0;
        do
        {
            long start = Stopwatch.GetTimestamp();
            switch (SimdWidths.Native)
            {
                case SimdWidth.Bits512:
                    s_sink = Chain<Simd512, Vector512<float>>(Steps)[0];
                    width = 16;
                    break;
                case SimdWidth.Bits256:
                    s_sink = Chain<Simd256, Vector256<float>>(Steps)[0];
                    width = 8;
                    break;
                default:
                    s_sink = Chain<Simd128, Vector128<float>>(Steps)[0];
                    width = 4;
                    break;
            }

            best = Math.Min(best, Math.Max(1, Stopwatch.GetTimestamp() - start));
        }
        while (Stopwatch.GetTimestamp() < end);
        return 2.0 * Sums * Steps * width / ((double)best / Stopwatch.Frequency) / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Chain<TSimd, TVector>(int steps)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector f = TSimd.Broadcast(0.999f);
        TVector g = TSimd.Broadcast(0.001f);
        TVector s0 = f, s1 = f, s2 = f, s3 = f, s4 = f, s5 = f, s6 = f, s7 = f, s8 = f, s9 = f, s10 = f, s11 = f;
        for (int step = 0; step < steps; step++)
        {
            s0 = TSimd.FusedMultiplyAdd(s0, f, g);
            s1 = TSimd.FusedMultiplyAdd(s1, f, g);
            s2 = TSimd.FusedMultiplyAdd(s2, f, g);
            s3 = TSimd.FusedMultiplyAdd(s3, f, g);
            s4 = TSimd.FusedMultiplyAdd(s4, f, g);
            s5 = TSimd.FusedMultiplyAdd(s5, f, g);
            s6 = TSimd.FusedMultiplyAdd(s6, f, g);
            s7 = TSimd.FusedMultiplyAdd(s7, f, g);
            s8 = TSimd.FusedMultiplyAdd(s8, f, g);
            s9 = TSimd.FusedMultiplyAdd(s9, f, g);
            s10 = TSimd.FusedMultiplyAdd(s10, f, g);
            s11 = TSimd.FusedMultiplyAdd(s11, f, g);
        }

        s0 = TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3));
        s4 = TSimd.Add(TSimd.Add(s4, s5), TSimd.Add(s6, s7));
        return TSimd.Add(TSimd.Add(s0, s4), TSimd.Add(TSimd.Add(s8, s9), TSimd.Add(s10, s11)));
    }
}
