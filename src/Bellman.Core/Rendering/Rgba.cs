namespace Bellman.Core;

/// <summary>A colour: red, green, blue, and how much of what lies below it covers (0 nothing, 255 all).</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
/// <param name="Alpha">Opacity, 0 to 255. Default: 255.</param>
public readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    /// <summary>White.</summary>
    public static Rgba White => new(255, 255, 255);

    /// <summary>Black.</summary>
    public static Rgba Black => new(0, 0, 0);

    /// <summary>The colour as the web writes it, <c>#rrggbb</c>, without its opacity.</summary>
    public string Hex => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>The opaque colour of a number, as in <c>0x87ceeb</c>.</summary>
    /// <param name="rgb">Red in the third byte, green in the second, blue in the lowest.</param>
    public static Rgba Of(uint rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The same colour with another opacity.</summary>
    /// <param name="alpha">From 0 (not to be seen) to 1 (opaque); what is beyond is cut off.</param>
    public Rgba WithOpacity(float alpha) => this with { Alpha = (byte)((Math.Clamp(alpha, 0, 1) * 255) + 0.5f) };

    /// <summary>A colour between two.</summary>
    /// <param name="from">The colour at 0.</param>
    /// <param name="to">The colour at 1.</param>
    /// <param name="share">From 0 to 1; what is beyond is cut off.</param>
    public static Rgba Mix(Rgba from, Rgba to, float share)
    {
        float t = Math.Clamp(share, 0, 1);
        return new Rgba(Mix(from.Red, to.Red, t), Mix(from.Green, to.Green, t), Mix(from.Blue, to.Blue, t), Mix(from.Alpha, to.Alpha, t));
    }

    private static byte Mix(byte from, byte to, float share) => (byte)(from + ((to - from) * share) + 0.5f);
}
