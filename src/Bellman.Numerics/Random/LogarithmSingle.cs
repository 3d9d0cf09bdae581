namespace Bellman.Numerics;

/// <summary>
/// <see cref="Logarithm"/> in single precision, where glibc uses neither fused operations nor another order than fdlibm's.
/// </summary>
internal static class LogarithmSingle
{
    private const float Ln2High = 6.9313812256e-01f;
    private const float Ln2Low = 9.0580006145e-06f;

    // The bits of sqrt(2) - 1 and of sqrt(1/2) - 1, between which 1 + x needs no reduction.
    private const int ReduceAbove = 0x3ed413d7;
    private const int ReduceBelow = unchecked((int)0xbe95f61f);

    /// <summary>log(1 + x), within one unit in the last place.</summary>
    /// <param name="x">Above -1 and below 2^24, which is all that the random numbers need.</param>
    /// <returns>The logarithm.</returns>
    public static float OfOnePlus(float x)
    {
        if (Math.Abs(x) < 1f / (1 << 29))
            return Math.Abs(x) < 1f / (1L << 54) ? x : x - (x * x * 0.5f);

        int exponent = 0;
        float f = x;
        float lost = 0;
        int word = BitConverter.SingleToInt32Bits(x);
        if (word >= ReduceAbove || (x < 0 && word > ReduceBelow))
            Reduce(x, out exponent, out f, out lost);

        float half = 0.5f * f * f;
        if (Math.Abs(f) < 1f / (1 << 20))
        {
            float next = half * (1f - (0.66666666666666666f * f));
            return exponent == 0 ? f - next : (exponent * Ln2High) - ((next - ((exponent * Ln2Low) + lost)) - f);
        }

        float s = f / (2f + f);
        float tail = s * (half + Remainder(s * s));
        return exponent == 0
            ? f - (half - tail)
            : (exponent * Ln2High) - ((half - (tail + ((exponent * Ln2Low) + lost))) - f);
    }

    private static void Reduce(float x, out int exponent, out float f, out float lost)
    {
        float sum = 1f + x;
        int bits = BitConverter.SingleToInt32Bits(sum);
        exponent = (bits >> 23) - 127;
        // What rounding the sum lost, relative to it.
        lost = (exponent > 0 ? 1f - (sum - x) : x - (sum - 1f)) / sum;
        int mantissa = bits & 0x007fffff;
        bool halve = mantissa >= 0x3504f7;
        if (halve)
            exponent++;
        f = BitConverter.Int32BitsToSingle(mantissa | (halve ? 0x3f000000 : 0x3f800000)) - 1f;
    }

    private static float Remainder(float z) => z * (6.6666668653e-01f + (z * (4.0000000596e-01f + (z * (2.8571429849e-01f
        + (z * (2.2222198546e-01f + (z * (1.8183572590e-01f + (z * (1.5313838422e-01f + (z * 1.4798198640e-01f))))))))))));
}
