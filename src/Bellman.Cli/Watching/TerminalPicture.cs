using System.Globalization;
using System.Text;
using Bellman.Core;

namespace Bellman.Cli;

/// <summary>
/// A picture made of half blocks: each character cell shows two pixels, one above the other, in its foreground and background colour. Only cells that
/// changed since the last picture are written.
/// </summary>
internal sealed class TerminalPicture
{
    private const char UpperHalf = '▀';
    private readonly RgbCanvas _canvas;
    private readonly bool _fullColor;
    private readonly uint[] _shown;
    private readonly StringBuilder _text = new();
    private bool _isFirst = true;

    /// <summary>Makes a picture that fits into so many character cells, as wide as the terminal allows for the shape of the drawing.</summary>
    /// <param name="columns">Columns of the terminal.</param>
    /// <param name="rows">Rows of the terminal that the picture may take.</param>
    /// <param name="fullColor">Whether the terminal shows all colours, instead of a table of 256.</param>
    public TerminalPicture(int columns, int rows, bool fullColor)
    {
        int width = Math.Max(3, Math.Min(columns, 2 * rows * Env.PictureWidth / Env.PictureHeight));
        int height = Math.Max(2, width * Env.PictureHeight / Env.PictureWidth / 2 * 2);
        _canvas = new RgbCanvas(width, height);
        _shown = new uint[width * height];
        _fullColor = fullColor;
    }

    /// <summary>How many rows of cells it takes.</summary>
    public int Rows => _canvas.PixelHeight / 2;

    /// <summary>Whether a terminal says that it shows all colours.</summary>
    public static bool ShowsAllColors =>
        Environment.GetEnvironmentVariable("COLORTERM") is "truecolor" or "24bit" || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TMUX"));

    /// <summary>Draws a world and gives what the terminal is to be sent.</summary>
    public string Draw(Env env)
    {
        env.Draw(_canvas);
        _text.Clear();
        for (int row = 0; row < Rows; row++) WriteRow(row);
        _canvas.Pixels.CopyTo(_shown);
        _isFirst = false;
        return _text.ToString();
    }

    private void WriteRow(int row)
    {
        int width = _canvas.PixelWidth, above = 2 * row * width, below = above + width;
        ReadOnlySpan<uint> pixels = _canvas.Pixels;
        uint foreground = 0, background = 0;
        bool isPlaced = false;
        for (int x = 0; x < width; x++)
        {
            uint upper = pixels[above + x], lower = pixels[below + x];
            if (!_isFirst && _shown[above + x] == upper && _shown[below + x] == lower)
            {
                isPlaced = false;
                continue;
            }

            if (!isPlaced)
            {
                _text.Append(CultureInfo.InvariantCulture, $"\e[{row + 1};{x + 1}H");
                (foreground, background, isPlaced) = (0, 0, true);
            }

            // A colour is opaque, so that 0 is none.
            if (upper != foreground) WriteColor(38, foreground = upper);
            if (lower != background) WriteColor(48, background = lower);
            _text.Append(UpperHalf);
        }

        _text.Append("\e[0m");
    }

    private void WriteColor(int place, uint pixel)
    {
        uint red = pixel & 255, green = (pixel >> 8) & 255, blue = (pixel >> 16) & 255;
        if (_fullColor) _text.Append(CultureInfo.InvariantCulture, $"\e[{place};2;{red};{green};{blue}m");
        else _text.Append(CultureInfo.InvariantCulture, $"\e[{place};5;{16 + (36 * Sixth(red)) + (6 * Sixth(green)) + Sixth(blue)}m");
    }

    // The table's cube has six levels of each colour: 0, 95, 135, 175, 215, 255.
    private static uint Sixth(uint level) => level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40;
}
