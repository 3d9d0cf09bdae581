namespace Bellman.Physics;

/// <summary>
/// The distance between two convex shapes, their skins left out, by the algorithm of Gilbert, Johnson and Keerthi
/// (1988): walk over the difference of the shapes, each time adding the corner furthest towards the origin.
/// </summary>
internal static class DistanceQuery
{
    private const int MaxIterations = 20;

    /// <summary>Computes the distance.</summary>
    /// <param name="cache">In: the corners to start from (a count of 0 for none). Out: the closest corners.</param>
    /// <param name="verticesA">Corners of shape A in its frame.</param>
    /// <param name="frameA">The frame of shape A.</param>
    /// <param name="verticesB">Corners of shape B in its frame.</param>
    /// <param name="frameB">The frame of shape B.</param>
    /// <returns>The distance in metres, 0 where the shapes overlap.</returns>
    public static float Compute(
        ref SimplexCache cache, ReadOnlySpan<Vector2D> verticesA, in Transform frameA, ReadOnlySpan<Vector2D> verticesB, in Transform frameB)
    {
        Simplex simplex = Start(cache, verticesA, frameA, verticesB, frameB);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            int before = simplex.Count;
            Simplex.ThreeVertices former = simplex.Vertices;
            simplex.Reduce();
            if (simplex.Count == 3)
            {
                break;
            }
            Vector2D direction = simplex.SearchDirection;
            if (direction.LengthSquared < Tuning.Epsilon * Tuning.Epsilon)
            {
                break;
            }
            ref SimplexVertex next = ref simplex.Vertices[simplex.Count];
            Set(
                ref next,
                Shape.Support(verticesA, frameA.Rotation.ApplyInverse(-direction)), verticesA, frameA,
                Shape.Support(verticesB, frameB.Rotation.ApplyInverse(direction)), verticesB, frameB);
            if (IsAmong(former, before, next))
            {
                break;
            }
            simplex.Count++;
        }

        cache.Metric = simplex.Metric;
        cache.Count = simplex.Count;
        for (int i = 0; i < simplex.Count; i++)
        {
            cache.IndexA[i] = simplex.Vertices[i].IndexA;
            cache.IndexB[i] = simplex.Vertices[i].IndexB;
        }
        return simplex.Distance;
    }

    private static Simplex Start(
        in SimplexCache cache, ReadOnlySpan<Vector2D> verticesA, in Transform frameA, ReadOnlySpan<Vector2D> verticesB, in Transform frameB)
    {
        var simplex = new Simplex { Count = cache.Count };
        for (int i = 0; i < cache.Count; i++)
        {
            Set(ref simplex.Vertices[i], cache.IndexA[i], verticesA, frameA, cache.IndexB[i], verticesB, frameB);
        }
        if (simplex.Count > 1)
        {
            float metric = simplex.Metric;
            if (metric < 0.5f * cache.Metric || 2f * cache.Metric < metric || metric < Tuning.Epsilon)
            {
                simplex.Count = 0;
            }
        }
        if (simplex.Count == 0)
        {
            Set(ref simplex.Vertices[0], 0, verticesA, frameA, 0, verticesB, frameB);
            simplex.Vertices[0].Weight = 1f;
            simplex.Count = 1;
        }
        return simplex;
    }

    private static void Set(
        ref SimplexVertex vertex,
        int indexA, ReadOnlySpan<Vector2D> verticesA, in Transform frameA,
        int indexB, ReadOnlySpan<Vector2D> verticesB, in Transform frameB)
    {
        vertex.IndexA = indexA;
        vertex.IndexB = indexB;
        vertex.PointA = frameA.Apply(verticesA[indexA]);
        vertex.PointB = frameB.Apply(verticesB[indexB]);
        vertex.Difference = vertex.PointB - vertex.PointA;
    }

    private static bool IsAmong(in Simplex.ThreeVertices vertices, int count, in SimplexVertex candidate)
    {
        for (int i = 0; i < count; i++)
        {
            if (vertices[i].IndexA == candidate.IndexA && vertices[i].IndexB == candidate.IndexB)
            {
                return true;
            }
        }
        return false;
    }
}
