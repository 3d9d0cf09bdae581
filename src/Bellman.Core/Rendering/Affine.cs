using System.Numerics;

namespace Bellman.Core;

/// <summary>
/// A map of the plane: <c>x' = XX x + XY y + DX</c> and <c>y' = YX x + YY y + DY</c>. Written from the outside inwards, as in
/// <c>Affine.Translation(300, 200).Rotate(angle).Scale(30)</c>: the last one named is the first to be applied to a point.
/// </summary>
/// <param name="XX">What x adds to x.</param>
/// <param name="XY">What y adds to x.</param>
/// <param name="YX">What x adds to y.</param>
/// <param name="YY">What y adds to y.</param>
/// <param name="DX">Where the origin goes, horizontally.</param>
/// <param name="DY">Where the origin goes, vertically.</param>
/// <remarks>
/// Sums and products are in a fixed order and never fused, so that pictures are the same on every machine; <see cref="Matrix3x2"/> leaves both open.
/// </remarks>
public readonly record struct Affine(double XX, double XY, double YX, double YY, double DX, double DY)
{
    /// <summary>The map that changes nothing.</summary>
    public static Affine Identity => new(1, 0, 0, 1, 0, 0);

    /// <summary>The factor by which lengths grow: the root of that of areas.</summary>
    public double Magnification => Math.Sqrt(Math.Abs((XX * YY) - (XY * YX)));

    /// <summary>Whether circles stay circles.</summary>
    public bool KeepsCircles => Math.Abs(Math.Abs(XX) - Math.Abs(YY)) + Math.Abs(Math.Abs(XY) - Math.Abs(YX)) < 1e-6 * Magnification
        && Math.Abs((XX * XY) + (YX * YY)) < 1e-6 * Magnification * Magnification;

    /// <summary>Moves the origin.</summary>
    public static Affine Translation(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>This map, with a move before it.</summary>
    public Affine Translate(double x, double y) => Then(Translation(x, y));

    /// <summary>This map, with a turn before it.</summary>
    /// <param name="angle">In radians, from the x axis towards the y axis: clockwise where y points down.</param>
    public Affine Rotate(double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return Then(new Affine(cos, -sin, sin, cos, 0, 0));
    }

    /// <summary>This map, with an enlargement before it.</summary>
    public Affine Scale(double factor) => Scale(factor, factor);

    /// <summary>This map, with an enlargement before it; a negative factor mirrors.</summary>
    public Affine Scale(double x, double y) => Then(new Affine(x, 0, 0, y, 0, 0));

    /// <summary>This map, with another one before it.</summary>
    /// <param name="inner">What is applied to a point first.</param>
    public Affine Then(in Affine inner) => new(
        (XX * inner.XX) + (XY * inner.YX),
        (XX * inner.XY) + (XY * inner.YY),
        (YX * inner.XX) + (YY * inner.YX),
        (YX * inner.XY) + (YY * inner.YY),
        (XX * inner.DX) + (XY * inner.DY) + DX,
        (YX * inner.DX) + (YY * inner.DY) + DY);

    /// <summary>Where a point goes.</summary>
    public Vector2 Apply(Vector2 point) => new(
        (float)((XX * point.X) + (XY * point.Y) + DX),
        (float)((YX * point.X) + (YY * point.Y) + DY));
}
