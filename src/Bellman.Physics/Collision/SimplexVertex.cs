namespace Bellman.Physics;

/// <summary>A corner of the simplex: a corner of each shape and the difference between them.</summary>
internal struct SimplexVertex
{
    public Vector2D PointA;
    public Vector2D PointB;
    public Vector2D Difference;
    public float Weight;
    public int IndexA;
    public int IndexB;
}
