namespace Bellman.Physics;

/// <summary>A shape on a body, with its material and what it collides with.</summary>
public sealed class Fixture
{
    internal Fixture? Next;
    internal int Proxy;

    /// <summary>Memory for a fixture, not one yet: <see cref="Reuse"/> makes it one.</summary>
    internal Fixture()
    {
        Body = null!;
        Shape = null!;
    }

    internal Fixture(Body body, in FixtureDef definition)
    {
        Body = body;
        Shape = definition.Shape;
        Reuse(body, definition);
    }

    /// <summary>The body that carries the fixture.</summary>
    public Body Body { get; private set; }

    /// <summary>The shape, in the body's frame.</summary>
    public Shape Shape { get; private set; }

    /// <summary>Coefficient of friction.</summary>
    public float Friction { get; private set; }

    /// <summary>Coefficient of restitution.</summary>
    public float Restitution { get; private set; }

    /// <summary>Density in kilograms per square metre.</summary>
    public float Density { get; private set; }

    /// <summary>Whether the fixture reports contacts without colliding.</summary>
    public bool IsSensor { get; private set; }

    /// <summary>The categories that the fixture belongs to.</summary>
    public ushort Category { get; private set; }

    /// <summary>The categories that the fixture collides with.</summary>
    public ushort Mask { get; private set; }

    /// <summary>Makes the fixture anew from a definition.</summary>
    internal void Reuse(Body body, in FixtureDef definition)
    {
        Body = body;
        Shape = definition.Shape;
        Friction = definition.Friction;
        Restitution = definition.Restitution;
        Density = definition.Density;
        IsSensor = definition.IsSensor;
        Category = definition.Category;
        Mask = definition.Mask;
        Next = null;
    }

    /// <summary>Whether two fixtures accept each other's categories.</summary>
    internal static bool ShouldCollide(Fixture first, Fixture second) =>
        (first.Mask & second.Category) != 0 && (first.Category & second.Mask) != 0;

    /// <summary>Tells the broad phase the box around the fixture's way from one frame to another.</summary>
    internal void Synchronize(BroadPhase broadPhase, in Transform from, in Transform to)
    {
        Bounds swept = Bounds.Union(Shape.ComputeBounds(from), Shape.ComputeBounds(to));
        broadPhase.Move(Proxy, swept, to.Position - from.Position);
    }
}
