using System.Buffers.Binary;
using System.Text;

namespace Bellman.Training.Tests;

/// <summary>Reads an event file strictly, with a checksum computed bit by bit.</summary>
internal static class EventFile
{
    public sealed record Entry(long Step, double WallTime, string? FileVersion, string? Tag, float Value, Histogram? Histogram);

    public sealed record Histogram(
        double Minimum, double Maximum, double Number, double Sum, double SumOfSquares, double[] Limits, double[] Counts);

    public static List<Entry> Read(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        var entries = new List<Entry>();
        while (!bytes.IsEmpty)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            Assert.Equal(Masked(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            ReadOnlySpan<byte> content = bytes.Slice(12, length);
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            entries.Add(ReadEvent(content));
            bytes = bytes[(16 + length)..];
        }

        return entries;
    }

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
    }

    private static Entry ReadEvent(ReadOnlySpan<byte> bytes)
    {
        var entry = new Entry(0, 0, null, null, 0, null);
        foreach ((int field, byte[] content) in Fields(bytes))
        {
            entry = field switch
            {
                1 => entry with { WallTime = BitConverter.ToDouble(content) },
                2 => entry with { Step = BitConverter.ToInt64(content) },
                3 => entry with { FileVersion = Encoding.UTF8.GetString(content) },
                5 => ReadValue(entry, Assert.Single(Fields(content), inner => inner.Field == 1).Content),
                _ => throw new InvalidDataException($"Field {field} of an event."),
            };
        }

        return entry;
    }

    private static Entry ReadValue(Entry entry, byte[] bytes)
    {
        foreach ((int field, byte[] content) in Fields(bytes))
        {
            entry = field switch
            {
                1 => entry with { Tag = Encoding.UTF8.GetString(content) },
                2 => entry with { Value = BitConverter.ToSingle(content) },
                5 => entry with { Histogram = ReadHistogram(content) },
                _ => throw new InvalidDataException($"Field {field} of a value."),
            };
        }

        return entry;
    }

    private static Histogram ReadHistogram(byte[] bytes)
    {
        Dictionary<int, double[]> fields = Fields(bytes).ToDictionary(field => field.Field, field => Doubles(field.Content));
        return new Histogram(fields[1][0], fields[2][0], fields[3][0], fields[4][0], fields[5][0], fields[6], fields[7]);
    }

    private static double[] Doubles(byte[] bytes) =>
        [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BitConverter.ToDouble(bytes, i * 8))];

    private static List<(int Field, byte[] Content)> Fields(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<(int, byte[])>();
        while (!bytes.IsEmpty)
        {
            ulong tag = Varint(ref bytes);
            byte[] content;
            switch (tag & 7)
            {
                case 0:
                    content = BitConverter.GetBytes(Varint(ref bytes));
                    break;
                case 1:
                    content = Take(ref bytes, 8);
                    break;
                case 2:
                    content = Take(ref bytes, (int)Varint(ref bytes));
                    break;
                case 5:
                    content = Take(ref bytes, 4);
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }

            fields.Add(((int)(tag >> 3), content));
        }

        return fields;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    private static byte[] Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        byte[] taken = bytes[..count].ToArray();
        bytes = bytes[count..];
        return taken;
    }
}
