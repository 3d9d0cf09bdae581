namespace Bellman.Physics.Tests;

public class ContinuousCollisionTests
{
    [Theory]
    [InlineData(20f)]
    [InlineData(60f)]
    [InlineData(110f)]
    public void Step_FastSmallBoxAgainstAnEdge_DoesNotPassThrough(float speed)
    {
        World world = Scenes.NewWorld(gravity: 0);
        Scenes.AddGround(world);
        Body box = Scenes.AddBox(world, 0, 5.37f, halfSize: 0.05f, angle: 0.2f, velocity: new Vector2D(0, -speed));
        Scenes.Run(world, 60);
        Assert.InRange(box.Position.Y, 0.04f, 100f);
    }

    [Fact]
    public void Step_BulletAgainstABody_DoesNotPassThrough()
    {
        Assert.True(PassesThrough(isBullet: false), "The test is void: without continuous collision nothing passes through either.");
        Assert.False(PassesThrough(isBullet: true));
    }

    [Fact]
    public void TimeOfImpact_BoxTowardsAnEdge_IsWhenTheyAreTheTargetApart()
    {
        var edge = new EdgeShape(new Vector2D(-5, 0), new Vector2D(5, 0));
        PolygonShape box = PolygonShape.Box(0.5f, 0.5f);
        var still = default(Sweep);
        var falling = new Sweep { StartCenter = new Vector2D(0, 3), Center = new Vector2D(0, -1) };
        bool touches = TimeOfImpact.Find(edge.Vertices, still, box.Vertices, falling, out float time);
        Assert.True(touches);
        double distance = 3 - 4 * time - 0.5;
        Assert.InRange(distance, Tuning.LinearSlop * 0.74, Tuning.LinearSlop * 1.26);
    }

    [Fact]
    public void TimeOfImpact_TurningBoxBesideAnEdge_FindsTheCorner()
    {
        var edge = new EdgeShape(new Vector2D(-5, 0), new Vector2D(5, 0));
        PolygonShape box = PolygonShape.Box(0.5f, 0.5f);
        Vector2D center = new(0, 0.6f);
        var turning = new Sweep { StartCenter = center, Center = center, Angle = MathF.PI / 4 };
        Assert.True(TimeOfImpact.Find(edge.Vertices, default, box.Vertices, turning, out float time));
        double lowest = 0.6 - Math.Sqrt(0.5) * Math.Sin(Math.PI / 4 + time * Math.PI / 4);
        Assert.InRange(lowest, Tuning.LinearSlop * 0.7, Tuning.LinearSlop * 1.3);
    }

    [Fact]
    public void TimeOfImpact_MovingAway_IsNone()
    {
        PolygonShape box = PolygonShape.Box(0.5f, 0.5f);
        var leaving = new Sweep { StartCenter = new Vector2D(2, 0), Center = new Vector2D(9, 3) };
        Assert.False(TimeOfImpact.Find(box.Vertices, default, box.Vertices, leaving, out _));
    }

    private static bool PassesThrough(bool isBullet)
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body wall = Scenes.AddBox(world, 0, 0, halfSize: 0.1f);
        Body shot = world.CreateBody(new BodyDef
        {
            Type = BodyType.Dynamic,
            Position = new Vector2D(-3.35f, 0),
            LinearVelocity = new Vector2D(90, 0),
            IsBullet = isBullet,
        });
        shot.CreateFixture(new FixtureDef(PolygonShape.Box(0.05f, 0.05f)) { Density = 0.1f });
        Scenes.Run(world, 10);
        return shot.Position.X > wall.Position.X;
    }
}
