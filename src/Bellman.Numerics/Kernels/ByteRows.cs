using System.Numerics;

namespace Bellman.Numerics;

/// <summary>Floats that are whole numbers from 0 to 255, such as pixels, kept as bytes: a quarter of the memory, and the same numbers again.</summary>
public static class ByteRows
{
    /// <summary>Writes floats as bytes.</summary>
    /// <param name="values">Whole numbers from 0 to 255; of others the whole part is kept, and what lies outside becomes the nearest of these.</param>
    /// <param name="bytes">Receives as many bytes.</param>
    /// <exception cref="ArgumentException">There is no room for them.</exception>
    public static void Pack(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        RequireRoom(values.Length, bytes.Length, nameof(bytes));
        int at = 0;
        var largest = new Vector<float>(byte.MaxValue);
        for (; at <= values.Length - Vector<byte>.Count; at += Vector<byte>.Count)
            Vector.Narrow(Two(values[at..], largest), Two(values[(at + Vector<ushort>.Count)..], largest)).CopyTo(bytes[at..]);
        for (; at < values.Length; at++) bytes[at] = (byte)Math.Clamp(values[at], 0, byte.MaxValue);
    }

    /// <summary>Writes bytes as floats.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="values">Receives as many floats.</param>
    /// <exception cref="ArgumentException">There is no room for them.</exception>
    public static void Unpack(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        RequireRoom(bytes.Length, values.Length, nameof(values));
        int at = 0;
        for (; at <= bytes.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[at..]), out Vector<ushort> low, out Vector<ushort> high);
            Put(low, values[at..]);
            Put(high, values[(at + Vector<ushort>.Count)..]);
        }

        for (; at < bytes.Length; at++) values[at] = bytes[at];
    }

    private static Vector<ushort> Two(ReadOnlySpan<float> values, Vector<float> largest) =>
        Vector.Narrow(One(values, largest), One(values[Vector<float>.Count..], largest));

    private static Vector<uint> One(ReadOnlySpan<float> values, Vector<float> largest) =>
        Vector.AsVectorUInt32(Vector.ConvertToInt32(Vector.Min(Vector.Max(new Vector<float>(values), Vector<float>.Zero), largest)));

    private static void Put(Vector<ushort> values, Span<float> destination)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        Vector.ConvertToSingle(Vector.AsVectorInt32(low)).CopyTo(destination);
        Vector.ConvertToSingle(Vector.AsVectorInt32(high)).CopyTo(destination[Vector<float>.Count..]);
    }

    private static void RequireRoom(int needed, int length, string name)
    {
        if (length < needed) throw new ArgumentException($"There is room for {length} numbers, but {needed} are needed.", name);
    }
}
