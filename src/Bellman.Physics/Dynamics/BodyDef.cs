namespace Bellman.Physics;

/// <summary>What a body is made from.</summary>
public readonly record struct BodyDef
{
    /// <summary>The definition of a static body at the origin.</summary>
    public BodyDef()
    {
    }

    /// <summary>How the body moves. Default: static.</summary>
    public BodyType Type { get; init; } = BodyType.Static;

    /// <summary>Where the body's origin stands, in metres. Default: (0, 0).</summary>
    public Vector2D Position { get; init; }

    /// <summary>The body's angle in radians. Default: 0.</summary>
    public float Angle { get; init; }

    /// <summary>Velocity in metres per second. Default: (0, 0).</summary>
    public Vector2D LinearVelocity { get; init; }

    /// <summary>Angular velocity in radians per second, counter-clockwise. Default: 0.</summary>
    public float AngularVelocity { get; init; }

    /// <summary>Share of the velocity lost per second, at least 0. Default: 0.</summary>
    public float LinearDamping { get; init; }

    /// <summary>Share of the angular velocity lost per second, at least 0. Default: 0.</summary>
    public float AngularDamping { get; init; }

    /// <summary>Whether the body may fall asleep when it rests. Default: true.</summary>
    public bool AllowSleep { get; init; } = true;

    /// <summary>Whether the body never turns. Default: false.</summary>
    public bool FixedRotation { get; init; }

    /// <summary>Whether continuous collision also holds against other dynamic bodies. Default: false.</summary>
    public bool IsBullet { get; init; }

    /// <summary>A number of the maker's own, by which a contact listener tells bodies apart; the world does not look at it. Default: 0.</summary>
    public int Tag { get; init; }
}
