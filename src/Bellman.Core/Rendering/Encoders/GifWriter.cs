using System.Buffers.Binary;

namespace Bellman.Core;

/// <summary>
/// Writes an animated GIF. Of each picture it holds the rectangle that changed, with the colours of that rectangle alone: up to 255 are exact, which drawings
/// with few things that move seldom exceed.
/// </summary>
internal sealed class GifWriter : FrameWriter
{
    private const byte Transparent = ColorPalette.Most;
    private const double HundredthsPerSecond = 100;

    /// <summary>Viewers take a shorter time for a mistake and show each picture for a tenth of a second.</summary>
    private const int ShortestDelay = 2;

    private readonly PendingFile _file;
    private readonly FrameChange _change;
    private readonly GifCompression _compression;
    private readonly ColorPalette _palette = new();
    private readonly double _framesPerSecond;
    private readonly uint[] _area;
    private readonly byte[] _indices;
    private int _shown;

    public GifWriter(string path, int width, int height, double framesPerSecond)
    {
        (Width, Height, _framesPerSecond) = (width, height, framesPerSecond);
        _change = new FrameChange(width, height);
        _area = new uint[width * height];
        _indices = new byte[width * height];
        _file = new PendingFile(path);
        _compression = new GifCompression(_file.Stream);
        WriteHeader();
    }

    private protected override void OnAdd(ReadOnlySpan<uint> pixels)
    {
        _change.Compare(pixels);
        (int x, int y, int width, int height) = _change.Area;
        for (int row = 0; row < height; row++) _change.Row(pixels, row, _area.AsSpan(row * width, width));
        _change.Keep(pixels);
        ReadOnlySpan<uint> area = _area.AsSpan(0, width * height);
        _palette.Choose(area);
        Index(area);
        WriteControl();
        WriteDescriptor(x, y, width, height);
        _compression.Write(_indices.AsSpan(0, area.Length));
    }

    private protected override void OnComplete()
    {
        _file.Stream.WriteByte(0x3b);
        _file.Commit();
    }

    protected override void Dispose(bool disposing) => _file.Dispose();

    private void Index(ReadOnlySpan<uint> area)
    {
        uint last = 0;
        byte index = Transparent;
        for (int i = 0; i < area.Length; i++)
        {
            uint pixel = area[i];
            if (pixel != last) (last, index) = (pixel, pixel == 0 ? Transparent : _palette.Index(pixel));
            _indices[i] = index;
        }
    }

    private void WriteHeader()
    {
        FileStream stream = _file.Stream;
        stream.Write("GIF89a"u8);
        Number(Width);
        Number(Height);
        stream.Write([0x70, 0, 0]);

        // Netscape's extension: begin again for ever.
        stream.Write([0x21, 0xff, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
    }

    private void WriteControl()
    {
        const byte keepAndTransparent = (1 << 2) | 1;
        int end = (int)Math.Round((Count + 1) * HundredthsPerSecond / _framesPerSecond);
        int delay = Math.Max(ShortestDelay, end - _shown);
        _shown += delay;
        _file.Stream.Write([0x21, 0xf9, 4, keepAndTransparent]);
        Number(Math.Min(delay, ushort.MaxValue));
        _file.Stream.Write([Transparent, 0]);
    }

    private void WriteDescriptor(int x, int y, int width, int height)
    {
        const byte ownColors = 0x80 | 7;
        FileStream stream = _file.Stream;
        stream.WriteByte(0x2c);
        Number(x);
        Number(y);
        Number(width);
        Number(height);
        stream.WriteByte(ownColors);
        Span<byte> table = stackalloc byte[3 * 256];
        table.Clear();
        for (int i = 0; i < _palette.Colors.Count; i++)
        {
            uint color = _palette.Colors[i];
            (table[3 * i], table[(3 * i) + 1], table[(3 * i) + 2]) = ((byte)color, (byte)(color >> 8), (byte)(color >> 16));
        }

        stream.Write(table);
    }

    private void Number(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        _file.Stream.Write(bytes);
    }
}
