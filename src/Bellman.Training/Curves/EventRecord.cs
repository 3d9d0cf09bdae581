using System.Buffers.Binary;

namespace Bellman.Training;

/// <summary>
/// One event of an event file: TensorFlow's framing around an <c>Event</c> message with the fields of <c>event.proto</c> and
/// <c>summary.proto</c>, what <see cref="TensorBoardSink"/> writes and other programs write too.
/// </summary>
internal readonly ref struct EventRecord
{
    /// <summary>Longer records are taken for damage: pictures and graphs of other programs stay far below.</summary>
    private const long Longest = 1 << 28;

    /// <summary>When it was written, in seconds since 1970.</summary>
    public double WallTime { get; private init; }

    /// <summary>The training's steps.</summary>
    public long Step { get; private init; }

    /// <summary>The <c>Summary</c> message; empty where there is none.</summary>
    public ReadOnlySpan<byte> Summary { get; private init; }

    /// <summary>Finds the first record.</summary>
    /// <returns>The length with its frame; 0 where it is not there as a whole, -1 where a checksum does not match.</returns>
    public static int Find(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (bytes.Length < 12) return 0;
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (Crc32C.Masked(bytes[..8]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) || length is < 0 or > Longest) return -1;
        if (bytes.Length < length + 16) return 0;
        content = bytes.Slice(12, (int)length);
        return Crc32C.Masked(content) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + (int)length)..]) ? (int)length + 16 : -1;
    }

    /// <summary>The first place where a record begins, for a look into the midst of a file.</summary>
    /// <returns>The place, or the length of the bytes where there is none.</returns>
    public static int Synchronize(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 12 <= bytes.Length; i++)
        {
            if (Crc32C.Masked(bytes.Slice(i, 8)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i + 8)..]) && Find(bytes[i..], out _) >= 0) return i;
        }

        return bytes.Length;
    }

    /// <summary>Reads the fields of an event.</summary>
    public static EventRecord Read(ReadOnlySpan<byte> content)
    {
        double wallTime = 0;
        long step = 0;
        ReadOnlySpan<byte> summary = default;
        var reader = new ProtobufReader(content);
        while (reader.Next())
        {
            if (reader.Field == 1) wallTime = reader.Double;
            else if (reader.Field == 2) step = reader.Int64;
            else if (reader.Field == 5) summary = reader.Bytes;
        }

        return new EventRecord { WallTime = wallTime, Step = step, Summary = summary };
    }

    /// <summary>Takes the next value off a summary.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool NextValue(ref ReadOnlySpan<byte> summary, out EventValue value)
    {
        var reader = new ProtobufReader(summary);
        while (reader.Next())
        {
            summary = reader.Rest;
            if (reader.Field != 1) continue;
            value = EventValue.Read(reader.Bytes);
            return true;
        }

        value = default;
        return false;
    }
}
