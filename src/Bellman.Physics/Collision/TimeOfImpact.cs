namespace Bellman.Physics;

/// <summary>
/// When two moving shapes come to touch, by conservative advancement over separating axes: take the axis of the closest
/// features, find the latest time up to which the shapes are a target distance apart along it, and repeat there.
/// </summary>
internal static class TimeOfImpact
{
    private const float SkinsLessSlop = Tuning.SkinRadius + Tuning.SkinRadius - 3f * Tuning.LinearSlop;
    private const float Target = SkinsLessSlop > Tuning.LinearSlop ? SkinsLessSlop : Tuning.LinearSlop;
    private const float Tolerance = 0.25f * Tuning.LinearSlop;

    /// <summary>Shapes that never come as near as this do not touch.</summary>
    public const float Reach = Target + Tolerance;

    private const int MaxAxes = 20;
    private const int MaxRootIterations = 50;

    private enum Outcome
    {
        Unknown,
        Advanced,
        Touching,
        NoImpact,
    }

    /// <summary>Finds the impact.</summary>
    /// <returns>Whether the shapes come to touch, and then the fraction of the sweeps at which they do.</returns>
    public static bool Find(ReadOnlySpan<Vector2D> verticesA, Sweep sweepA, ReadOnlySpan<Vector2D> verticesB, Sweep sweepB, out float time)
    {
        sweepA.RemoveTurns();
        sweepB.RemoveTurns();
        time = 0f;
        var cache = default(SimplexCache);
        for (int axis = 0; axis < MaxAxes; axis++)
        {
            float distance = DistanceQuery.Compute(ref cache, verticesA, sweepA.At(time), verticesB, sweepB.At(time));
            if (distance <= 0f)
            {
                return false; // They overlap already: a matter for the ordinary contact solver.
            }
            if (distance < Target + Tolerance)
            {
                return true;
            }
            var separation = new SeparationFunction(cache, verticesA, in sweepA, verticesB, in sweepB, time);
            switch (AdvanceAlong(separation, ref time))
            {
                case Outcome.Touching:
                    return true;
                case Outcome.NoImpact:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Moves the time forward until the shapes are the target distance apart along one axis.</summary>
    private static Outcome AdvanceAlong(in SeparationFunction separation, ref float time)
    {
        float end = 1f;
        for (int corner = 0; corner < Tuning.MaxPolygonVertices; corner++)
        {
            float atEnd = separation.Least(end, out int indexA, out int indexB);
            if (atEnd > Target + Tolerance)
            {
                return Outcome.NoImpact;
            }
            if (atEnd > Target - Tolerance)
            {
                time = end;
                return Outcome.Advanced;
            }
            float atStart = separation.Of(indexA, indexB, time);
            if (atStart < Target - Tolerance)
            {
                return Outcome.NoImpact; // The root finder ran out of iterations before.
            }
            if (atStart <= Target + Tolerance)
            {
                return Outcome.Touching;
            }
            end = FindRoot(separation, indexA, indexB, time, atStart, end, atEnd);
        }
        return Outcome.Unknown;
    }

    /// <summary>The time at which two corners are the target distance apart, by bisection and the secant rule in turn.</summary>
    private static float FindRoot(
        in SeparationFunction separation, int indexA, int indexB, float start, float atStart, float end, float atEnd)
    {
        float unresolved = end;
        for (int iteration = 0; iteration < MaxRootIterations; iteration++)
        {
            float middle = (iteration & 1) != 0
                ? start + (Target - atStart) * (end - start) / (atEnd - atStart)
                : 0.5f * (start + end);
            float atMiddle = separation.Of(indexA, indexB, middle);
            if (MathF.Abs(atMiddle - Target) < Tolerance)
            {
                return middle;
            }
            if (atMiddle > Target)
            {
                start = middle;
                atStart = atMiddle;
            }
            else
            {
                end = middle;
                atEnd = atMiddle;
            }
        }
        return unresolved;
    }
}
