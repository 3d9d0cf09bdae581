namespace Bellman.Physics.Tests;

public class CollisionResponseTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.5f)]
    [InlineData(1f)]
    public void Step_BoxFallsFlat_BouncesByRestitution(float restitution)
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Body box = Scenes.AddBox(world, 0, 3, restitution: restitution);
        float down = 0;
        float up = 0;
        for (int i = 0; i < 60 && up <= 0; i++)
        {
            down = MathF.Min(down, box.LinearVelocity.Y);
            Scenes.Run(world, 1);
            up = down < -1 ? box.LinearVelocity.Y : 0;
        }
        Assert.InRange(down, -7.4f, -6.6f);
        Assert.InRange(up, restitution * -down - 0.2f, restitution * -down + 0.2f);
    }

    [Theory]
    [InlineData(0.2f)]
    [InlineData(0.35f)]
    public void Step_BoxOnSlopeWithLessFrictionThanSlope_SlidesAsCoulombSays(float friction)
    {
        const float slope = 0.5f;
        World world = Scenes.NewWorld();
        Scenes.AddGround(world, friction, slope);
        Vector2D up = new(-MathF.Sin(slope), MathF.Cos(slope));
        Vector2D start = 0.515f * up;
        Body box = Scenes.AddBox(world, start.X, start.Y, angle: slope, friction: friction);
        Scenes.Run(world, 60, velocityIterations: 30);
        double acceleration = Scenes.Gravity * (Math.Sin(slope) - friction * Math.Cos(slope));
        Assert.Equal(acceleration, box.LinearVelocity.Length, 0.03 * acceleration);
        Assert.Equal(slope, box.Angle, 1e-3);
    }

    [Fact]
    public void Step_BoxOnSlopeWithMoreFrictionThanSlope_Rests()
    {
        const float slope = 0.5f;
        World world = Scenes.NewWorld();
        Scenes.AddGround(world, friction: 0.7f, slope);
        Vector2D start = 0.515f * new Vector2D(-MathF.Sin(slope), MathF.Cos(slope));
        Body box = Scenes.AddBox(world, start.X, start.Y, angle: slope, friction: 0.7f);
        Scenes.Run(world, 120, velocityIterations: 30);
        Assert.InRange((box.Position - start).Length, 0, 0.03);
    }

    [Fact]
    public void Friction_OfTwoFixtures_IsTheGeometricMean()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world, friction: 0.8f);
        Body box = Scenes.AddBox(world, 0, 0.51f, friction: 0.2f, velocity: new Vector2D(5, 0));
        Scenes.Run(world, 30, velocityIterations: 30);
        Assert.Equal(5 - Math.Sqrt(0.8 * 0.2) * Scenes.Gravity * 0.5, box.LinearVelocity.X, 0.05);
    }

    [Fact]
    public void Step_BoxesCollide_MomentumIsKept()
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body left = Scenes.AddBox(world, -2, 0.2f, velocity: new Vector2D(4, 0), restitution: 0.3f);
        Body right = Scenes.AddBox(world, 2, -0.1f, halfSize: 0.8f, velocity: new Vector2D(-1, 0.5f));
        Vector2D before = left.Mass * left.LinearVelocity + right.Mass * right.LinearVelocity;
        Scenes.Run(world, 60);
        Vector2D after = left.Mass * left.LinearVelocity + right.Mass * right.LinearVelocity;
        Assert.True(left.LinearVelocity.X < 1, "The boxes have not met.");
        Assert.InRange((after - before).Length, 0, 1e-4);
    }

    [Fact]
    public void Step_Stack_StandsAndSinksNoDeeperThanTheSlop()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        List<Body> stack = [.. Enumerable.Range(0, 5).Select(i => Scenes.AddBox(world, 0, 0.515f + 1.02f * i))];
        Scenes.Run(world, 240);
        for (int i = 0; i < stack.Count; i++)
        {
            Assert.Equal(0.51 + 1.01 * i, stack[i].Position.Y, 0.03 * (i + 1));
            Assert.Equal(0, stack[i].Position.X, 0.02);
        }
    }

    [Theory]
    [InlineData(0x0002, 0xFFFF, true)]
    [InlineData(0x0002, 0x0004, false)]
    [InlineData(0x0008, 0xFFFF, false)]
    public void Step_CategoriesAndMasks_DecideWhatCollides(int category, int mask, bool collides)
    {
        World world = Scenes.NewWorld();
        Body ground = world.CreateBody(new BodyDef());
        ground.CreateFixture(new FixtureDef(new EdgeShape(new Vector2D(-9, 0), new Vector2D(9, 0))) { Mask = 0x0002 });
        Body box = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, Position = new Vector2D(0, 1) });
        box.CreateFixture(new FixtureDef(PolygonShape.Box(0.5f, 0.5f))
        {
            Density = 1,
            Category = (ushort)category,
            Mask = (ushort)mask,
        });
        Scenes.Run(world, 120);
        Assert.Equal(collides, box.Position.Y > 0);
    }
}
