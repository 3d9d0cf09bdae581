namespace Bellman.Physics;

/// <summary>Casts a ray against the fixtures of the leaves that it may meet, and reports those that it does.</summary>
internal struct FixtureRay<TCallback>(Fixture?[] fixtures, Vector2D from, Vector2D to, TCallback callback) : IRayVisitor
    where TCallback : IRayCastCallback
{
    public TCallback Callback = callback;

    public float Visit(int leaf, float reach)
    {
        Fixture fixture = fixtures[leaf]!;
        if (!fixture.Shape.RayCast(from, to, fixture.Body.Frame, reach, out RayHit hit))
        {
            return reach;
        }
        Vector2D point = (1f - hit.Fraction) * from + hit.Fraction * to;
        return Callback.Report(fixture, point, hit.Normal, hit.Fraction);
    }
}
