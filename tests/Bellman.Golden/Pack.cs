using System.IO.Compression;

namespace Bellman.Golden;

/// <summary>
/// Many recordings in one small file: a Brotli stream of entries, each a name, a length and that many bytes of JSON.
/// </summary>
public static class Pack
{
    /// <summary>Reads a whole pack.</summary>
    /// <param name="stream">The compressed bytes.</param>
    /// <returns>The JSON of each recording by its name.</returns>
    public static SortedDictionary<string, byte[]> Read(Stream stream)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            string name = reader.ReadString();
            entries.Add(name, reader.ReadBytes(reader.ReadInt32()));
        }

        return entries;
    }

    /// <summary>Writes a whole pack; the same entries always give the same bytes.</summary>
    /// <param name="stream">Receives the compressed bytes.</param>
    /// <param name="entries">The JSON of each recording by its name.</param>
    public static void Write(Stream stream, SortedDictionary<string, byte[]> entries)
    {
        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(entries.Count);
            foreach ((string name, byte[] json) in entries)
            {
                writer.Write(name);
                writer.Write(json.Length);
                writer.Write(json);
            }
        }

        // The widest window: recordings of one family resemble each other over megabytes.
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength((int)plain.Length)];
        if (!BrotliEncoder.TryCompress(plain.GetBuffer().AsSpan(0, (int)plain.Length), packed, out int written, quality: 11, window: 24))
            throw new InvalidOperationException("The pack did not fit its buffer.");
        stream.Write(packed.AsSpan(0, written));
    }
}
