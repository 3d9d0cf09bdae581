namespace Bellman.Numerics;

/// <summary>
/// The natural logarithm of 1 + x without loss of digits near x = 0, which the base library does not offer. The method is that of
/// Sun's fdlibm and of glibc: 1 + x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2), and
/// log(1 + f) = f - (f²/2 - s (f²/2 + R(s²))) with s = f / (2 + f) and a polynomial R. The order of operations and the fused ones
/// are glibc's on processors with fused multiply-add, so that the tails of the distributions agree with NumPy's to the last bit.
/// </summary>
internal static class Logarithm
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Upper halves of the bits of sqrt(2) - 1 and of sqrt(1/2) - 1, between which 1 + x needs no reduction.
    private const int ReduceAbove = 0x3fda827a;
    private const int ReduceBelow = unchecked((int)0xbfd2bec3);

    /// <summary>log(1 + x), within one unit in the last place.</summary>
    /// <param name="x">Above -1 and below 2^53, which is all that the random numbers need.</param>
    /// <returns>The logarithm.</returns>
    public static double OfOnePlus(double x)
    {
        if (Math.Abs(x) < 1.0 / (1 << 29))
            return Math.Abs(x) < 1.0 / (1L << 54) ? x : x - (x * x * 0.5);

        int exponent = 0;
        double f = x;
        double lost = 0;
        int word = (int)(BitConverter.DoubleToInt64Bits(x) >> 32);
        if (word >= ReduceAbove || (x < 0 && word > ReduceBelow))
            Reduce(x, out exponent, out f, out lost);

        double half = 0.5 * f * f;
        if (Math.Abs(f) < 1.0 / (1 << 20))
        {
            double next = half * Math.FusedMultiplyAdd(-0.66666666666666666, f, 1.0);
            return exponent == 0
                ? f - next
                : Math.FusedMultiplyAdd(exponent, Ln2High, -(next - Math.FusedMultiplyAdd(exponent, Ln2Low, lost) - f));
        }

        double s = f / (2.0 + f);
        double tail = s * (half + Remainder(s * s));
        return exponent == 0
            ? f - (half - tail)
            : Math.FusedMultiplyAdd(exponent, Ln2High, -(half - (tail + Math.FusedMultiplyAdd(exponent, Ln2Low, lost)) - f));
    }

    private static void Reduce(double x, out int exponent, out double f, out double lost)
    {
        double sum = 1.0 + x;
        long bits = BitConverter.DoubleToInt64Bits(sum);
        exponent = (int)(bits >> 52) - 1023;
        // What rounding the sum lost, relative to it.
        lost = (exponent > 0 ? 1.0 - (sum - x) : x - (sum - 1.0)) / sum;
        long mantissa = bits & 0x000fffffffffffff;
        bool halve = mantissa >> 32 >= 0x6a09e;
        if (halve)
            exponent++;
        f = BitConverter.Int64BitsToDouble(mantissa | (halve ? 0x3fe0000000000000 : 0x3ff0000000000000)) - 1.0;
    }

    private static double Remainder(double z)
    {
        double z2 = z * z;
        double z4 = z2 * z2;
        double second = Math.FusedMultiplyAdd(z, 2.857142874366239149e-01, 3.999999999940941908e-01);
        double third = Math.FusedMultiplyAdd(z, 1.818357216161805012e-01, 2.222219843214978396e-01);
        double fourth = Math.FusedMultiplyAdd(z, 1.479819860511658591e-01, 1.531383769920937332e-01);
        double sum = Math.FusedMultiplyAdd(z, 6.666666666666735130e-01, z2 * second);
        return Math.FusedMultiplyAdd(z4 * z2, fourth, Math.FusedMultiplyAdd(z4, third, sum));
    }
}
