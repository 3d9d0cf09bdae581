namespace Bellman.Physics;

/// <summary>A convex polygon of 3 to 16 corners.</summary>
public sealed class PolygonShape : Shape
{
    private const float Third = 1f / 3f;

    private readonly Vector2D[] _vertices;
    private readonly Vector2D[] _normals;

    /// <summary>Makes the convex hull of some points.</summary>
    /// <param name="points">3 to 16 points in the body's frame, in any order.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 or more than 16 points, or they span no area.</exception>
    public PolygonShape(params ReadOnlySpan<Vector2D> points)
    {
        if (points.Length is < 3 or > Tuning.MaxPolygonVertices)
        {
            throw new ArgumentException(
                $"A polygon has 3 to {Tuning.MaxPolygonVertices} corners, not {points.Length}.", nameof(points));
        }
        _vertices = ConvexHull.Of(points);
        if (_vertices.Length < 3)
        {
            throw new ArgumentException("The points of a polygon must span an area.", nameof(points));
        }
        _normals = new Vector2D[_vertices.Length];
        for (int i = 0; i < _vertices.Length; i++)
        {
            _normals[i] = (_vertices[Next(i)] - _vertices[i]).TurnedRight.Normalized;
        }
        Centroid = ComputeCentroid(_vertices);
    }

    private PolygonShape(Vector2D[] vertices, Vector2D[] normals)
    {
        _vertices = vertices;
        _normals = normals;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<Vector2D> Vertices => _vertices;

    /// <summary>The outward normal of each side, from corner i to corner i + 1.</summary>
    internal ReadOnlySpan<Vector2D> Normals => _normals;

    /// <summary>The centre of the area.</summary>
    internal Vector2D Centroid { get; }

    /// <summary>Makes a rectangle about the origin of the body's frame.</summary>
    /// <param name="halfWidth">Half of its width in metres, positive.</param>
    /// <param name="halfHeight">Half of its height in metres, positive.</param>
    /// <returns>The rectangle.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A half side is not positive.</exception>
    public static PolygonShape Box(float halfWidth, float halfHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfHeight);
        Vector2D[] vertices =
            [new(-halfWidth, -halfHeight), new(halfWidth, -halfHeight), new(halfWidth, halfHeight), new(-halfWidth, halfHeight)];
        Vector2D[] normals = [new(0f, -1f), new(1f, 0f), new(0f, 1f), new(-1f, 0f)];
        return new PolygonShape(vertices, normals);
    }

    /// <summary>The corner after a corner.</summary>
    internal int Next(int index) => index + 1 < _vertices.Length ? index + 1 : 0;

    /// <summary>
    /// Mass, centre and inertia as sums over the triangles between a point s inside and each side, with e1 and e2 the
    /// sides at s and D = e1 x e2: the area is D/2, the centre of a triangle s + (e1 + e2)/3, and its inertia about s
    /// D/12 times (e1x^2 + e1x e2x + e2x^2 + e1y^2 + e1y e2y + e2y^2).
    /// </summary>
    internal override MassData ComputeMass(float density)
    {
        Vector2D inside = Vector2D.Zero;
        foreach (Vector2D vertex in _vertices)
        {
            inside += vertex;
        }
        inside = (1f / _vertices.Length) * inside;

        Vector2D center = Vector2D.Zero;
        float area = 0f;
        float inertia = 0f;
        for (int i = 0; i < _vertices.Length; i++)
        {
            Vector2D first = _vertices[i] - inside;
            Vector2D second = _vertices[Next(i)] - inside;
            float cross = Vector2D.Cross(first, second);
            float triangle = 0.5f * cross;
            area += triangle;
            center += triangle * Third * (first + second);
            float squaresX = first.X * first.X + second.X * first.X + second.X * second.X;
            float squaresY = first.Y * first.Y + second.Y * first.Y + second.Y * second.Y;
            inertia += 0.25f * Third * cross * (squaresX + squaresY);
        }

        float mass = density * area;
        center = (1f / area) * center;
        Vector2D bodyCenter = center + inside;
        float aboutOrigin = density * inertia
            + mass * (Vector2D.Dot(bodyCenter, bodyCenter) - Vector2D.Dot(center, center));
        return new MassData(mass, bodyCenter, aboutOrigin);
    }

    private static Vector2D ComputeCentroid(Vector2D[] vertices)
    {
        Vector2D center = Vector2D.Zero;
        float area = 0f;
        for (int i = 0; i < vertices.Length; i++)
        {
            Vector2D first = vertices[i];
            Vector2D second = vertices[i + 1 < vertices.Length ? i + 1 : 0];
            float triangle = 0.5f * Vector2D.Cross(first, second);
            area += triangle;
            center += triangle * Third * (first + second);
        }
        return (1f / area) * center;
    }
}
