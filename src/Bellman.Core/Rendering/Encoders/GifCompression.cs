namespace Bellman.Core;

/// <summary>The compression of GIF files: codes for ever longer rows of pixels that were seen before (Welch 1984), packed into blocks of up to 255 bytes.</summary>
/// <param name="stream">Where the blocks go.</param>
internal sealed class GifCompression(Stream stream)
{
    private const int PixelBits = 8;
    private const int Clear = 1 << PixelBits;
    private const int End = Clear + 1;
    private const int MostCodes = 4096;
    private const int TableSize = 1 << 14;

    // Of each row that was seen: its code, under the code of the row without its last pixel and that pixel.
    private readonly int[] _keys = new int[TableSize];
    private readonly short[] _codes = new short[TableSize];
    private readonly byte[] _block = new byte[256];
    private int _used;
    private ulong _bits;
    private int _bitCount;

    /// <summary>Writes pixels as the data of an image.</summary>
    /// <param name="pixels">Numbers of colours, at least one.</param>
    public void Write(ReadOnlySpan<byte> pixels)
    {
        stream.WriteByte(PixelBits);
        (_used, _bits, _bitCount) = (0, 0, 0);
        int width = PixelBits + 1, next = Begin(width), row = pixels[0];
        foreach (byte pixel in pixels[1..])
        {
            int key = ((row << PixelBits) | pixel) + 1;
            int slot = Find(key);
            if (_keys[slot] == key)
            {
                row = _codes[slot];
                continue;
            }

            Put(row, width);
            (_keys[slot], _codes[slot]) = (key, (short)next);
            if (next++ == 1 << width) width++;
            if (next == MostCodes)
            {
                next = Begin(width);
                width = PixelBits + 1;
            }

            row = pixel;
        }

        Put(row, width);
        if (next == 1 << width && width < 12) width++;
        Put(End, width);
        Flush();
    }

    private int Begin(int width)
    {
        Put(Clear, width);
        Array.Clear(_keys);
        return End + 1;
    }

    private int Find(int key)
    {
        int slot = (int)((uint)key * 2654435769u >> 18);
        while (_keys[slot] != 0 && _keys[slot] != key) slot = (slot + 1) & (TableSize - 1);
        return slot;
    }

    private void Put(int code, int width)
    {
        _bits |= (ulong)code << _bitCount;
        for (_bitCount += width; _bitCount >= 8; _bitCount -= 8, _bits >>= 8) PutByte((byte)_bits);
    }

    private void PutByte(byte value)
    {
        _block[++_used] = value;
        if (_used == 255) WriteBlock();
    }

    private void WriteBlock()
    {
        _block[0] = (byte)_used;
        stream.Write(_block, 0, _used + 1);
        _used = 0;
    }

    private void Flush()
    {
        if (_bitCount > 0) PutByte((byte)_bits);
        if (_used > 0) WriteBlock();
        stream.WriteByte(0);
    }
}
