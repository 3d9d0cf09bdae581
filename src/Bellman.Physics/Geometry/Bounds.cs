using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>A box with sides along the axes.</summary>
/// <param name="Lower">The corner with the smallest coordinates.</param>
/// <param name="Upper">The corner with the largest coordinates.</param>
internal readonly record struct Bounds(Vector2D Lower, Vector2D Upper)
{
    /// <summary>The length of the box's outline: the cost measure of the broad phase's tree.</summary>
    public float Perimeter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            float width = Upper.X - Lower.X;
            float height = Upper.Y - Lower.Y;
            return 2f * (width + height);
        }
    }

    /// <summary>The smallest box around two boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bounds Union(in Bounds first, in Bounds second) =>
        new(Vector2D.Min(first.Lower, second.Lower), Vector2D.Max(first.Upper, second.Upper));

    /// <summary>Whether two boxes share a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Overlap(in Bounds first, in Bounds second) =>
        first.Lower.X <= second.Upper.X && second.Lower.X <= first.Upper.X
        && first.Lower.Y <= second.Upper.Y && second.Lower.Y <= first.Upper.Y;

    /// <summary>Whether another box lies wholly in this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(in Bounds other) =>
        Lower.X <= other.Lower.X && Lower.Y <= other.Lower.Y && other.Upper.X <= Upper.X && other.Upper.Y <= Upper.Y;

    /// <summary>The box with a margin on every side.</summary>
    public Bounds Grown(float margin)
    {
        var corner = new Vector2D(margin, margin);
        return new Bounds(Lower - corner, Upper + corner);
    }
}
