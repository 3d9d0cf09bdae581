namespace Bellman.Physics.Tests;

public class RayCastTests
{
    [Fact]
    public void RayCast_Floor_TellsPointNormalAndFraction()
    {
        World world = Scenes.NewWorld();
        Body ground = Scenes.AddGround(world);
        Hits hits = Cast(world, new Vector2D(3, 4), new Vector2D(3, -4), goOn: 1);
        (Fixture fixture, Vector2D point, Vector2D normal, float fraction) = Assert.Single(hits.All);
        Assert.Same(ground, fixture.Body);
        Assert.Equal(new Vector2D(3, 0), point);
        Assert.Equal(new Vector2D(0, 1), normal);
        Assert.Equal(0.5f, fraction);
    }

    [Theory]
    [InlineData(3, 4, 3, 1)] // too short
    [InlineData(3, 4, 3, 8)] // the other way
    [InlineData(3, 4, 9, 4)] // parallel
    [InlineData(-53, 4, -53, -4)] // beside the end
    public void RayCast_PastAnEdge_MeetsNothing(float fromX, float fromY, float toX, float toY)
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Assert.Empty(Cast(world, new Vector2D(fromX, fromY), new Vector2D(toX, toY), goOn: 1).All);
    }

    [Fact]
    public void RayCast_FromBelowAnEdge_MeetsItsOtherSide()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Assert.Equal(new Vector2D(0, -1), Assert.Single(Cast(world, new Vector2D(0, -1), new Vector2D(0, 3), goOn: 1).All).Normal);
    }

    [Fact]
    public void RayCast_TurnedBox_EntersAtTheCorner()
    {
        World world = Scenes.NewWorld();
        Scenes.AddBox(world, 5, 0, halfSize: 1, angle: MathF.PI / 4);
        (_, Vector2D point, Vector2D normal, float fraction) = Assert.Single(Cast(world, new Vector2D(0, 0.01f), new Vector2D(10, 0.01f), goOn: 1).All);
        float left = 5 - MathF.Sqrt(2) + 0.01f;
        Assert.Equal(left, point.X, 1e-5f);
        Assert.Equal(left / 10, fraction, 1e-6f);
        Assert.Equal(-MathF.Sqrt(0.5f), normal.X, 1e-6f);
        Assert.Equal(MathF.Sqrt(0.5f), normal.Y, 1e-6f);
    }

    [Theory]
    [InlineData(5, 0.5f, 20, 0.5f)] // starts inside
    [InlineData(0, 1.5f, 10, 1.5f)] // above
    [InlineData(0, 0, 3.9f, 0)] // ends before
    [InlineData(0, 0, 4, 3)] // crosses the line of a side beyond its end
    public void RayCast_NotIntoABox_MeetsNothing(float fromX, float fromY, float toX, float toY)
    {
        World world = Scenes.NewWorld();
        Scenes.AddBox(world, 5, 0, halfSize: 1);
        Assert.Empty(Cast(world, new Vector2D(fromX, fromY), new Vector2D(toX, toY), goOn: 1).All);
    }

    [Fact]
    public void RayCast_ByWhatTheCallbackReturns_SeesAllTheNearestOneOrNone()
    {
        World world = Scenes.NewWorld();
        for (int i = 0; i < 30; i++) Scenes.AddBox(world, 3 * ((i * 7) % 30) + 3, 0);
        Vector2D from = default;
        var to = new Vector2D(100, 0.1f);
        Hits all = Cast(world, from, to, goOn: 1);
        Assert.Equal(30, all.All.Count);
        Assert.Equal(30, Cast(world, from, to, goOn: -1).All.Count);
        Assert.Single(Cast(world, from, to, goOn: 0).All);
        Hits nearest = Cast(world, from, to, goOn: null);
        Assert.Equal(all.All.Min(hit => hit.Fraction), nearest.All[^1].Fraction);
        Assert.True(nearest.All.Count < 30);
    }

    /// <summary>The tree leaves out only what the ray cannot meet.</summary>
    [Fact]
    public void RayCast_ManyRaysThroughAHeap_MeetWhatEachFixtureAloneSays()
    {
        World world = Scenes.NewWorld();
        List<Body> bodies = Scenes.AddHeap(world);
        Scenes.Run(world, 40);
        int met = 0;
        for (int i = 0; i < 200; i++)
        {
            var from = new Vector2D(4 * MathF.Cos(i), 2 + 4 * MathF.Sin(i));
            var to = new Vector2D(5 * MathF.Cos(1.7f * i), 1 + 3 * MathF.Sin(2.3f * i));
            int expected = bodies.Count(body => body.Fixtures!.Shape.RayCast(from, to, body.Frame, 1, out _));
            met += expected;
            Assert.Equal(expected, Cast(world, from, to, goOn: 1).All.Count);
        }

        Assert.True(met > 100);
    }

    [Fact]
    public void RayCast_EndsThatAreNone_AreRefused()
    {
        World world = Scenes.NewWorld();
        var hits = new Hits(1);
        Assert.Throws<ArgumentException>("to", () => world.RayCast(default, default, ref hits));
        Assert.Throws<ArgumentOutOfRangeException>("from", () => world.RayCast(new Vector2D(float.NaN, 0), default, ref hits));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => world.RayCast(default, new Vector2D(0, float.PositiveInfinity), ref hits));
    }

    [Fact]
    public void RayCast_EmptyWorld_MeetsNothing() =>
        Assert.Empty(Cast(Scenes.NewWorld(), default, new Vector2D(1, 0), goOn: 1).All);

    private static Hits Cast(World world, Vector2D from, Vector2D to, float? goOn)
    {
        var hits = new Hits(goOn);
        world.RayCast(from, to, ref hits);
        return hits;
    }

    private readonly struct Hits(float? goOn) : IRayCastCallback
    {
        public List<(Fixture Fixture, Vector2D Point, Vector2D Normal, float Fraction)> All { get; } = [];

        public float Report(Fixture fixture, Vector2D point, Vector2D normal, float fraction)
        {
            All.Add((fixture, point, normal, fraction));
            return goOn ?? fraction;
        }
    }
}
