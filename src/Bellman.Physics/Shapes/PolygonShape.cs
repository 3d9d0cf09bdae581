namespace Bellman.Physics;

/// <summary>A convex polygon of 3 to 16 corners.</summary>
public sealed class PolygonShape : Shape
{
    private const float Third = 1f / 3f;

    private readonly Vector2D[] _vertices;
    private readonly Vector2D[] _normals;
    private int _count;
    private float _extent;

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
        _vertices = new Vector2D[points.Length];
        _normals = new Vector2D[points.Length];
        Set(points);
    }

    private PolygonShape(Vector2D[] vertices, Vector2D[] normals)
    {
        _vertices = vertices;
        _normals = normals;
        _count = vertices.Length;
        _extent = ExtentOf(vertices);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<Vector2D> Vertices => _vertices.AsSpan(0, _count);

    /// <summary>The outward normal of each side, from corner i to corner i + 1.</summary>
    internal ReadOnlySpan<Vector2D> Normals => _normals.AsSpan(0, _count);

    /// <summary>The centre of the area.</summary>
    internal Vector2D Centroid { get; private set; }

    /// <inheritdoc/>
    internal override float Extent => _extent;

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

    /// <summary>
    /// Makes the shape the convex hull of other points. Only for a shape that no fixture of a living world uses, to build
    /// the next world without new objects.
    /// </summary>
    /// <param name="points">At least 3 points in the body's frame, in any order, and no more than the shape was made from.</param>
    /// <exception cref="ArgumentException">The number of points is out of that range, or they span no area.</exception>
    public void Set(params ReadOnlySpan<Vector2D> points)
    {
        if (points.Length < 3 || points.Length > _vertices.Length)
        {
            throw new ArgumentException(
                $"A polygon made from {_vertices.Length} points can be set to 3 to {_vertices.Length}, not {points.Length}.", nameof(points));
        }
        Span<Vector2D> corners = stackalloc Vector2D[Tuning.MaxPolygonVertices];
        int count = ConvexHull.Of(points, corners);
        if (count < 3)
        {
            throw new ArgumentException("The points of a polygon must span an area.", nameof(points));
        }
        corners[..count].CopyTo(_vertices);
        _count = count;
        for (int i = 0; i < count; i++)
        {
            _normals[i] = (_vertices[Next(i)] - _vertices[i]).TurnedRight.Normalized;
        }
        Centroid = ComputeCentroid(Vertices);
        _extent = ExtentOf(Vertices);
    }

    /// <summary>The corner after a corner.</summary>
    internal int Next(int index) => index + 1 < _count ? index + 1 : 0;

    /// <summary>
    /// Cuts the ray at every side: it enters the polygon at the last side that it crosses inwards, and misses it where
    /// another side is left before that.
    /// </summary>
    internal override bool RayCast(Vector2D from, Vector2D to, in Transform frame, float reach, out RayHit hit)
    {
        hit = default;
        Vector2D start = frame.ApplyInverse(from);
        Vector2D way = frame.ApplyInverse(to) - start;
        float enters = 0f;
        float leaves = reach;
        int side = -1;
        for (int i = 0; i < _count; i++)
        {
            float ahead = Vector2D.Dot(_normals[i], _vertices[i] - start);
            float approach = Vector2D.Dot(_normals[i], way);
            if (approach == 0f)
            {
                if (ahead < 0f)
                {
                    return false;
                }
            }
            else if (approach < 0f && ahead < enters * approach)
            {
                enters = ahead / approach;
                side = i;
            }
            else if (approach > 0f && ahead < leaves * approach)
            {
                leaves = ahead / approach;
            }
            if (leaves < enters)
            {
                return false;
            }
        }
        if (side < 0)
        {
            return false; // The ray starts inside.
        }
        hit = new RayHit(enters, frame.Rotation.Apply(_normals[side]));
        return true;
    }

    /// <summary>
    /// Mass, centre and inertia as sums over the triangles between a point s inside and each side, with e1 and e2 the
    /// sides at s and D = e1 x e2: the area is D/2, the centre of a triangle s + (e1 + e2)/3, and its inertia about s
    /// D/12 times (e1x^2 + e1x e2x + e2x^2 + e1y^2 + e1y e2y + e2y^2).
    /// </summary>
    internal override MassData ComputeMass(float density)
    {
        Vector2D inside = Vector2D.Zero;
        foreach (Vector2D vertex in Vertices)
        {
            inside += vertex;
        }
        inside = (1f / _count) * inside;

        Vector2D center = Vector2D.Zero;
        float area = 0f;
        float inertia = 0f;
        for (int i = 0; i < _count; i++)
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

    private static Vector2D ComputeCentroid(ReadOnlySpan<Vector2D> vertices)
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
