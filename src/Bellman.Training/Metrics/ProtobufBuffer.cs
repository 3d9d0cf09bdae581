using System.Buffers.Binary;
using System.Text;

namespace Bellman.Training;

/// <summary>
/// Writes fields in protobuf's wire format: a field is its number and wire type as a varint, then its content. The few fields of an event
/// file need no library for it. The buffer is used again and again.
/// </summary>
internal sealed class ProtobufBuffer
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        LengthDelimited = 2,
        Fixed32 = 5,
    }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Int64(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    public void Double(int field, double value)
    {
        Tag(field, WireType.Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);
    }

    public void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(Room(4), value);
    }

    public void String(int field, string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    /// <summary>A nested message, or any other bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)value.Length);
        value.CopyTo(Room(value.Length));
    }

    /// <summary>A packed repeated field.</summary>
    public void Doubles(int field, ReadOnlySpan<double> values)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)values.Length * 8);
        foreach (double value in values) BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (uint)type);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Room(1)[0] = (byte)(value | 0x80);
        Room(1)[0] = (byte)value;
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
