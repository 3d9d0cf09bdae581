using System.Buffers.Binary;
using System.IO.Compression;

namespace Bellman.Core;

/// <summary>Writes the chunks of PNG files (ISO 15948): a length, a name of four letters, the data, and a checksum of name and data.</summary>
/// <param name="stream">Where they go.</param>
internal sealed class PngChunks(Stream stream) : IDisposable
{
    private const uint Polynomial = 0xedb88320;
    private static readonly uint[] Table = MakeTable();
    private readonly MemoryStream _compressed = new();

    /// <summary>The eight bytes that every file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Writes a chunk.</summary>
    /// <param name="name">Its four letters.</param>
    /// <param name="data">Its data.</param>
    public void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Number((uint)data.Length);
        stream.Write(name);
        stream.Write(data);
        Number(~Extend(Extend(uint.MaxValue, name), data));
    }

    /// <summary>Writes the chunk that states size and kind: eight bits for each of red, green and blue, and for opacity where there is any.</summary>
    public void WriteHeader(int width, int height, bool hasAlpha)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = hasAlpha ? (byte)6 : (byte)2;
        header[10..].Clear();
        Write("IHDR"u8, header);
    }

    /// <summary>Compresses rows, each of which begins with the number of its filter.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="prefix">What goes before the compressed bytes.</param>
    /// <param name="level">How hard to try.</param>
    /// <returns>Prefix and compressed bytes; valid until the next call.</returns>
    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> prefix, CompressionLevel level)
    {
        _compressed.SetLength(0);
        _compressed.Write(prefix);
        using (var zlib = new ZLibStream(_compressed, level, leaveOpen: true)) zlib.Write(rows);
        return _compressed.GetBuffer().AsSpan(0, (int)_compressed.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _compressed.Dispose();

    private static uint Extend(uint sum, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data) sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
        return sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            table[i] = value;
        }

        return table;
    }

    private void Number(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }
}
