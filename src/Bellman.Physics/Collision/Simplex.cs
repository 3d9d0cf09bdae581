using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// Up to three corners of the difference of two shapes (each a corner of B minus a corner of A), and the point of their
/// convex hull closest to the origin, as weights of the corners. A weight is positive exactly where the closest point
/// lies inside the segment or triangle; otherwise the corner drops out (C. Ericson, Real-Time Collision Detection, 2005).
/// </summary>
internal struct Simplex
{
    public ThreeVertices Vertices;
    public int Count;

    /// <summary>Room for three corners.</summary>
    [InlineArray(3)]
    internal struct ThreeVertices
    {
        private SimplexVertex _first;
    }

    /// <summary>The direction from the closest point of the simplex towards the origin.</summary>
    public readonly Vector2D SearchDirection
    {
        get
        {
            if (Count == 1)
            {
                return -Vertices[0].Difference;
            }
            Vector2D edge = Vertices[1].Difference - Vertices[0].Difference;
            bool originIsLeft = Vector2D.Cross(edge, -Vertices[0].Difference) > 0f;
            return originIsLeft ? new Vector2D(-edge.Y, edge.X) : edge.TurnedRight;
        }
    }

    /// <summary>Length of the segment or doubled area of the triangle: tells whether a cached simplex is still sound.</summary>
    public readonly float Metric => Count switch
    {
        2 => (Vertices[0].Difference - Vertices[1].Difference).Length,
        3 => Vector2D.Cross(Vertices[1].Difference - Vertices[0].Difference, Vertices[2].Difference - Vertices[0].Difference),
        _ => 0f,
    };

    /// <summary>The distance between the closest points of the two shapes.</summary>
    public readonly float Distance
    {
        get
        {
            ref readonly SimplexVertex first = ref Vertices[0];
            if (Count == 1)
            {
                return (first.PointA - first.PointB).Length;
            }
            if (Count == 3)
            {
                return 0f; // The origin lies inside: both closest points are one.
            }
            ref readonly SimplexVertex second = ref Vertices[1];
            Vector2D onA = first.Weight * first.PointA + second.Weight * second.PointA;
            Vector2D onB = first.Weight * first.PointB + second.Weight * second.PointB;
            return (onA - onB).Length;
        }
    }

    /// <summary>Reduces the simplex to the corners that carry the point closest to the origin.</summary>
    public void Reduce()
    {
        if (Count == 2)
        {
            ReduceSegment();
        }
        else if (Count == 3)
        {
            ReduceTriangle();
        }
    }

    private void ReduceSegment()
    {
        Vector2D first = Vertices[0].Difference;
        Vector2D second = Vertices[1].Difference;
        Vector2D edge = second - first;
        float secondWeight = -Vector2D.Dot(first, edge);
        if (secondWeight <= 0f)
        {
            KeepVertex(0);
            return;
        }
        float firstWeight = Vector2D.Dot(second, edge);
        if (firstWeight <= 0f)
        {
            KeepVertex(1);
            return;
        }
        KeepEdge(0, firstWeight, 1, secondWeight);
    }

    /// <summary>
    /// With a = p1 etc., the segment weights are those of each side; the triangle's are the signed areas that the origin
    /// makes with the sides, times the sign of the whole.
    /// </summary>
    private void ReduceTriangle()
    {
        Vector2D a = Vertices[0].Difference;
        Vector2D b = Vertices[1].Difference;
        Vector2D c = Vertices[2].Difference;
        Vector2D ab = b - a;
        Vector2D ac = c - a;
        Vector2D bc = c - b;
        float abOfA = Vector2D.Dot(b, ab);
        float abOfB = -Vector2D.Dot(a, ab);
        float acOfA = Vector2D.Dot(c, ac);
        float acOfC = -Vector2D.Dot(a, ac);
        float bcOfB = Vector2D.Dot(c, bc);
        float bcOfC = -Vector2D.Dot(b, bc);
        float area = Vector2D.Cross(ab, ac);
        float weightA = area * Vector2D.Cross(b, c);
        float weightB = area * Vector2D.Cross(c, a);
        float weightC = area * Vector2D.Cross(a, b);

        if (abOfB <= 0f && acOfC <= 0f)
        {
            KeepVertex(0);
        }
        else if (abOfA > 0f && abOfB > 0f && weightC <= 0f)
        {
            KeepEdge(0, abOfA, 1, abOfB);
        }
        else if (acOfA > 0f && acOfC > 0f && weightB <= 0f)
        {
            KeepEdge(0, acOfA, 2, acOfC);
        }
        else if (abOfA <= 0f && bcOfC <= 0f)
        {
            KeepVertex(1);
        }
        else if (acOfA <= 0f && bcOfB <= 0f)
        {
            KeepVertex(2);
        }
        else if (bcOfB > 0f && bcOfC > 0f && weightA <= 0f)
        {
            KeepLastEdge(bcOfB, bcOfC);
        }
        // Otherwise the origin lies inside the triangle: the shapes overlap, and all three corners stay.
    }

    private void KeepVertex(int index)
    {
        Vertices[0] = Vertices[index];
        Vertices[0].Weight = 1f;
        Count = 1;
    }

    private void KeepEdge(int first, float firstWeight, int second, float secondWeight)
    {
        float scale = 1f / (firstWeight + secondWeight);
        Vertices[first].Weight = firstWeight * scale;
        Vertices[second].Weight = secondWeight * scale;
        Vertices[0] = Vertices[first];
        Vertices[1] = Vertices[second];
        Count = 2;
    }

    /// <summary>Keeps the second and third corner, the third in front: later rounding depends on the order.</summary>
    private void KeepLastEdge(float secondWeight, float thirdWeight)
    {
        float scale = 1f / (secondWeight + thirdWeight);
        Vertices[0] = Vertices[2];
        Vertices[0].Weight = thirdWeight * scale;
        Vertices[1].Weight = secondWeight * scale;
        Count = 2;
    }
}
