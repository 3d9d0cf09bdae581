namespace Bellman.Physics;

/// <summary>What a fixture, a shape on a body, is made from.</summary>
public readonly record struct FixtureDef
{
    /// <summary>The definition of a fixture with a shape and defaults for the rest.</summary>
    /// <param name="shape">The shape; several fixtures may share one.</param>
    public FixtureDef(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
    }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>Coefficient of friction, usually 0 to 1; two fixtures that touch have the geometric mean. Default: 0.2.</summary>
    public float Friction { get; init; } = 0.2f;

    /// <summary>Share of the approach speed that a bounce gives back, 0 to 1; two fixtures have the larger. Default: 0.</summary>
    public float Restitution { get; init; }

    /// <summary>Density in kilograms per square metre, at least 0. Default: 0.</summary>
    public float Density { get; init; }

    /// <summary>Whether the fixture reports contacts without colliding. Default: false.</summary>
    public bool IsSensor { get; init; }

    /// <summary>The categories that the fixture belongs to, one bit each. Default: 1.</summary>
    public ushort Category { get; init; } = 0x0001;

    /// <summary>The categories that the fixture collides with; both fixtures must agree. Default: all.</summary>
    public ushort Mask { get; init; } = 0xFFFF;
}
