using System.Numerics;

namespace Bellman.Core;

/// <summary>
/// What environments draw on, once for all: from the same calls come pictures (<see cref="RgbCanvas"/>, <see cref="SvgCanvas"/>), videos, and what a browser
/// draws (<see cref="MessageCanvas"/>). The origin is the upper left corner, x points right and y down. Later shapes cover earlier ones; edges are
/// smooth. Colours may be translucent. Shapes beyond the canvas are cut off. <see cref="CanvasExtensions"/> adds lines, rectangles and arrows.
/// </summary>
public interface ICanvas
{
    /// <summary>Width in units of the drawing, whatever the number of pixels.</summary>
    float Width { get; }

    /// <summary>Height in units of the drawing.</summary>
    float Height { get; }

    /// <summary>Fills everything with one colour, whatever the transform, and begins the picture anew.</summary>
    /// <param name="color">The background; its opacity is ignored.</param>
    void Clear(Rgba color);

    /// <summary>Fills a polygon, convex or not; where it overlaps itself, by the non-zero rule.</summary>
    /// <param name="points">Its corners, three at least; fewer draw nothing.</param>
    /// <param name="color">The colour.</param>
    void FillPolygon(ReadOnlySpan<Vector2> points, Rgba color);

    /// <summary>Draws the outline of a polygon, with round corners.</summary>
    /// <param name="points">Its corners, two at least.</param>
    /// <param name="width">The line's width.</param>
    /// <param name="color">The colour.</param>
    void StrokePolygon(ReadOnlySpan<Vector2> points, float width, Rgba color);

    /// <summary>Draws a line through points, with round corners and ends.</summary>
    /// <param name="points">The points, two at least.</param>
    /// <param name="width">The line's width.</param>
    /// <param name="color">The colour.</param>
    void StrokePath(ReadOnlySpan<Vector2> points, float width, Rgba color);

    /// <summary>Fills a circle.</summary>
    void FillCircle(Vector2 center, float radius, Rgba color);

    /// <summary>Draws a circle's line.</summary>
    void StrokeCircle(Vector2 center, float radius, float width, Rgba color);

    /// <summary>Writes one line of text. Pictures have a font of their own for the printable ASCII characters; any other is drawn as a box.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where on the base line it begins, has its middle, or ends.</param>
    /// <param name="size">The font's size: capital letters are seven tenths as high.</param>
    /// <param name="color">The colour.</param>
    /// <param name="align">What of it stands at the point.</param>
    void Text(ReadOnlySpan<char> text, Vector2 at, float size, Rgba color, TextAlign align = TextAlign.Left);

    /// <summary>Applies a map to everything drawn until the matching <see cref="Pop"/>, inside those that already hold.</summary>
    void Push(in Affine transform);

    /// <summary>Ends what the last <see cref="Push"/> began.</summary>
    /// <exception cref="InvalidOperationException">There is no map to end.</exception>
    void Pop();
}
