using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>The position and orientation of a rigid frame.</summary>
/// <param name="Position">The frame's origin in world coordinates, in metres.</param>
/// <param name="Rotation">The frame's orientation.</param>
public readonly record struct Transform(Vector2D Position, Rotation Rotation)
{
    /// <summary>Takes a point of the frame to world coordinates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector2D Apply(Vector2D point) => Rotation.Apply(point) + Position;

    /// <summary>Takes a point in world coordinates into the frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector2D ApplyInverse(Vector2D point) => Rotation.ApplyInverse(point - Position);

    /// <summary>The frame of <paramref name="inner"/> as seen from <paramref name="outer"/>.</summary>
    internal static Transform Between(in Transform outer, in Transform inner) => new(
        outer.Rotation.ApplyInverse(inner.Position - outer.Position),
        Rotation.Between(outer.Rotation, inner.Rotation));

    /// <summary>The frame of a body whose centre of mass stands at a point and whose angle is given.</summary>
    internal static Transform OfCenter(Vector2D center, float angle, Vector2D localCenter)
    {
        Rotation rotation = Rotation.FromAngle(angle);
        return new Transform(center - rotation.Apply(localCenter), rotation);
    }
}
