using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bellman.Core;

/// <summary>Writes what is drawn as an SVG picture, which stays sharp at any size.</summary>
public sealed class SvgCanvas : TransformingCanvas
{
    private readonly StringBuilder _shapes = new();

    /// <summary>Makes an empty picture.</summary>
    /// <param name="width">Its width in units, above 0. Default: 600.</param>
    /// <param name="height">Its height in units, above 0. Default: 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not above 0.</exception>
    public SvgCanvas(float width = 600, float height = 400)
        : base(width, height)
    {
    }

    /// <summary>The picture as a file's content.</summary>
    public override string ToString() => Text(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"ui-sans-serif, system-ui, sans-serif\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n{_shapes}</svg>\n");

    /// <inheritdoc/>
    public override void Clear(Rgba color)
    {
        _shapes.Clear();
        Add($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"{color.Hex}\"/>");
    }

    /// <inheritdoc/>
    protected override void OnFill(ReadOnlySpan<Vector2> points, Rgba color) => Add($"<polygon points=\"{Points(points)}\"{Paint("fill", color)}/>");

    /// <inheritdoc/>
    protected override void OnStroke(ReadOnlySpan<Vector2> points, bool closed, float width, Rgba color) =>
        Add($"<{(closed ? "polygon" : "polyline")} points=\"{Points(points)}\" fill=\"none\"{Paint("stroke", color)} stroke-width=\"{width:0.##}\"/>");

    /// <inheritdoc/>
    protected override void OnFillCircle(Vector2 center, float radius, Rgba color) =>
        Add($"<circle cx=\"{center.X:0.##}\" cy=\"{center.Y:0.##}\" r=\"{radius:0.##}\"{Paint("fill", color)}/>");

    /// <inheritdoc/>
    protected override void OnStrokeCircle(Vector2 center, float radius, float width, Rgba color) =>
        Add($"<circle cx=\"{center.X:0.##}\" cy=\"{center.Y:0.##}\" r=\"{radius:0.##}\" fill=\"none\"{Paint("stroke", color)} stroke-width=\"{width:0.##}\"/>");

    /// <inheritdoc/>
    protected override void OnText(ReadOnlySpan<char> text, in Affine place, float size, Rgba color, TextAlign align)
    {
        double angle = Math.Atan2(place.YX, place.XX) * (180 / Math.PI);
        string turn = Math.Abs(angle) < 0.01 ? "" : Text($" transform=\"rotate({angle:0.##} {place.DX:0.##} {place.DY:0.##})\"");
        string anchor = align switch { TextAlign.Center => " text-anchor=\"middle\"", TextAlign.Right => " text-anchor=\"end\"", _ => "" };
        string escaped = System.Security.SecurityElement.Escape(text.ToString());
        Add($"<text x=\"{place.DX:0.##}\" y=\"{place.DY:0.##}\" font-size=\"{size * place.Magnification:0.##}\"{anchor}{turn}{Paint("fill", color)}>{escaped}</text>");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Paint(string what, Rgba color) =>
        color.Alpha == 255 ? $" {what}=\"{color.Hex}\"" : Text($" {what}=\"{color.Hex}\" {what}-opacity=\"{color.Alpha / 255.0:0.###}\"");

    private static string Points(ReadOnlySpan<Vector2> points)
    {
        var text = new StringBuilder();
        foreach (Vector2 point in points)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}");
        }

        return text.ToString();
    }

    private void Add(FormattableString shape) => _shapes.Append(shape.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
