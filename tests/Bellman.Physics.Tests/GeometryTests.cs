namespace Bellman.Physics.Tests;

public class GeometryTests
{
    [Fact]
    public void SineCosine_ManyAngles_AreCorrectlyRoundedWithinOneUnit()
    {
        for (int i = -4_000; i <= 4_000; i++)
        {
            float angle = i * 0.0299f;
            Rotation rotation = Rotation.FromAngle(angle);
            Assert.InRange(rotation.Sine - Math.Sin(angle), -6e-8, 6e-8);
            Assert.InRange(rotation.Cosine - Math.Cos(angle), -6e-8, 6e-8);
        }
    }

    /// <summary>Values of the GNU C library's sinf and cosf, some of them where its fused reduction decides the last bit.</summary>
    [Theory]
    [InlineData(0f, 0f, 1f)]
    [InlineData(1e-5f, 1e-5f, 1f)]
    [InlineData(0.5f, 0.47942555f, 0.87758255f)]
    [InlineData(17.278738f, -1f, -2.1572894E-05f)]
    [InlineData(23.558031f, -0.9999924f, -0.00391381f)]
    [InlineData(-53.42252f, 0.015443959f, -0.99988073f)]
    public void SineCosine_KnownAngles_AreTheLibrarysBits(float angle, float sine, float cosine) =>
        Assert.Equal(new Rotation(sine, cosine), Rotation.FromAngle(angle));

    [Fact]
    public void PolygonShape_PointsInAnyOrder_AreItsHullFromTheRightmostOn()
    {
        var shape = new PolygonShape(new(-1, 1), new(0, 0), new(1, 1), new(-1, -1), new(1, -1), new(0, -1));
        Assert.Equal([new(1, -1), new(1, 1), new(-1, 1), new(-1, -1)], shape.Vertices.ToArray());
        Assert.Equal([new(1, 0), new(0, 1), new(-1, 0), new(0, -1)], shape.Normals.ToArray());
    }

    [Fact]
    public void ComputeMass_Triangle_IsTheTextbooks()
    {
        // Right triangle with legs 3 and 4: area 6, centre at a third of the legs, inertia about the corner m (3^2 + 4^2) / 6.
        var shape = new PolygonShape(new(0, 0), new(3, 0), new(0, 4));
        MassData mass = shape.ComputeMass(density: 2);
        Assert.Equal(12, mass.Mass, 1e-5);
        Assert.Equal(1, mass.Center.X, 1e-5);
        Assert.Equal(4.0 / 3, mass.Center.Y, 1e-5);
        Assert.Equal(12 * 25 / 6.0, mass.Inertia, 1e-3);
    }

    [Theory]
    [InlineData(3f, 0f, 0f, 2f)]
    [InlineData(3f, 4f, 0f, 3.60555f)]
    [InlineData(0f, 3f, 0.78539816f, 1.79289f)]
    [InlineData(0.2f, 0.4f, 0.3f, 0f)]
    public void DistanceQuery_TwoBoxes_IsTheirDistance(float x, float y, float angle, float expected)
    {
        PolygonShape box = PolygonShape.Box(0.5f, 0.5f);
        var frame = new Transform(new Vector2D(x, y), Rotation.FromAngle(angle));
        var cache = default(SimplexCache);
        float distance = DistanceQuery.Compute(ref cache, box.Vertices, new Transform(default, Rotation.Identity), box.Vertices, frame);
        Assert.Equal(expected, distance, 1e-4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EdgeCollider_BoxOnEitherSide_TouchesWithTwoPointsAndANormalTowardsIt(bool above)
    {
        var edge = new EdgeShape(new Vector2D(-5, 0), new Vector2D(5, 0));
        PolygonShape box = PolygonShape.Box(0.5f, 0.5f);
        var manifold = default(Manifold);
        float side = above ? 1 : -1;
        var frame = new Transform(new Vector2D(1, side * 0.5f), Rotation.Identity);
        EdgeCollider.Collide(ref manifold, edge, new Transform(default, Rotation.Identity), box, frame);
        Assert.Equal(2, manifold.Count);
        Assert.Equal(new Vector2D(0, side), manifold.LocalNormal);
        Assert.NotEqual(manifold.Points[0].Feature, manifold.Points[1].Feature);
    }

    [Fact]
    public void PolygonCollider_CornerAgainstSide_TouchesWithOnePoint()
    {
        PolygonShape box = PolygonShape.Box(0.5f, 0.5f);
        var manifold = default(Manifold);
        var tilted = new Transform(new Vector2D(0, 0.5f + MathF.Sqrt(0.5f)), Rotation.FromAngle(MathF.PI / 4));
        PolygonCollider.Collide(ref manifold, box, new Transform(default, Rotation.Identity), box, tilted);
        Assert.Equal(1, manifold.Count);
        Vector2D corner = tilted.Apply(manifold.Points[0].Local);
        Assert.Equal(0, corner.X, 1e-5);
        Assert.Equal(0.5, corner.Y, 1e-5);
    }
}
