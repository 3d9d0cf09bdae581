using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bellman.Numerics;

/// <summary>
/// NumPy's default generator: PCG64, a 128-bit linear congruential generator with the XSL-RR output (O'Neill, "PCG: a
/// family of simple fast space-efficient statistically good algorithms for random number generation", 2014), and the
/// distributions of NumPy's <c>Generator</c> on it, draw for draw. Not safe for several threads at once.
/// </summary>
public sealed partial class Pcg64
{
    /// <summary>Number of bytes that <see cref="WriteState"/> writes and <see cref="ReadState"/> reads.</summary>
    public const int StateBytes = 40;

    private const ulong MultiplierHigh = 2549297995355413924;
    private const ulong MultiplierLow = 4865540595714422341;

    private ulong _high;
    private ulong _low;
    private ulong _incrementHigh;
    private ulong _incrementLow;
    private bool _hasBuffered;
    private uint _buffered;

    /// <summary>Makes the generator that NumPy's <c>default_rng(seed)</c> and Gymnasium's <c>reset(seed=...)</c> make.</summary>
    /// <param name="seed">The seed.</param>
    public Pcg64(ulong seed)
        : this(new SeedSequence(seed))
    {
    }

    /// <summary>Makes a generator from mixed entropy.</summary>
    /// <param name="sequence">Where the first state and the increment come from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sequence"/> is null.</exception>
    public Pcg64(SeedSequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        Seed(sequence);
    }

    /// <summary>Reads or replaces the whole state.</summary>
    /// <exception cref="ArgumentException">The increment is even, which no generator has.</exception>
    public Pcg64State State
    {
        get => new(new UInt128(_high, _low), new UInt128(_incrementHigh, _incrementLow), _hasBuffered, _buffered);
        set
        {
            if (UInt128.IsEvenInteger(value.Increment))
                throw new ArgumentException($"The increment of a PCG64 state is odd, but was {value.Increment}.", nameof(value));
            (_high, _low) = ((ulong)(value.State >> 64), (ulong)value.State);
            (_incrementHigh, _incrementLow) = ((ulong)(value.Increment >> 64), (ulong)value.Increment);
            (_hasBuffered, _buffered) = (value.HasBuffered, value.Buffered);
        }
    }

    /// <summary>Starts anew, as a new generator with this seed would.</summary>
    /// <param name="seed">The seed.</param>
    public void Reseed(ulong seed) => Seed(new SeedSequence(seed));

    /// <summary>Draws 64 uniform bits.</summary>
    /// <returns>Any 64-bit value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        (ulong high, ulong low) = (_high, _low);
        ulong draw = Advance(ref high, ref low, _incrementHigh, _incrementLow);
        (_high, _low) = (high, low);
        return draw;
    }

    /// <summary>Draws 32 uniform bits: the lower half of a 64-bit draw first, its upper half with the next call.</summary>
    /// <returns>Any 32-bit value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        if (_hasBuffered)
        {
            _hasBuffered = false;
            return _buffered;
        }

        ulong draw = NextUInt64();
        _hasBuffered = true;
        _buffered = (uint)(draw >> 32);
        return (uint)draw;
    }

    /// <summary>Draws a uniform number (NumPy's <c>random()</c>).</summary>
    /// <returns>A multiple of 2^-53 from 0 to below 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (long)(NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Draws four uniform numbers, as four calls of <see cref="NextDouble"/>, but without writing the state down in between.</summary>
    /// <returns>Multiples of 2^-53 from 0 to below 1, in the order of drawing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> NextFourDoubles()
    {
        (ulong high, ulong low, ulong incrementHigh, ulong incrementLow) = (_high, _low, _incrementHigh, _incrementLow);
        ulong first = Advance(ref high, ref low, incrementHigh, incrementLow);
        ulong second = Advance(ref high, ref low, incrementHigh, incrementLow);
        ulong third = Advance(ref high, ref low, incrementHigh, incrementLow);
        ulong fourth = Advance(ref high, ref low, incrementHigh, incrementLow);
        (_high, _low) = (high, low);
        return Vector256.ConvertToDouble((Vector256.Create(first, second, third, fourth) >>> 11).AsInt64()) * (1.0 / (1L << 53));
    }

    /// <summary>Draws a uniform number from 32 bits (NumPy's <c>random(dtype=float32)</c>).</summary>
    /// <returns>A multiple of 2^-24 from 0 to below 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float NextSingle() => (int)(NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Writes the state as bytes, for checkpoints.</summary>
    /// <param name="destination">Receives <see cref="StateBytes"/> bytes, little-endian on every machine.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void WriteState(Span<byte> destination)
    {
        RequireStateBytes(destination.Length, nameof(destination));
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _low);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _high);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], _incrementLow);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], _incrementHigh);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[32..], _buffered);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[36..], _hasBuffered ? 1u : 0u);
    }

    /// <summary>Replaces the state by bytes that <see cref="WriteState"/> wrote.</summary>
    /// <param name="source">At least <see cref="StateBytes"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> is too short, or no such state.</exception>
    public void ReadState(ReadOnlySpan<byte> source)
    {
        RequireStateBytes(source.Length, nameof(source));
        uint hasBuffered = BinaryPrimitives.ReadUInt32LittleEndian(source[36..]);
        if (hasBuffered > 1 || (source[16] & 1) == 0)
            throw new ArgumentException("These bytes are not the state of a PCG64 generator.", nameof(source));
        State = new Pcg64State(
            BinaryPrimitives.ReadUInt128LittleEndian(source),
            BinaryPrimitives.ReadUInt128LittleEndian(source[16..]),
            hasBuffered == 1,
            BinaryPrimitives.ReadUInt32LittleEndian(source[32..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Advance(ref ulong high, ref ulong low, ulong incrementHigh, ulong incrementLow)
    {
        ulong next = HighProduct(low) + (high * MultiplierLow) + (low * MultiplierHigh) + incrementHigh;
        low = (low * MultiplierLow) + incrementLow;
        high = next + (low < incrementLow ? 1ul : 0ul);
        return ulong.RotateRight(high ^ low, (int)(high >> 58));
    }

    /// <summary>The upper half of the product with the multiplier's lower half. To multiply again for the lower half is quicker than to have both written to memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HighProduct(ulong value) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(value, MultiplierLow) : Math.BigMul(value, MultiplierLow, out _);

    private static void RequireStateBytes(int length, string parameter)
    {
        if (length < StateBytes)
            throw new ArgumentException($"A PCG64 state takes {StateBytes} bytes, but there are {length}.", parameter);
    }

    private void Seed(SeedSequence sequence)
    {
        Span<ulong> words = stackalloc ulong[4];
        sequence.GenerateState64(words);
        var start = new UInt128(words[0], words[1]);
        UInt128 increment = (new UInt128(words[2], words[3]) << 1) | 1;
        State = new Pcg64State(increment + start, increment, HasBuffered: false, Buffered: 0);
        NextUInt64();
    }
}
