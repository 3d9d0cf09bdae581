using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Bellman.Core;

/// <summary>
/// Writes an animated PNG (the extension that every browser shows): the first picture whole, of each further one the rectangle that changed, laid over the one
/// before with what did not change left transparent, which compresses to next to nothing. Nothing is lost.
/// </summary>
internal sealed class ApngWriter : FrameWriter
{
    private readonly PendingFile _file;
    private readonly PngChunks _chunks;
    private readonly FrameChange _change;
    private readonly byte[] _rows;
    private readonly ushort _delay;
    private readonly ushort _delayUnits;
    private readonly long _countAt;
    private uint _sequence;

    public ApngWriter(string path, int width, int height, double framesPerSecond)
    {
        (Width, Height) = (width, height);
        _change = new FrameChange(width, height);
        _rows = new byte[((4 * width) + 1) * height];

        // Hundredths of a frame a second are as exact as the eye needs; more than 655 frames a second are counted whole.
        (_delay, _delayUnits) = framesPerSecond <= 650 ? ((ushort)100, (ushort)Math.Max(1, Math.Round(100 * framesPerSecond))) : ((ushort)1, (ushort)Math.Round(framesPerSecond));
        _file = new PendingFile(path);
        _chunks = new PngChunks(_file.Stream);
        _file.Stream.Write(PngChunks.Signature);
        _chunks.WriteHeader(width, height, hasAlpha: true);
        _countAt = _file.Stream.Position;
        WriteControl();
    }

    private protected override void OnAdd(ReadOnlySpan<uint> pixels)
    {
        _change.Compare(pixels);
        int stride = (4 * _change.Area.Width) + 1;
        Span<byte> rows = _rows.AsSpan(0, stride * _change.Area.Height);
        for (int y = 0; y < _change.Area.Height; y++)
        {
            Span<byte> row = rows.Slice(y * stride, stride);
            row[0] = 0;
            _change.Row(pixels, y, MemoryMarshal.Cast<byte, uint>(row[1..]));
        }

        _change.Keep(pixels);
        WriteFrameControl();
        if (Count == 0)
        {
            _chunks.Write("IDAT"u8, _chunks.Compress(rows, default, CompressionLevel.Optimal));
            return;
        }

        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, _sequence++);
        _chunks.Write("fdAT"u8, _chunks.Compress(rows, number, CompressionLevel.Fastest));
    }

    private protected override void OnComplete()
    {
        _chunks.Write("IEND"u8, default);
        _file.Stream.Position = _countAt;
        WriteControl();
        _file.Commit();
    }

    protected override void Dispose(bool disposing)
    {
        _chunks.Dispose();
        _file.Dispose();
    }

    /// <summary>How many pictures there are, known at the end, and that they begin again for ever.</summary>
    private void WriteControl()
    {
        Span<byte> control = stackalloc byte[8];
        control.Clear();
        BinaryPrimitives.WriteInt32BigEndian(control, Count);
        _chunks.Write("acTL"u8, control);
    }

    private void WriteFrameControl()
    {
        const byte keep = 0, over = 1;
        Span<byte> control = stackalloc byte[26];
        BinaryPrimitives.WriteUInt32BigEndian(control, _sequence++);
        BinaryPrimitives.WriteInt32BigEndian(control[4..], _change.Area.Width);
        BinaryPrimitives.WriteInt32BigEndian(control[8..], _change.Area.Height);
        BinaryPrimitives.WriteInt32BigEndian(control[12..], _change.Area.X);
        BinaryPrimitives.WriteInt32BigEndian(control[16..], _change.Area.Y);
        BinaryPrimitives.WriteUInt16BigEndian(control[20..], _delay);
        BinaryPrimitives.WriteUInt16BigEndian(control[22..], _delayUnits);
        (control[24], control[25]) = (keep, over);
        _chunks.Write("fcTL"u8, control);
    }
}
