namespace Bellman.Numerics;

/// <summary>
/// A divisor that is known beforehand, so that lanes divide by it in two operations and get every bit of the quotient right (Brisebarre and Muller, "Correctly rounded
/// multiplication by arbitrary precision constants", 2008): <c>x * High + x * Low</c>, fused, where both are the reciprocal in twice the precision.
/// </summary>
/// <remarks>
/// With a divisor from 1 to below 2 whose significand, as a whole number of 53 bits, has a single factor of two at most k times, a quotient is never nearer to the middle of two
/// doubles than <c>2^k / (2^105 divisor)</c>, and what is rounded lies within <c>2^-105 |Low| 2^53 divisor</c> of it. The constructor refuses divisors for which the second
/// is not smaller. Quotients below 2^-900 are not meant, and a zero may lose its sign.
/// </remarks>
public readonly struct ConstantDivisor
{
    /// <summary>Prepares a divisor.</summary>
    /// <param name="value">From 1 to below 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is out of range, or one that takes an exact division.</exception>
    public ConstantDivisor(double value)
    {
        if (!(value >= 1 && value < 2)) throw new ArgumentOutOfRangeException(nameof(value), value, "A constant divisor lies from 1 to below 2.");
        Value = value;
        High = 1 / value;

        // The remainder of the division is exact when it is computed by a fused operation, and so small that its quotient is the reciprocal's second part.
        Low = Math.FusedMultiplyAdd(-High, value, 1) / value;
        long significand = BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1) | (1L << 52);
        double distance = Math.ScaleB(1, (int)long.TrailingZeroCount(significand)) / (2 * value);
        if (Math.Abs(Low) * value * Math.ScaleB(1, 53) >= distance)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Two operations are not enough to divide by this: use a division.");
    }

    /// <summary>The divisor.</summary>
    public double Value { get; }

    /// <summary>Its reciprocal, rounded.</summary>
    public double High { get; }

    /// <summary>What the reciprocal lost by rounding.</summary>
    public double Low { get; }
}
