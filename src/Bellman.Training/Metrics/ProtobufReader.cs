using System.Buffers.Binary;

namespace Bellman.Training;

/// <summary>
/// Reads fields in protobuf's wire format, the counterpart of <see cref="ProtobufBuffer"/>. Bytes that are no message end it; it never throws.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private ReadOnlySpan<byte> _content;
    private ulong _varint;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>What follows the field.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>The content of a nested message, a text, or a packed or fixed number.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _content;

    public readonly long Int64 => (long)_varint;

    public readonly double Double => _content.Length == 8 ? BinaryPrimitives.ReadDoubleLittleEndian(_content) : 0;

    public readonly float Single => _content.Length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(_content) : 0;

    /// <summary>Goes on to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        if (!Varint(out ulong tag)) return false;
        Field = (int)(tag >> 3);
        _varint = 0;
        switch (tag & 7)
        {
            case 0:
                _content = default;
                return Varint(out _varint);
            case 1: return Take(8);
            case 2: return Varint(out ulong length) && Take(length);
            case 5: return Take(4);
            default: return false;
        }
    }

    private bool Take(ulong length)
    {
        if (length > (ulong)_rest.Length) return false;
        _content = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(10, _rest.Length); i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
