namespace Bellman.Physics;

/// <summary>
/// The manifold of two polygons by separating axes: the side along whose normal they are furthest apart (or least deep
/// in each other) is the reference side; the other polygon's side most opposed to it is cut to its width, and the
/// points within the skin remain.
/// </summary>
internal static class PolygonCollider
{
    private const float Reach = Tuning.SkinRadius + Tuning.SkinRadius;
    private const float RelativeTolerance = 0.98f;
    private const float AbsoluteTolerance = 0.001f;

    /// <summary>Computes the manifold, keeping impulses of former points out of it.</summary>
    public static void Collide(ref Manifold manifold, PolygonShape a, in Transform frameA, PolygonShape b, in Transform frameB)
    {
        manifold.Count = 0;
        float separationA = GreatestSeparation(a, frameA, b, frameB, out int sideA);
        if (separationA > Reach)
        {
            return;
        }
        float separationB = GreatestSeparation(b, frameB, a, frameA, out int sideB);
        if (separationB > Reach)
        {
            return;
        }
        // B's side must be clearly better, or contacts would flicker between the two.
        manifold.ReferenceIsB = separationB > RelativeTolerance * separationA + AbsoluteTolerance;
        if (manifold.ReferenceIsB)
        {
            CutAgainst(ref manifold, b, frameB, sideB, a, frameA);
        }
        else
        {
            CutAgainst(ref manifold, a, frameA, sideA, b, frameB);
        }
    }

    /// <summary>Climbs from the side that faces the other polygon's centre to the side with the greatest separation.</summary>
    private static float GreatestSeparation(
        PolygonShape reference, in Transform referenceFrame, PolygonShape other, in Transform otherFrame, out int side)
    {
        Vector2D towards = otherFrame.Apply(other.Centroid) - referenceFrame.Apply(reference.Centroid);
        int count = reference.Vertices.Length;
        int facing = Shape.Support(reference.Normals, referenceFrame.Rotation.ApplyInverse(towards));
        int before = facing > 0 ? facing - 1 : count - 1;
        int after = reference.Next(facing);
        float separation = Separation(reference, referenceFrame, facing, other, otherFrame);
        float separationBefore = Separation(reference, referenceFrame, before, other, otherFrame);
        float separationAfter = Separation(reference, referenceFrame, after, other, otherFrame);

        int direction;
        if (separationBefore > separation && separationBefore > separationAfter)
        {
            (direction, side, separation) = (-1, before, separationBefore);
        }
        else if (separationAfter > separation)
        {
            (direction, side, separation) = (1, after, separationAfter);
        }
        else
        {
            side = facing;
            return separation;
        }

        while (true)
        {
            int candidate = side + direction;
            candidate = candidate < 0 ? count - 1 : candidate == count ? 0 : candidate;
            float value = Separation(reference, referenceFrame, candidate, other, otherFrame);
            if (value <= separation)
            {
                return separation;
            }
            (side, separation) = (candidate, value);
        }
    }

    /// <summary>How far the other polygon's deepest corner lies outside a side.</summary>
    private static float Separation(
        PolygonShape reference, in Transform referenceFrame, int side, PolygonShape other, in Transform otherFrame)
    {
        Vector2D normal = referenceFrame.Rotation.Apply(reference.Normals[side]);
        int deepest = Least(other.Vertices, otherFrame.Rotation.ApplyInverse(normal));
        Vector2D onSide = referenceFrame.Apply(reference.Vertices[side]);
        Vector2D corner = otherFrame.Apply(other.Vertices[deepest]);
        return Vector2D.Dot(corner - onSide, normal);
    }

    private static int Least(ReadOnlySpan<Vector2D> vectors, Vector2D direction)
    {
        int least = 0;
        float leastDot = float.MaxValue;
        for (int i = 0; i < vectors.Length; i++)
        {
            float dot = Vector2D.Dot(vectors[i], direction);
            if (dot < leastDot)
            {
                leastDot = dot;
                least = i;
            }
        }
        return least;
    }

    private static void CutAgainst(
        ref Manifold manifold, PolygonShape reference, in Transform referenceFrame, int side, PolygonShape other, in Transform otherFrame)
    {
        int next = reference.Next(side);
        Vector2D localFirst = reference.Vertices[side];
        Vector2D localSecond = reference.Vertices[next];
        Vector2D localTangent = (localSecond - localFirst).Normalized;
        Vector2D tangent = referenceFrame.Rotation.Apply(localTangent);
        Vector2D normal = tangent.TurnedRight;
        Vector2D first = referenceFrame.Apply(localFirst);
        Vector2D second = referenceFrame.Apply(localSecond);

        ClippedSide incident = OpposedSide(other, otherFrame, side, referenceFrame.Rotation.Apply(reference.Normals[side]));
        if (!incident.Cut(-tangent, -Vector2D.Dot(tangent, first) + Reach, side)
            || !incident.Cut(tangent, Vector2D.Dot(tangent, second) + Reach, next))
        {
            return;
        }

        manifold.LocalNormal = localTangent.TurnedRight;
        manifold.LocalPoint = 0.5f * (localFirst + localSecond);
        float front = Vector2D.Dot(normal, first);
        if (Vector2D.Dot(normal, incident.First) - front <= Reach)
        {
            Add(ref manifold, otherFrame.ApplyInverse(incident.First), incident.FirstFeature);
        }
        if (Vector2D.Dot(normal, incident.Second) - front <= Reach)
        {
            Add(ref manifold, otherFrame.ApplyInverse(incident.Second), incident.SecondFeature);
        }
    }

    private static ClippedSide OpposedSide(PolygonShape other, in Transform otherFrame, int side, Vector2D normal)
    {
        int opposed = Least(other.Normals, otherFrame.Rotation.ApplyInverse(normal));
        int next = other.Next(opposed);
        return new ClippedSide
        {
            First = otherFrame.Apply(other.Vertices[opposed]),
            FirstFeature = new ContactFeature((byte)side, (byte)opposed, IsFaceA: true, IsFaceB: false),
            Second = otherFrame.Apply(other.Vertices[next]),
            SecondFeature = new ContactFeature((byte)side, (byte)next, IsFaceA: true, IsFaceB: false),
        };
    }

    private static void Add(ref Manifold manifold, Vector2D local, ContactFeature feature)
    {
        ref Manifold.Point point = ref manifold.Points[manifold.Count++];
        point.Local = local;
        point.Feature = manifold.ReferenceIsB ? feature.Swapped : feature;
    }
}
