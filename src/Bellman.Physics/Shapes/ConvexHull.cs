namespace Bellman.Physics;

/// <summary>The convex hull of a few points by gift wrapping (R. A. Jarvis, 1973).</summary>
internal static class ConvexHull
{
    /// <summary>Finds the corners of the hull, counter-clockwise from the rightmost (of several, the lowest).</summary>
    /// <param name="points">The points.</param>
    /// <param name="corners">Room for as many corners.</param>
    /// <returns>How many there are.</returns>
    public static int Of(ReadOnlySpan<Vector2D> points, Span<Vector2D> corners)
    {
        int start = Rightmost(points);
        int count = 0;
        int corner = start;
        do
        {
            if (count == points.Length)
            {
                break; // Coinciding points: the walk does not come back to the start.
            }
            corners[count++] = points[corner];
            corner = NextCorner(points, corner);
        }
        while (corner != start);
        return count;
    }

    private static int Rightmost(ReadOnlySpan<Vector2D> points)
    {
        int best = 0;
        for (int i = 1; i < points.Length; i++)
        {
            if (points[i].X > points[best].X || (points[i].X == points[best].X && points[i].Y < points[best].Y))
            {
                best = i;
            }
        }
        return best;
    }

    /// <summary>The point such that all others lie to the left of the line towards it; of several on that line, the furthest.</summary>
    private static int NextCorner(ReadOnlySpan<Vector2D> points, int corner)
    {
        int end = 0;
        for (int i = 1; i < points.Length; i++)
        {
            if (end == corner)
            {
                end = i;
                continue;
            }
            Vector2D best = points[end] - points[corner];
            Vector2D candidate = points[i] - points[corner];
            float turn = Vector2D.Cross(best, candidate);
            if (turn < 0f || (turn == 0f && candidate.LengthSquared > best.LengthSquared))
            {
                end = i;
            }
        }
        return end;
    }
}
