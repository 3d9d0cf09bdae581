namespace Bellman.Physics;

/// <summary>
/// The manifold of a lone edge (shape A, solid on both sides) and a polygon (shape B): of the edge's normal and the
/// polygon's, the one along which the shapes are furthest apart (or least deep in each other) makes the reference side;
/// the side of the other shape most opposed to it is cut to its width, and the points within the skin remain.
/// </summary>
internal static class EdgeCollider
{
    private const float Reach = 2f * Tuning.SkinRadius;

    // The polygon's side must be clearly better than the edge, or contacts would flicker between the two.
    private const float RelativeTolerance = 0.98f;
    private const float AbsoluteTolerance = 0.001f;

    /// <summary>Computes the manifold, keeping impulses of former points out of it.</summary>
    public static void Collide(ref Manifold manifold, EdgeShape edge, in Transform edgeFrame, PolygonShape polygon, in Transform polygonFrame)
    {
        manifold.Count = 0;
        Transform frame = Transform.Between(edgeFrame, polygonFrame);
        Span<Vector2D> vertices = stackalloc Vector2D[Tuning.MaxPolygonVertices];
        Span<Vector2D> normals = stackalloc Vector2D[Tuning.MaxPolygonVertices];
        vertices = vertices[..polygon.Vertices.Length];
        normals = normals[..polygon.Vertices.Length];
        for (int i = 0; i < vertices.Length; i++)
        {
            vertices[i] = frame.Apply(polygon.Vertices[i]);
            normals[i] = frame.Rotation.Apply(polygon.Normals[i]);
        }

        Vector2D edgeNormal = (edge.End - edge.Start).Normalized.TurnedRight;
        bool front = Vector2D.Dot(edgeNormal, frame.Apply(polygon.Centroid) - edge.Start) >= 0f;
        Vector2D normal = front ? edgeNormal : -edgeNormal;

        float edgeSeparation = EdgeSeparation(edge, normal, vertices);
        if (edgeSeparation > Reach)
        {
            return;
        }
        float polygonSeparation = PolygonSeparation(edge, vertices, normals, out int side);
        if (polygonSeparation > Reach)
        {
            return;
        }

        if (polygonSeparation > RelativeTolerance * edgeSeparation + AbsoluteTolerance)
        {
            AgainstPolygonSide(ref manifold, edge, polygon, side, vertices, normals[side]);
        }
        else
        {
            AgainstEdge(ref manifold, edge, front, normal, frame, vertices, normals);
        }
    }

    private static float EdgeSeparation(EdgeShape edge, Vector2D normal, ReadOnlySpan<Vector2D> vertices)
    {
        float least = float.MaxValue;
        foreach (Vector2D vertex in vertices)
        {
            float separation = Vector2D.Dot(normal, vertex - edge.Start);
            if (separation < least)
            {
                least = separation;
            }
        }
        return least;
    }

    private static float PolygonSeparation(
        EdgeShape edge, ReadOnlySpan<Vector2D> vertices, ReadOnlySpan<Vector2D> normals, out int side)
    {
        float greatest = -float.MaxValue;
        side = -1;
        for (int i = 0; i < vertices.Length; i++)
        {
            Vector2D inward = -normals[i];
            float toStart = Vector2D.Dot(inward, vertices[i] - edge.Start);
            float toEnd = Vector2D.Dot(inward, vertices[i] - edge.End);
            float separation = toStart < toEnd ? toStart : toEnd;
            if (separation > greatest)
            {
                greatest = separation;
                side = i;
                if (separation > Reach)
                {
                    return greatest;
                }
            }
        }
        return greatest;
    }

    private static void AgainstEdge(
        ref Manifold manifold, EdgeShape edge, bool front, Vector2D normal, in Transform frame,
        ReadOnlySpan<Vector2D> vertices, ReadOnlySpan<Vector2D> normals)
    {
        int opposed = 0;
        float leastDot = Vector2D.Dot(normal, normals[0]);
        for (int i = 1; i < normals.Length; i++)
        {
            float dot = Vector2D.Dot(normal, normals[i]);
            if (dot < leastDot)
            {
                leastDot = dot;
                opposed = i;
            }
        }
        int next = opposed + 1 < vertices.Length ? opposed + 1 : 0;
        var incident = new ClippedSide
        {
            First = vertices[opposed],
            FirstFeature = new ContactFeature(0, (byte)opposed, IsFaceA: true, IsFaceB: false),
            Second = vertices[next],
            SecondFeature = new ContactFeature(0, (byte)next, IsFaceA: true, IsFaceB: false),
        };
        Vector2D first = front ? edge.Start : edge.End;
        Vector2D second = front ? edge.End : edge.Start;
        if (!CutToWidth(ref incident, normal, first, second, front ? 0 : 1, front ? 1 : 0))
        {
            return;
        }
        manifold.ReferenceIsB = false;
        manifold.LocalNormal = normal;
        manifold.LocalPoint = first;
        if (Vector2D.Dot(normal, incident.First - first) <= Reach)
        {
            Add(ref manifold, frame.ApplyInverse(incident.First), incident.FirstFeature);
        }
        if (Vector2D.Dot(normal, incident.Second - first) <= Reach)
        {
            Add(ref manifold, frame.ApplyInverse(incident.Second), incident.SecondFeature);
        }
    }

    private static void AgainstPolygonSide(
        ref Manifold manifold, EdgeShape edge, PolygonShape polygon, int side, ReadOnlySpan<Vector2D> vertices, Vector2D normal)
    {
        // While it is cut, the features read as if the polygon were shape A.
        var incident = new ClippedSide
        {
            First = edge.Start,
            FirstFeature = new ContactFeature(0, (byte)side, IsFaceA: false, IsFaceB: true),
            Second = edge.End,
            SecondFeature = new ContactFeature(0, (byte)side, IsFaceA: false, IsFaceB: true),
        };
        int next = polygon.Next(side);
        Vector2D first = vertices[side];
        if (!CutToWidth(ref incident, normal, first, vertices[next], side, next))
        {
            return;
        }
        manifold.ReferenceIsB = true;
        manifold.LocalNormal = polygon.Normals[side];
        manifold.LocalPoint = polygon.Vertices[side];
        if (Vector2D.Dot(normal, incident.First - first) <= Reach)
        {
            Add(ref manifold, incident.First, incident.FirstFeature.Swapped);
        }
        if (Vector2D.Dot(normal, incident.Second - first) <= Reach)
        {
            Add(ref manifold, incident.Second, incident.SecondFeature.Swapped);
        }
    }

    private static bool CutToWidth(
        ref ClippedSide incident, Vector2D normal, Vector2D first, Vector2D second, int firstCorner, int secondCorner)
    {
        Vector2D tangent = normal.TurnedRight;
        return incident.Cut(tangent, Vector2D.Dot(tangent, first), firstCorner)
            && incident.Cut(-tangent, Vector2D.Dot(-tangent, second), secondCorner);
    }

    private static void Add(ref Manifold manifold, Vector2D local, ContactFeature feature)
    {
        ref Manifold.Point point = ref manifold.Points[manifold.Count++];
        point.Local = local;
        point.Feature = feature;
    }
}
