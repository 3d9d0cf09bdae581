using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>A vector or point in the plane, in single precision. Lengths are metres where it is a position.</summary>
/// <param name="X">Component along the horizontal axis.</param>
/// <param name="Y">Component along the vertical axis, upwards.</param>
/// <remarks>Every operation rounds after each product and each sum, so that results do not depend on the hardware.</remarks>
public readonly record struct Vector2D(float X, float Y)
{
    /// <summary>The vector (0, 0).</summary>
    public static Vector2D Zero => default;

    /// <summary>The Euclidean length.</summary>
    public float Length => MathF.Sqrt(LengthSquared);

    /// <summary>The square of the Euclidean length.</summary>
    public float LengthSquared => X * X + Y * Y;

    /// <summary>The sum of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector2D operator +(Vector2D left, Vector2D right) => new(left.X + right.X, left.Y + right.Y);

    /// <summary>The difference of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector2D operator -(Vector2D left, Vector2D right) => new(left.X - right.X, left.Y - right.Y);

    /// <summary>The vector pointing the other way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector2D operator -(Vector2D vector) => new(-vector.X, -vector.Y);

    /// <summary>The vector scaled by a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector2D operator *(float scale, Vector2D vector) => new(scale * vector.X, scale * vector.Y);

    /// <summary>The scalar product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(Vector2D left, Vector2D right) => left.X * right.X + left.Y * right.Y;

    /// <summary>The vertical component of the cross product of two vectors of the plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cross(Vector2D left, Vector2D right) => left.X * right.Y - left.Y * right.X;

    /// <summary>The cross product of a spin about the vertical and a vector: the vector turned left and scaled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector2D Cross(float spin, Vector2D vector) => new(-spin * vector.Y, spin * vector.X);

    /// <summary>The smaller of each component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector2D Min(Vector2D left, Vector2D right) =>
        new(left.X < right.X ? left.X : right.X, left.Y < right.Y ? left.Y : right.Y);

    /// <summary>The larger of each component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector2D Max(Vector2D left, Vector2D right) =>
        new(left.X > right.X ? left.X : right.X, left.Y > right.Y ? left.Y : right.Y);

    /// <summary>The vector turned right by a quarter turn: the outward normal of an edge walked counter-clockwise.</summary>
    internal Vector2D TurnedRight => new(Y, -X);

    /// <summary>The vector at unit length, or unchanged where it is too short to have a direction.</summary>
    internal Vector2D Normalized => Normalize(out _);

    /// <summary>The vector at unit length and its former length, or itself and 0 where it is too short to have a direction.</summary>
    internal Vector2D Normalize(out float length)
    {
        length = Length;
        if (length < Tuning.Epsilon)
        {
            length = 0f;
            return this;
        }
        return (1f / length) * this;
    }
}
