namespace Bellman.Physics;

/// <summary>A line segment that collides on both sides. It has no mass, so it is meant for static bodies.</summary>
public sealed class EdgeShape : Shape
{
    private readonly Vector2D[] _vertices = new Vector2D[2];

    /// <summary>Makes a segment.</summary>
    /// <param name="start">One end, in the body's frame.</param>
    /// <param name="end">The other end.</param>
    /// <exception cref="ArgumentException">The ends coincide.</exception>
    public EdgeShape(Vector2D start, Vector2D end) => Set(start, end);

    /// <inheritdoc/>
    public override ReadOnlySpan<Vector2D> Vertices => _vertices;

    /// <summary>One end.</summary>
    internal Vector2D Start => _vertices[0];

    /// <summary>The other end.</summary>
    internal Vector2D End => _vertices[1];

    /// <summary>Gives the segment other ends. Only for a shape that no fixture of a living world uses, to build the next world without new objects.</summary>
    /// <param name="start">One end, in the body's frame.</param>
    /// <param name="end">The other end.</param>
    /// <exception cref="ArgumentException">The ends coincide.</exception>
    public void Set(Vector2D start, Vector2D end)
    {
        if (start == end)
        {
            throw new ArgumentException($"An edge needs two different ends, but both are {end}.", nameof(end));
        }
        _vertices[0] = start;
        _vertices[1] = end;
    }

    internal override MassData ComputeMass(float density) => new(0f, 0.5f * (Start + End), 0f);
}
