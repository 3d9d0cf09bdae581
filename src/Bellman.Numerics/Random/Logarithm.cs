namespace Bellman.Numerics;

/// <summary>The natural logarithm of 1 + x without loss of digits near x = 0, which the base library does not offer.</summary>
internal static class Logarithm
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Upper halves of the bits of the two numbers between which 1 + x needs no reduction.
    private const int SquareRootOfTwoLessOne = 0x3fda827a;
    private const int MinusOnePlusSquareRootOfHalf = unchecked((int)0xbfd2bec3);

    /// <summary>
    /// log(1 + x) within one unit in the last place, with the reduction and the polynomial of Sun's fdlibm and glibc:
    /// 1 + x = 2^k (1 + f) with sqrt(1/2) below 1 + f below sqrt(2), and log(1 + f) = f - f²/2 + s (f²/2 + R(s²)), s = f / (2 + f).
    /// </summary>
    /// <param name="x">Above -1 and below 2^53, which is all that the random numbers need.</param>
    /// <returns>The logarithm.</returns>
    public static double OfOnePlus(double x)
    {
        if (Math.Abs(x) < 1.0 / (1 << 29))
            return Math.Abs(x) < 1.0 / (1L << 54) ? x : x - (x * x * 0.5);

        int exponent = 0;
        double fraction = x;
        double correction = 0;
        int word = (int)(BitConverter.DoubleToInt64Bits(x) >> 32);
        if (word >= SquareRootOfTwoLessOne || (x < 0 && word > MinusOnePlusSquareRootOfHalf))
            Reduce(x, out exponent, out fraction, out correction);

        double half = 0.5 * fraction * fraction;
        double s = fraction / (2.0 + fraction);
        double tail = s * (half + Remainder(s * s));
        if (exponent == 0)
            return fraction - (half - tail);
        return (exponent * Ln2High) - ((half - (tail + ((exponent * Ln2Low) + correction))) - fraction);
    }

    /// <summary>log(1 + x) rounded to single precision.</summary>
    /// <param name="x">Above -1.</param>
    /// <returns>The logarithm.</returns>
    public static float OfOnePlus(float x) => (float)OfOnePlus((double)x);

    private static void Reduce(double x, out int exponent, out double fraction, out double correction)
    {
        double sum = 1.0 + x;
        long bits = BitConverter.DoubleToInt64Bits(sum);
        exponent = (int)(bits >> 52) - 1023;
        // What rounding the sum lost, relative to it.
        correction = (exponent > 0 ? 1.0 - (sum - x) : x - (sum - 1.0)) / sum;
        long mantissa = bits & 0x000fffffffffffff;
        bool lower = (mantissa >> 32) < 0x6a09e;
        if (!lower)
            exponent++;
        fraction = BitConverter.Int64BitsToDouble(mantissa | (lower ? 0x3ff0000000000000 : 0x3fe0000000000000)) - 1.0;
    }

    private static double Remainder(double z)
    {
        double z2 = z * z;
        double z4 = z2 * z2;
        double first = z * 6.666666666666735130e-01;
        double second = 3.999999999940941908e-01 + (z * 2.857142874366239149e-01);
        double third = 2.222219843214978396e-01 + (z * 1.818357216161805012e-01);
        double fourth = 1.531383769920937332e-01 + (z * 1.479819860511658591e-01);
        return first + (z2 * second) + (z4 * third) + (z4 * z2 * fourth);
    }
}
