using System.Globalization;
using Bellman.Core;

namespace Bellman.Environments;

/// <summary>The score as it stands on the dashboard: a whole number, filled up with zeros to four characters, the sign among them.</summary>
internal static class CarScore
{
    private const int Width = 4;
    private const string Zeros = "0000";

    // The lines of a digit as in a pocket calculator: top, upper right, lower right, bottom, lower left, upper left, middle, from the lowest bit on. The last is the minus sign.
    private static readonly byte[] Segments = [0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f, 0x40];

    /// <summary>Writes the score.</summary>
    /// <param name="score">The sum of the rewards.</param>
    /// <param name="text">Room for 16 characters.</param>
    /// <returns>How many there are.</returns>
    public static int Format(double score, Span<char> text)
    {
        long rounded = (long)Math.Min(Math.Abs(Math.Round(score)), 999_999_999);
        int at = 0;
        if (double.IsNegative(score))
        {
            text[at++] = '-';
        }
        rounded.TryFormat(text[at..], out int length, Zeros.AsSpan(at, Width - at), CultureInfo.InvariantCulture);
        return at + length;
    }

    /// <summary>Draws the score in digits of straight lines, which stay apart in a picture as small as an observation where letters would not.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="score">The sum of the rewards.</param>
    /// <param name="middle">The middle of the score.</param>
    /// <param name="top">The digits' upper ends.</param>
    /// <param name="width">A digit's width; it is followed by a fifth of it.</param>
    /// <param name="height">A digit's height.</param>
    /// <param name="line">The lines' width.</param>
    public static void Draw(ICanvas canvas, double score, float middle, float top, float width, float height, float line)
    {
        Span<char> text = stackalloc char[16];
        text = text[..Format(score, text)];
        float step = 1.2f * width, left = middle - (((text.Length * step) - (0.2f * width)) / 2), lower = top + ((height - line) / 2), bottom = top + height - line;
        foreach (char character in text)
        {
            int lit = Segments[character == '-' ? 10 : character - '0'];
            Fill(canvas, lit, 0, left, top, width, line);
            Fill(canvas, lit, 1, left + width - line, top, line, (height + line) / 2);
            Fill(canvas, lit, 2, left + width - line, lower, line, (height + line) / 2);
            Fill(canvas, lit, 3, left, bottom, width, line);
            Fill(canvas, lit, 4, left, lower, line, (height + line) / 2);
            Fill(canvas, lit, 5, left, top, line, (height + line) / 2);
            Fill(canvas, lit, 6, left, lower, width, line);
            left += step;
        }
    }

    private static void Fill(ICanvas canvas, int lit, int segment, float x, float y, float width, float height)
    {
        if (((lit >> segment) & 1) != 0)
        {
            canvas.FillRectangle(x, y, width, height, Rgba.White);
        }
    }
}
