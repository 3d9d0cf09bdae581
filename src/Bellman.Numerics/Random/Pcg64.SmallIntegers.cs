namespace Bellman.Numerics;

/// <content>
/// Arrays of 8-bit and 16-bit integers and truth values. NumPy cuts several of them from each 32-bit draw, lowest bits
/// first, and throws the rest away at the end of the array.
/// </content>
public sealed partial class Pcg64
{
    /// <summary>Fills a span with uniform integers (NumPy's <c>integers(..., dtype=int16)</c>).</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value; at most 32768.</param>
    /// <param name="destination">Receives the values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are out of order or beyond the type.</exception>
    public void Integers(int low, int high, Span<short> destination)
    {
        RequireRange(low, high, short.MinValue, short.MaxValue);
        var bits = new BitReserve(this);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (short)(low + (int)bits.Bounded((uint)(high - 1 - low), 16));
    }

    /// <summary>Fills a span with uniform integers (NumPy's <c>integers(..., dtype=uint16)</c>).</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value; at most 65536.</param>
    /// <param name="destination">Receives the values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are out of order or beyond the type.</exception>
    public void Integers(int low, int high, Span<ushort> destination)
    {
        RequireRange(low, high, ushort.MinValue, ushort.MaxValue);
        var bits = new BitReserve(this);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (ushort)(low + (int)bits.Bounded((uint)(high - 1 - low), 16));
    }

    /// <summary>Fills a span with uniform integers (NumPy's <c>integers(..., dtype=int8)</c>).</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value; at most 128.</param>
    /// <param name="destination">Receives the values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are out of order or beyond the type.</exception>
    public void Integers(int low, int high, Span<sbyte> destination)
    {
        RequireRange(low, high, sbyte.MinValue, sbyte.MaxValue);
        var bits = new BitReserve(this);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (sbyte)(low + (int)bits.Bounded((uint)(high - 1 - low), 8));
    }

    /// <summary>Fills a span with uniform integers (NumPy's <c>integers(..., dtype=uint8)</c>).</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">One above the highest value; at most 256.</param>
    /// <param name="destination">Receives the values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are out of order or beyond the type.</exception>
    public void Integers(int low, int high, Span<byte> destination)
    {
        RequireRange(low, high, byte.MinValue, byte.MaxValue);
        var bits = new BitReserve(this);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (byte)(low + (int)bits.Bounded((uint)(high - 1 - low), 8));
    }

    /// <summary>Fills a span with fair coin tosses (NumPy's <c>integers(0, 2, dtype=bool)</c>).</summary>
    /// <param name="destination">Receives the values.</param>
    public void Booleans(Span<bool> destination)
    {
        var bits = new BitReserve(this);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = bits.Take(1) != 0;
    }

    private static void RequireRange(int low, int high, int lowest, int highest)
    {
        RequireRange(low, high);
        if (low < lowest)
            throw new ArgumentOutOfRangeException(nameof(low), low, $"The lowest value of this type is {lowest}.");
        if (high - 1 > highest)
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The highest value of this type is {highest}.");
    }

    /// <summary>What is left of a 32-bit draw.</summary>
    private ref struct BitReserve(Pcg64 generator)
    {
        private uint _bits;
        private int _left;

        public uint Take(int width)
        {
            if (_left == 0)
            {
                _bits = generator.NextUInt32();
                _left = 32;
            }
            else
            {
                _bits >>= width;
            }

            _left -= width;
            return _bits & ((1u << width) - 1);
        }

        /// <summary>A value from 0 to <paramref name="range"/> by Lemire's method on pieces of 8 or 16 bits.</summary>
        public uint Bounded(uint range, int width)
        {
            uint largest = (1u << width) - 1;
            if (range == 0)
                return 0;
            if (range == largest)
                return Take(width);

            uint count = range + 1;
            uint scaled = Take(width) * count;
            if ((scaled & largest) < count)
            {
                uint threshold = (largest - range) % count;
                while ((scaled & largest) < threshold)
                    scaled = Take(width) * count;
            }

            return scaled >> width;
        }
    }
}
