namespace Bellman.Physics;

/// <summary>
/// The separation of two moving shapes along one axis as a function of time. The axis comes from their closest features:
/// the line between two corners, fixed in the world, or the normal of a side, which turns with its body.
/// </summary>
internal ref struct SeparationFunction
{
    private readonly ReadOnlySpan<Vector2D> _verticesA;
    private readonly ReadOnlySpan<Vector2D> _verticesB;
    private readonly ref readonly Sweep _sweepA;
    private readonly ref readonly Sweep _sweepB;
    private readonly Kind _kind;
    private readonly Vector2D _localPoint;
    private readonly Vector2D _axis;

    /// <summary>Takes the axis from the closest features at a time.</summary>
    public SeparationFunction(
        in SimplexCache closest, ReadOnlySpan<Vector2D> verticesA, ref readonly Sweep sweepA,
        ReadOnlySpan<Vector2D> verticesB, ref readonly Sweep sweepB, float time)
    {
        _verticesA = verticesA;
        _verticesB = verticesB;
        _sweepA = ref sweepA;
        _sweepB = ref sweepB;
        Transform frameA = sweepA.At(time);
        Transform frameB = sweepB.At(time);

        if (closest.Count == 1)
        {
            _kind = Kind.Corners;
            Vector2D pointA = frameA.Apply(verticesA[closest.IndexA[0]]);
            Vector2D pointB = frameB.Apply(verticesB[closest.IndexB[0]]);
            _axis = (pointB - pointA).Normalized;
        }
        else if (closest.IndexA[0] == closest.IndexA[1])
        {
            _kind = Kind.SideOfB;
            Vector2D pointA = frameA.Apply(verticesA[closest.IndexA[0]]);
            (_axis, _localPoint) = SideTowards(verticesB[closest.IndexB[0]], verticesB[closest.IndexB[1]], frameB, pointA);
        }
        else
        {
            _kind = Kind.SideOfA;
            Vector2D pointB = frameB.Apply(verticesB[closest.IndexB[0]]);
            (_axis, _localPoint) = SideTowards(verticesA[closest.IndexA[0]], verticesA[closest.IndexA[1]], frameA, pointB);
        }
    }

    private enum Kind
    {
        Corners,
        SideOfA,
        SideOfB,
    }

    /// <summary>The least separation at a time and the corners that have it (-1 for the shape that owns the side).</summary>
    public readonly float Least(float time, out int indexA, out int indexB)
    {
        Transform frameA = _sweepA.At(time);
        Transform frameB = _sweepB.At(time);
        switch (_kind)
        {
            case Kind.Corners:
                indexA = Shape.Support(_verticesA, frameA.Rotation.ApplyInverse(_axis));
                indexB = Shape.Support(_verticesB, frameB.Rotation.ApplyInverse(-_axis));
                break;
            case Kind.SideOfA:
                indexA = -1;
                indexB = Shape.Support(_verticesB, frameB.Rotation.ApplyInverse(-frameA.Rotation.Apply(_axis)));
                break;
            default:
                indexA = Shape.Support(_verticesA, frameA.Rotation.ApplyInverse(-frameB.Rotation.Apply(_axis)));
                indexB = -1;
                break;
        }
        return Between(frameA, indexA, frameB, indexB);
    }

    /// <summary>The separation of given corners at a time.</summary>
    public readonly float Of(int indexA, int indexB, float time) => Between(_sweepA.At(time), indexA, _sweepB.At(time), indexB);

    private readonly float Between(in Transform frameA, int indexA, in Transform frameB, int indexB)
    {
        switch (_kind)
        {
            case Kind.Corners:
                return Vector2D.Dot(frameB.Apply(_verticesB[indexB]) - frameA.Apply(_verticesA[indexA]), _axis);
            case Kind.SideOfA:
                return Vector2D.Dot(
                    frameB.Apply(_verticesB[indexB]) - frameA.Apply(_localPoint), frameA.Rotation.Apply(_axis));
            default:
                return Vector2D.Dot(
                    frameA.Apply(_verticesA[indexA]) - frameB.Apply(_localPoint), frameB.Rotation.Apply(_axis));
        }
    }

    /// <summary>The normal of a side, in its own frame, on the side where a point lies, and the middle of the side.</summary>
    private static (Vector2D Normal, Vector2D Middle) SideTowards(Vector2D first, Vector2D second, in Transform frame, Vector2D point)
    {
        Vector2D normal = (second - first).TurnedRight.Normalized;
        Vector2D middle = 0.5f * (first + second);
        float side = Vector2D.Dot(point - frame.Apply(middle), frame.Rotation.Apply(normal));
        return (side < 0f ? -normal : normal, middle);
    }
}
