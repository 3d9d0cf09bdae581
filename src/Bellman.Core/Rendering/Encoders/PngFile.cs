using System.IO.Compression;

namespace Bellman.Core;

/// <summary>Writes single pictures as PNG files.</summary>
public static class PngFile
{
    private const byte Up = 2;

    /// <summary>Writes a picture to a file, as a whole or not at all.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="canvas">The picture.</param>
    /// <exception cref="IOException">It can't be written; a former file stands.</exception>
    public static void Write(string path, RgbCanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        AtomicFile.Write(path, stream => Write(stream, canvas));
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="stream">Where its bytes go.</param>
    /// <param name="canvas">The picture.</param>
    public static void Write(Stream stream, RgbCanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(canvas);
        Write(stream, canvas.Pixels, canvas.PixelWidth, canvas.PixelHeight);
    }

    /// <summary>Writes a picture of pixels with red in the lowest byte, then green and blue.</summary>
    internal static void Write(Stream stream, ReadOnlySpan<uint> pixels, int width, int height)
    {
        stream.Write(PngChunks.Signature);
        using var chunks = new PngChunks(stream);
        chunks.WriteHeader(width, height, hasAlpha: false);

        // Each row as what it differs from the one above: drawings are mostly zeros then.
        int stride = (3 * width) + 1;
        var rows = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = rows.AsSpan(y * stride, stride);
            row[0] = Up;
            ReadOnlySpan<uint> own = pixels.Slice(y * width, width), above = y == 0 ? default : pixels.Slice((y - 1) * width, width);
            for (int x = 0, at = 1; x < width; x++, at += 3)
            {
                uint pixel = own[x], before = y == 0 ? 0 : above[x];
                row[at] = (byte)(pixel - before);
                row[at + 1] = (byte)((pixel >> 8) - (before >> 8));
                row[at + 2] = (byte)((pixel >> 16) - (before >> 16));
            }
        }

        chunks.Write("IDAT"u8, chunks.Compress(rows, default, CompressionLevel.Optimal));
        chunks.Write("IEND"u8, default);
    }
}
