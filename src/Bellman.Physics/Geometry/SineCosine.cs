using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// Sine and cosine of a single-precision angle together, the same on every platform. The angle is brought within an
/// eighth of a turn of the nearest quarter turn, in double precision, and two polynomials are evaluated there. They are
/// those of Arm's optimized routines, which the GNU C library uses too: for every angle below 120 radians the results are
/// bit for bit that library's on processors with fused multiply-add.
/// </summary>
internal static class SineCosine
{
    internal const double QuarterTurn = 1.5707963267948966;
    internal const double QuarterTurnsPerRadian24Bits = 10680707.430881744; // 2^24 times 2 / pi

    // Below the first, the sine is the angle itself and the cosine 1; below the second, nothing is to be reduced; above
    // the third, which no body's angle reaches in a sane world, the reduction would lose digits.
    internal const float Tiny = 1f / 4096f;
    private const float Reduced = 0.75f;
    internal const float Large = 120f;

    internal const double Sine3 = -0.16666654943701084;
    internal const double Sine5 = 0.008332178146138854;
    internal const double Sine7 = -0.00019517298981385725;
    internal const double Cosine2 = -0.49999999725108224;
    internal const double Cosine4 = 0.041666623324344516;
    internal const double Cosine6 = -0.001388676379437604;
    internal const double Cosine8 = 2.4390450703564542e-05;

    /// <summary>The sine and the cosine of an angle in radians.</summary>
    public static (float Sine, float Cosine) Of(float angle)
    {
        float size = MathF.Abs(angle);
        if (size < Reduced)
        {
            return size < Tiny ? (angle, 1f) : ((float)SineNearZero(angle), (float)CosineNearZero(angle));
        }
        return size < Large ? OfReduced(angle) : (MathF.Sin(angle), MathF.Cos(angle));
    }

    private static (float Sine, float Cosine) OfReduced(double angle)
    {
        // Round to the nearest number of quarter turns by adding half in fixed point.
        int quarters = ((int)(angle * QuarterTurnsPerRadian24Bits) + 0x800000) >> 24;

        // One rounding here, as the fused operation has, decides the last bit for 17 angles among 197 million.
        double rest = Math.FusedMultiplyAdd(-quarters, QuarterTurn, angle);
        double sine = SineNearZero(rest);
        double cosine = CosineNearZero(rest);
        return (quarters & 3) switch
        {
            0 => ((float)sine, (float)cosine),
            1 => ((float)cosine, (float)-sine),
            2 => ((float)-sine, (float)-cosine),
            _ => ((float)-cosine, (float)sine),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SineNearZero(double x)
    {
        double x2 = x * x;
        double x3 = x * x2;
        double high = Sine5 + x2 * Sine7;
        double x5 = x3 * x2;
        double low = x + x3 * Sine3;
        return low + x5 * high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double CosineNearZero(double x)
    {
        double x2 = x * x;
        double x4 = x2 * x2;
        double high = Cosine6 + x2 * Cosine8;
        double low = 1 + x2 * Cosine2;
        double x6 = x4 * x2;
        double middle = low + x4 * Cosine4;
        return middle + x6 * high;
    }
}
