using System.Numerics;

namespace Bellman.Core;

/// <summary>The font of pictures: letters made of lines and of curves with round ends, for the printable ASCII characters.</summary>
internal static class StrokeFont
{
    /// <summary>A tenth of the size is the unit of glyphs; the base line is at 2, small letters reach to 7, capitals to 9.</summary>
    public const double UnitsPerSize = 10;

    private const int BaseLine = 2;
    private const float Spacing = 2;
    private const float Weight = 0.11f;
    private const char First = ' ';
    private const char Last = '~';

    /// <summary>
    /// One glyph for each character from the blank on: its width, then its strokes between blanks, each a row of points (x and y, a digit each). A stroke that
    /// begins with <c>~</c> is bent to a curve, one with <c>o</c> to a closed curve.
    /// </summary>
    private static readonly string[] Drawings =
    [
        "2", "0 0904 0202", "2 0907 2927", "4 1218 3238 0646 0444", "4 ~4849090645420203 2921", "5 0259 o07272909 o32525434",
        "5 ~521619393704023255", "0 0907", "2 ~29070321", "2 ~09272301", "4 2824 0745 4705", "4 2723 0545", "1 1200", "3 0535", "0 0202", "3 0139",
        "4 o02424909", "4 072922", "4 ~0709494602 0242", "4 ~0809494616 ~1646420203", "4 32390444", "4 490906 ~0647420203", "4 o02424606 ~49190604", "4 094912",
        "4 o06464909 o02424606", "4 o05454909 ~02324547", "0 0202 0606", "1 1200 1616", "4 480542", "4 0646 0444", "4 084502", "4 ~070949462524 2222",
        "6 ~62020969644446 o24444727", "4 022942 1535", "4 0209 ~09494606 ~06464202", "5 ~575909025254", "5 0209 ~0929595222 0222", "4 49090242 0636", "4 490902 0636",
        "5 ~575909025255 5535", "5 0902 5952 0656", "0 0902", "3 ~3935320204", "4 0902 4905 1642", "4 090242", "6 0209346962", "5 02095259", "5 o02525909",
        "4 0209 ~09494505", "5 o02525909 3452", "4 0209 ~09494505 2542", "4 ~4849090645420203", "4 0949 2922", "5 ~090502525559", "4 092249", "6 0912385269",
        "4 0942 4902", "4 092549 2522", "4 09490242", "2 29090121", "3 0931", "2 09292101", "4 072947", "4 0141", "1 0918",
        "4 o02424707 4742", "4 0902 o02424707", "4 ~464707024243", "4 4942 o02424707", "4 ~454707024243 0545", "3 ~39191612 0737", "4 o02424707 ~4742400001",
        "4 0902 ~0507474542", "0 0702 0909", "2 ~27222000 2929", "3 0902 3704 1532", "1 ~09040212", "6 0702 ~0507373532 ~3537676562", "4 0702 ~0507474542",
        "4 o02424707", "4 0700 o02424707", "4 4740 o02424707", "3 0702 ~050737", "3 ~3637070534320203", "3 ~19141232 0737", "4 4742 ~0704024244", "4 072247",
        "6 0712365267", "4 0742 4702", "4 0722 4710", "4 07470242", "3 ~39191505 ~05151131", "0 0901", "3 ~09292535 ~35252101", "4 ~05173446",
    ];

    private static readonly Glyph Unknown = new("4 01414909 0901");
    private static readonly Glyph[] Glyphs = [.. Drawings.Select(drawing => new Glyph(drawing))];

    /// <summary>How wide a text is.</summary>
    public static float Measure(ReadOnlySpan<char> text, float size)
    {
        float units = 0;
        foreach (char character in text) units += Of(character).Width + Spacing;
        return (float)(Math.Max(0, units - Spacing) / UnitsPerSize * size);
    }

    /// <summary>The map from the units of glyphs to pixels, at the beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">From units of the text's surroundings, with the text's point as the origin, to pixels.</param>
    /// <param name="size">The font's size.</param>
    /// <param name="align">What of the text stands at the point.</param>
    public static Affine Begin(ReadOnlySpan<char> text, in Affine place, float size, TextAlign align)
    {
        float back = align switch { TextAlign.Center => Measure(text, size) / 2, TextAlign.Right => Measure(text, size), _ => 0 };
        return place.Translate(-back, 0).Scale(size / UnitsPerSize, -size / UnitsPerSize);
    }

    /// <summary>Adds the outlines of one character.</summary>
    /// <param name="rasterizer">Where they go.</param>
    /// <param name="character">The character.</param>
    /// <param name="pen">From units of glyphs to pixels.</param>
    public static void Add(Rasterizer rasterizer, char character, in Affine pen)
    {
        Glyph glyph = Of(character);
        float width = (float)Math.Max(1, Weight * UnitsPerSize * pen.Magnification);
        Span<Vector2> points = stackalloc Vector2[Glyph.MostPoints];
        foreach (Stroke stroke in glyph.Strokes)
        {
            for (int i = 0; i < stroke.Points.Length; i++) points[i] = pen.Apply(stroke.Points[i]);
            Outline.Add(rasterizer, points[..stroke.Points.Length], stroke.Closed, width);
        }
    }

    /// <summary>The map at the character behind one.</summary>
    public static Affine Next(char character, in Affine pen) => pen.Translate(Of(character).Width + Spacing, 0);

    private static Glyph Of(char character) => character is >= First and <= Last ? Glyphs[character - First] : Unknown;

    private sealed record Stroke(Vector2[] Points, bool Closed);

    private sealed class Glyph
    {
        public const int MostPoints = 64;

        public Glyph(string drawing)
        {
            string[] parts = drawing.Split(' ');
            Width = parts[0][0] - '0';
            Strokes = [.. parts.Skip(1).Select(Read)];
        }

        public float Width { get; }

        public Stroke[] Strokes { get; }

        private static Stroke Read(string text)
        {
            bool bent = text[0] is '~' or 'o', closed = text[0] == 'o';
            Vector2[] points = [.. text[(bent ? 1 : 0)..].Chunk(2).Select(pair => new Vector2(pair[0] - '0', pair[1] - '0' - BaseLine))];
            if (bent) points = Bend(Bend(points, closed), closed);
            return new Stroke(points, closed);
        }

        /// <summary>Cuts every corner at a quarter of its sides (Chaikin 1974); the ends of an open line stay.</summary>
        private static Vector2[] Bend(Vector2[] points, bool closed)
        {
            var bent = new List<Vector2>();
            if (!closed) bent.Add(points[0]);
            for (int i = closed ? 0 : 1; i < points.Length; i++)
            {
                Vector2 from = points[i == 0 ? points.Length - 1 : i - 1], to = points[i];
                bool first = !closed && i == 1, last = !closed && i == points.Length - 1;
                if (!first) bent.Add(Between(from, to, 0.25f));
                if (!last) bent.Add(Between(from, to, 0.75f));
            }

            if (!closed) bent.Add(points[^1]);
            return [.. bent];
        }

        private static Vector2 Between(Vector2 from, Vector2 to, float share) =>
            new(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
    }
}
