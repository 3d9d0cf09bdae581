namespace Bellman.Physics;

/// <summary>What does not change about one body of a fork.</summary>
internal sealed record ForkPart(float InverseMass, float InverseInertia, Vector2D LocalCenter, Shape Outline)
{
    /// <summary>Reads a body, or null where lanes cannot move it.</summary>
    public static ForkPart? Of(Body body) => IsPlain(body)
        ? new ForkPart(body.InverseMass, body.InverseInertia, body.Sweep.LocalCenter, body.Fixtures!.Shape)
        : null;

    /// <summary>Whether a body is still what was read.</summary>
    public bool Fits(Body body) =>
        IsPlain(body) && body.InverseMass == InverseMass && body.InverseInertia == InverseInertia
        && body.Sweep.LocalCenter == LocalCenter && body.Fixtures!.Shape == Outline;

    private static bool IsPlain(Body body) =>
        body.Type == BodyType.Dynamic && body.InverseInertia > 0f && body.LinearDamping == 0f && body.AngularDamping == 0f
        && body.AllowSleep && !body.IsBullet && body.Fixtures is { Next: null };
}
