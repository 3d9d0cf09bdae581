namespace Bellman.Core;

/// <summary>
/// Keeps which pixels the letters of a picture cover. Most texts stand where they stood in the picture before, and to work a letter out anew, of two dozen pieces of lines, takes many times as
/// long as to paint it. A letter is known only at the very place where it was, so that a picture is the same with and without. All memory is taken with the first letter; where it is full, the
/// oldest goes.
/// </summary>
internal sealed class GlyphCache
{
    /// <summary>The largest size of a font, in pixels, that is kept: of larger ones fewer letters would fit, and their pixels take most of the time.</summary>
    public const double LargestSize = 48;

    // At the largest size the box around a letter, turned any way, has at most 63 rows of 63 pixels, and a row twice as many spans as pixels and one.
    private const int LongestLetter = 1 << 13;
    private const int Places = 1 << 10;
    private const int MostSpans = 1 << 16;

    private readonly Known[] _known = new Known[Places];
    private readonly Span[] _spans = new Span[MostSpans];

    // How many spans were ever written: where the next one goes, and which of those that are known have been written over.
    private long _written;

    /// <summary>The spans of a letter that was drawn at the same place.</summary>
    /// <param name="character">The letter.</param>
    /// <param name="pen">From units of glyphs to pixels.</param>
    /// <param name="spans">What it covers.</param>
    /// <returns>Whether it is still known.</returns>
    public bool TryGet(char character, in Affine pen, out ReadOnlySpan<Span> spans)
    {
        ref readonly Known known = ref _known[Place(character, pen)];
        bool isKnown = known.Character == character && known.Pen == pen && known.Start + MostSpans >= _written;
        spans = isKnown ? _spans.AsSpan((int)(known.Start % MostSpans), known.Count) : [];
        return isKnown;
    }

    /// <summary>Works out what a letter covers, and keeps it.</summary>
    /// <param name="character">The letter.</param>
    /// <param name="pen">From units of glyphs to pixels, of a font that is not too large.</param>
    /// <param name="rasterizer">Has been given the letter.</param>
    /// <returns>What it covers.</returns>
    public ReadOnlySpan<Span> Keep(char character, in Affine pen, Rasterizer rasterizer)
    {
        int start = (int)(_written % MostSpans);
        if (MostSpans - start < LongestLetter) (_written, start) = (_written + MostSpans - start, 0);
        var recorder = new Recorder(_spans, start);
        rasterizer.Sweep(ref recorder);
        _known[Place(character, pen)] = new Known(character, pen, _written, recorder.End - start);
        _written += recorder.End - start;
        return _spans.AsSpan(start, recorder.End - start);
    }

    private static int Place(char character, in Affine pen)
    {
        // Fibonacci hashing: the upper bits of a product with 2^64 divided by the golden ratio.
        ulong mixed = (ulong)BitConverter.DoubleToInt64Bits(pen.DX) ^ ulong.RotateLeft((ulong)BitConverter.DoubleToInt64Bits(pen.DY), 21) ^ character;
        return (int)((mixed * 0x9e3779b97f4a7c15) >> (64 - 10));
    }

    /// <summary>A run of pixels of one row that are covered alike.</summary>
    internal readonly record struct Span(ushort Y, ushort From, ushort To, ushort Coverage);

    private readonly record struct Known(char Character, Affine Pen, long Start, int Count);

    private struct Recorder(Span[] spans, int start) : Rasterizer.ISpans
    {
        public int End { get; private set; } = start;

        public void Add(int y, int from, int to, int coverage) => spans[End++] = new Span((ushort)y, (ushort)from, (ushort)to, (ushort)coverage);
    }
}
