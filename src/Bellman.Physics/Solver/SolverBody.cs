namespace Bellman.Physics;

/// <summary>A body while its island is solved: what changes, and the masses, close together in memory.</summary>
internal struct SolverBody
{
    public Vector2D Center;
    public float Angle;
    public Vector2D Velocity;
    public float Spin;
    public float InverseMass;
    public float InverseInertia;
    public Vector2D LocalCenter;

    /// <summary>The frame of the body where its centre and angle are now.</summary>
    public readonly Transform Frame => Transform.OfCenter(Center, Angle, LocalCenter);

    /// <summary>The velocities as separate numbers.</summary>
    public Motion Motion
    {
        readonly get => new() { X = Velocity.X, Y = Velocity.Y, Spin = Spin };
        set
        {
            Velocity = new Vector2D(value.X, value.Y);
            Spin = value.Spin;
        }
    }

    /// <summary>Moves the body by its velocities for a time, after limiting both to a sane distance per step.</summary>
    public void Integrate(float duration)
    {
        Vector2D translation = duration * Velocity;
        if (Vector2D.Dot(translation, translation) > Tuning.MaxTranslation * Tuning.MaxTranslation)
        {
            Velocity = (Tuning.MaxTranslation / translation.Length) * Velocity;
        }
        float rotation = duration * Spin;
        if (rotation * rotation > Tuning.MaxRotation * Tuning.MaxRotation)
        {
            Spin *= Tuning.MaxRotation / MathF.Abs(rotation);
        }
        Center += duration * Velocity;
        Angle += duration * Spin;
    }
}
