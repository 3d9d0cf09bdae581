namespace Bellman.Physics.Tests;

public class ReserveTests
{
    [Fact]
    public void ReserveBodies_WorldBuiltAfterwards_AllocatesNothingAndBehavesTheSame()
    {
        const int count = 300;
        var shape = new EdgeShape(new Vector2D(0, 0), new Vector2D(1, 0));
        World plain = Scenes.NewWorld();
        World reserved = Scenes.NewWorld();
        reserved.ReserveBodies(count + 1);
        reserved.ReserveContacts(50);
        Build(reserved, shape, count);
        Scenes.Run(reserved, 100);
        reserved.Clear();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Body box = Build(reserved, shape, count);
        Scenes.Run(reserved, 100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        Body expected = Build(plain, shape, count);
        Scenes.Run(plain, 100);
        Assert.Equal(Scenes.Describe([expected]), Scenes.Describe([box]));
    }

    [Fact]
    public void ReserveBodies_NegativeOrTooLate_IsRefused()
    {
        World world = Scenes.NewWorld();
        Assert.Throws<ArgumentOutOfRangeException>("count", () => world.ReserveBodies(-1));
        Scenes.AddGround(world);
        Assert.Throws<InvalidOperationException>(() => world.ReserveBodies(1));
    }

    [Fact]
    public void Set_PolygonMadeAnew_IsAsOneMadeFromThePoints()
    {
        Vector2D[] points = [new(0, 0), new(3, 0), new(3, 1), new(0.5f, 2)];
        var shape = new PolygonShape(new Vector2D(0, 0), new Vector2D(1, 0), new Vector2D(1, -1), new Vector2D(0, -1));
        shape.Set(points);
        var expected = new PolygonShape(points);
        Assert.Equal(expected.Vertices.ToArray(), shape.Vertices.ToArray());
        Assert.Equal(expected.Normals.ToArray(), shape.Normals.ToArray());
        Assert.Equal(expected.Centroid, shape.Centroid);

        shape.Set(points.AsSpan(0, 3));
        Assert.Equal(3, shape.Vertices.Length);
        Assert.Throws<ArgumentException>("points", () => shape.Set(new Vector2D[5]));
        Assert.Throws<ArgumentException>("points", () => shape.Set(new Vector2D[3]));
    }

    private static Body Build(World world, Shape shape, int count)
    {
        var ground = new FixtureDef(shape) { Friction = 0.5f };
        for (int i = 0; i < count; i++)
            world.CreateBody(new BodyDef { Position = new Vector2D(i, 0) }).CreateFixture(ground);
        Body box = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, Position = new Vector2D(100, 1), LinearVelocity = new Vector2D(3, 0) });
        box.CreateFixture(new FixtureDef(Box) { Density = 1 });
        return box;
    }

    private static readonly PolygonShape Box = PolygonShape.Box(0.4f, 0.4f);
}
