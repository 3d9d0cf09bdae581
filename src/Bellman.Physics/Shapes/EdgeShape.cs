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

    /// <summary>
    /// With the ray <c>p + t d</c> and the edge's normal n and start v, the line is met at <c>t = n . (v - p) / (n . d)</c>,
    /// and the edge where that point lies between its ends.
    /// </summary>
    internal override bool RayCast(Vector2D from, Vector2D to, in Transform frame, float reach, out RayHit hit)
    {
        hit = default;
        Vector2D start = frame.ApplyInverse(from);
        Vector2D way = frame.ApplyInverse(to) - start;
        Vector2D edge = End - Start;
        Vector2D normal = edge.TurnedRight.Normalized;
        float ahead = Vector2D.Dot(normal, Start - start);
        float approach = Vector2D.Dot(normal, way);
        if (approach == 0f)
        {
            return false;
        }
        float fraction = ahead / approach;
        if (fraction < 0f || reach < fraction)
        {
            return false;
        }
        float along = Vector2D.Dot(start + fraction * way - Start, edge) / Vector2D.Dot(edge, edge);
        if (along < 0f || along > 1f)
        {
            return false;
        }
        hit = new RayHit(fraction, frame.Rotation.Apply(ahead > 0f ? -normal : normal));
        return true;
    }

    internal override float Extent => ExtentOf(_vertices);

    internal override MassData ComputeMass(float density) => new(0f, 0.5f * (Start + End), 0f);
}
