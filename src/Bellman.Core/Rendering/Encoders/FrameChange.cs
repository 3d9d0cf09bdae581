using System.Numerics;

namespace Bellman.Core;

/// <summary>Which part of a picture differs from the one before it.</summary>
/// <param name="width">The width of the pictures in pixels.</param>
/// <param name="height">The height of the pictures in pixels.</param>
internal sealed class FrameChange(int width, int height)
{
    private readonly uint[] _before = new uint[width * height];
    private bool _isFirst = true;

    /// <summary>The rectangle around all that changed; of one pixel where nothing did.</summary>
    public (int X, int Y, int Width, int Height) Area { get; private set; }

    /// <summary>Compares a picture with the last one. The first changes everything.</summary>
    public void Compare(ReadOnlySpan<uint> pixels)
    {
        if (_isFirst)
        {
            Area = (0, 0, width, height);
            return;
        }

        int top = pixels.CommonPrefixLength(_before) / width;
        if (top == height)
        {
            Area = (0, 0, 1, 1);
            return;
        }

        int bottom = height - 1, left = width, right = -1;
        while (Row(pixels, bottom).SequenceEqual(Row(_before, bottom))) bottom--;
        for (int y = top; y <= bottom; y++)
        {
            ReadOnlySpan<uint> own = Row(pixels, y), before = Row(_before, y);
            int same = own.CommonPrefixLength(before);
            if (same == width) continue;
            left = Math.Min(left, same);
            int last = width - 1;
            while (own[last] == before[last]) last--;
            right = Math.Max(right, last);
        }

        Area = (left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>Writes the pixels of the area, 0 for each that did not change, row by row.</summary>
    /// <param name="pixels">The picture that was compared.</param>
    /// <param name="y">The row, from 0 at the area's top.</param>
    /// <param name="row">As many pixels as the area is wide.</param>
    public void Row(ReadOnlySpan<uint> pixels, int y, Span<uint> row)
    {
        int at = ((Area.Y + y) * width) + Area.X;
        ReadOnlySpan<uint> own = pixels.Slice(at, row.Length), before = _before.AsSpan(at, row.Length);
        if (_isFirst)
        {
            own.CopyTo(row);
            return;
        }

        int next = 0;
        for (; next <= row.Length - Vector<uint>.Count; next += Vector<uint>.Count)
        {
            var pixel = new Vector<uint>(own[next..]);
            Vector.AndNot(pixel, Vector.Equals(pixel, new Vector<uint>(before[next..]))).CopyTo(row[next..]);
        }

        for (int x = next; x < row.Length; x++) row[x] = own[x] == before[x] ? 0 : own[x];
    }

    /// <summary>Remembers the picture for the next comparison.</summary>
    public void Keep(ReadOnlySpan<uint> pixels)
    {
        pixels.CopyTo(_before);
        _isFirst = false;
    }

    private ReadOnlySpan<uint> Row(ReadOnlySpan<uint> pixels, int y) => pixels.Slice(y * width, width);
}
