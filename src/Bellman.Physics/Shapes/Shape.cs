namespace Bellman.Physics;

/// <summary>The geometry of a fixture, in the frame of its body.</summary>
public abstract class Shape
{
    private protected Shape()
    {
    }

    /// <summary>The corners in the body's frame, in metres; a polygon's run counter-clockwise.</summary>
    public abstract ReadOnlySpan<Vector2D> Vertices { get; }

    /// <summary>How far from the origin of the body's frame the furthest corner is.</summary>
    internal abstract float Extent { get; }

    /// <summary>How far from the origin the furthest of some corners is.</summary>
    private protected static float ExtentOf(ReadOnlySpan<Vector2D> vertices)
    {
        float furthest = 0f;
        foreach (Vector2D vertex in vertices)
        {
            furthest = MathF.Max(furthest, vertex.Length);
        }
        return furthest;
    }

    /// <summary>The smallest box, skin included, around the shape in a frame.</summary>
    internal Bounds ComputeBounds(in Transform frame)
    {
        ReadOnlySpan<Vector2D> vertices = Vertices;
        Vector2D lower = frame.Apply(vertices[0]);
        Vector2D upper = lower;
        for (int i = 1; i < vertices.Length; i++)
        {
            Vector2D vertex = frame.Apply(vertices[i]);
            lower = Vector2D.Min(lower, vertex);
            upper = Vector2D.Max(upper, vertex);
        }
        return new Bounds(lower, upper).Grown(Tuning.SkinRadius);
    }

    /// <summary>The mass of the shape at a density.</summary>
    internal abstract MassData ComputeMass(float density);

    /// <summary>Finds where a ray first meets the shape from outside.</summary>
    /// <param name="from">Where the ray starts, in world coordinates.</param>
    /// <param name="to">Where it ends at fraction 1; another point.</param>
    /// <param name="frame">The shape's frame.</param>
    /// <param name="reach">The fraction at which the ray ends.</param>
    /// <param name="hit">Where it meets the shape.</param>
    /// <returns>Whether it does.</returns>
    internal abstract bool RayCast(Vector2D from, Vector2D to, in Transform frame, float reach, out RayHit hit);

    /// <summary>The corner furthest along a direction of the body's frame.</summary>
    internal static int Support(ReadOnlySpan<Vector2D> vertices, Vector2D direction)
    {
        int best = 0;
        float bestValue = Vector2D.Dot(vertices[0], direction);
        for (int i = 1; i < vertices.Length; i++)
        {
            float value = Vector2D.Dot(vertices[i], direction);
            if (value > bestValue)
            {
                best = i;
                bestValue = value;
            }
        }
        return best;
    }
}
