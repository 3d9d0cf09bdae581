using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <content>Uniform integers by Lemire's method ("Fast random integer generation in an interval", 2019).</content>
public sealed partial class Pcg64
{
    /// <summary>
    /// Draws a uniform integer (NumPy's <c>integers(low, high)</c> for 64-bit integers): from 32 bits where the range fits
    /// into them, from 64 otherwise, and without any draw where only one value is possible.
    /// </summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    /// <returns>A value from <paramref name="low"/> to below <paramref name="high"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public long Integers(long low, long high)
    {
        RequireRange(low, high);
        return low + (long)Bounded((ulong)(high - 1) - (ulong)low);
    }

    /// <summary>Draws a uniform integer below a bound; the same draw as <c>Integers(0, n)</c>.</summary>
    /// <param name="n">One above the highest value; at least 1.</param>
    /// <returns>A value from 0 to below <paramref name="n"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is below 1.</exception>
    public int Next(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return n == 1 ? 0 : (int)Bounded32((uint)n - 1);
    }

    /// <summary>Fills a span with uniform integers (NumPy's <c>integers(low, high, size)</c>).</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    /// <param name="destination">Receives the values.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public void Integers(long low, long high, Span<long> destination)
    {
        RequireRange(low, high);
        ulong range = (ulong)(high - 1) - (ulong)low;
        for (int i = 0; i < destination.Length; i++)
            destination[i] = low + (long)Bounded(range);
    }

    /// <summary>Fills a span with uniform integers; the same draws as for 64-bit integers.</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value.</param>
    /// <param name="destination">Receives the values.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public void Integers(int low, int high, Span<int> destination)
    {
        RequireRange(low, high);
        ulong range = (ulong)((long)high - 1 - low);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (int)(low + (long)Bounded(range));
    }

    /// <summary>A value from 0 to <paramref name="range"/>, both included.</summary>
    private ulong Bounded(ulong range)
    {
        if (range == 0)
            return 0;
        if (range < uint.MaxValue)
            return Bounded32((uint)range);
        if (range == uint.MaxValue)
            return NextUInt32();
        return range == ulong.MaxValue ? NextUInt64() : Bounded64(range);
    }

    /// <summary>A value from 0 to <paramref name="range"/>, which is neither 0 nor the largest 32-bit value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Bounded32(uint range)
    {
        uint count = range + 1;
        ulong scaled = (ulong)NextUInt32() * count;
        if ((uint)scaled < count)
        {
            // 2^32 mod count: below it the lowest products would come up once too often.
            uint threshold = (uint.MaxValue - range) % count;
            while ((uint)scaled < threshold)
                scaled = (ulong)NextUInt32() * count;
        }

        return (uint)(scaled >> 32);
    }

    private ulong Bounded64(ulong range)
    {
        ulong count = range + 1;
        ulong high = Math.BigMul(NextUInt64(), count, out ulong low);
        if (low < count)
        {
            ulong threshold = (ulong.MaxValue - range) % count;
            while (low < threshold)
                high = Math.BigMul(NextUInt64(), count, out low);
        }

        return high;
    }

    /// <summary>
    /// A value from 0 to <paramref name="maximum"/> by drawing as many bits as it has until they do not exceed it, which is
    /// what NumPy's <c>shuffle</c> uses.
    /// </summary>
    private uint Masked(uint maximum)
    {
        if (maximum == 0)
            return 0;
        uint mask = uint.MaxValue >> int.CreateTruncating(uint.LeadingZeroCount(maximum));
        uint value;
        do
        {
            value = NextUInt32() & mask;
        }
        while (value > maximum);
        return value;
    }

    private static void RequireRange(long low, long high)
    {
        if (low >= high)
            throw new ArgumentOutOfRangeException(nameof(high), high, $"There is no integer from {low} to below {high}.");
    }
}
