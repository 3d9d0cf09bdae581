using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>A rotation of the plane, held as the sine and cosine of its angle.</summary>
/// <param name="Sine">Sine of the angle.</param>
/// <param name="Cosine">Cosine of the angle.</param>
public readonly record struct Rotation(float Sine, float Cosine)
{
    /// <summary>The rotation by no angle.</summary>
    public static Rotation Identity => new(0f, 1f);

    /// <summary>The rotation by an angle.</summary>
    /// <param name="angle">Angle in radians, counter-clockwise.</param>
    /// <returns>The rotation; equal on every platform, for angles below 120 radians.</returns>
    public static Rotation FromAngle(float angle)
    {
        (float sine, float cosine) = SineCosine.Of(angle);
        return new Rotation(sine, cosine);
    }

    /// <summary>Turns a vector by this rotation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector2D Apply(Vector2D vector) =>
        new(Cosine * vector.X - Sine * vector.Y, Sine * vector.X + Cosine * vector.Y);

    /// <summary>Turns a vector back by this rotation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector2D ApplyInverse(Vector2D vector) =>
        new(Cosine * vector.X + Sine * vector.Y, -Sine * vector.X + Cosine * vector.Y);

    /// <summary>The rotation that, made after <paramref name="first"/>, gives <paramref name="second"/>.</summary>
    internal static Rotation Between(Rotation first, Rotation second) =>
        new(first.Cosine * second.Sine - first.Sine * second.Cosine, first.Cosine * second.Cosine + first.Sine * second.Sine);
}
