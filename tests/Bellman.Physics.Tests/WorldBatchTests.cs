namespace Bellman.Physics.Tests;

/// <summary>Many worlds in lanes against each by itself: the same bits of everything that a world is.</summary>
[Trait("Runs", "at every vector width")]
public class WorldBatchTests
{
    private static readonly PolygonShape Trunk = new(new Vector2D(-0.5f, -0.3f), new Vector2D(0.5f, -0.4f), new Vector2D(0.4f, 0.5f), new Vector2D(-0.4f, 0.6f));
    private static readonly PolygonShape Leg = PolygonShape.Box(0.07f, 0.27f);

    [Theory]
    [InlineData(1, 180, 60)]
    [InlineData(5, 180, 60)]
    [InlineData(16, 13, 3)]
    [InlineData(33, 180, 60)]
    [InlineData(70, 181, 2)]
    public void Step_CraftsThatFlyAndFall_EqualsEachByItselfBitForBit(int count, int velocityIterations, int positionIterations)
    {
        World[] together = [.. Enumerable.Range(0, count).Select(i => NewCraft(i))];
        World[] alone = [.. Enumerable.Range(0, count).Select(i => NewCraft(i))];
        var batch = new WorldBatch(count) { FewestInLanes = 1 };
        for (int step = 0; step < 160; step++)
        {
            for (int i = 0; i < count; i++)
            {
                Push(together[i], step, i);
                Push(alone[i], step, i);
                alone[i].Step(Scenes.Duration, velocityIterations, positionIterations);
            }
            batch.Step(together, Scenes.Duration, velocityIterations, positionIterations);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(Save(alone[i]), Save(together[i]));
            }
        }
    }

    [Fact]
    public void Step_OtherWorlds_EqualsEachByItselfBitForBit()
    {
        World[] together = [Heap(), NewCraft(1), Scenes.NewWorld(), NewCraft(2, gravity: 3), Heap(), NewCraft(3, mass: 2)];
        World[] alone = [Heap(), NewCraft(1), Scenes.NewWorld(), NewCraft(2, gravity: 3), Heap(), NewCraft(3, mass: 2)];
        var batch = new WorldBatch(8) { FewestInLanes = 1 };
        for (int step = 0; step < 200; step++)
        {
            batch.Step(together, Scenes.Duration, 8, 3);
            foreach (World world in alone)
            {
                world.Step(Scenes.Duration, 8, 3);
            }
            Assert.All(alone.Zip(together), pair => Assert.Equal(Save(pair.First), Save(pair.Second)));
        }
    }

    [Fact]
    public void Step_BadArguments_AreRefused()
    {
        World world = Scenes.NewWorld();
        var batch = new WorldBatch(2);
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new WorldBatch(0));
        Assert.Throws<ArgumentOutOfRangeException>("duration", () => batch.Step([world], 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("velocityIterations", () => batch.Step([world], 1, 0, 1));
        Assert.Throws<ArgumentException>("worlds", () => batch.Step([world, Scenes.NewWorld(), Scenes.NewWorld()], 1, 1, 1));
        Assert.Throws<InvalidOperationException>(() => batch.Step([world, world], 1, 1, 1));
        batch.Step([world], 1, 1, 1);
    }

    /// <summary>Lanes compute sine and cosine as one world does, near nothing, around each quarter turn, and far out.</summary>
    [Fact]
    public void SineCosineOf_AnyAngle_EqualsTheScalarOne()
    {
        float[] angles = new float[LaneMath.Width];
        for (int i = 0; i < 40_000; i++)
        {
            for (int k = 0; k < angles.Length; k++)
            {
                float size = MathF.Pow(10, -6 + 8.3f * ((i * 16 + k) % 9973) / 9973f) * (1 + i * 1e-5f);
                angles[k] = (k & 1) == 0 ? size : -size;
            }
            LaneMath.SineCosineOf(System.Runtime.Intrinsics.Vector512.Create(angles), out var sine, out var cosine);
            for (int k = 0; k < angles.Length; k++)
            {
                (float s, float c) = SineCosine.Of(angles[k]);
                Assert.True(Motion.AreSame(s, sine[k]) && Motion.AreSame(c, cosine[k]), $"At {angles[k]:R}.");
            }
        }
    }

    private static World Heap()
    {
        World world = Scenes.NewWorld();
        Scenes.AddHeap(world);
        return world;
    }

    /// <summary>A lander's like: a trunk and two legs that motors press against their limits.</summary>
    private static World NewCraft(int number, float gravity = 10, float mass = 5)
    {
        World world = Scenes.NewWorld(gravity);
        Scenes.AddGround(world, slope: 0.1f * (number % 3));
        var start = new Vector2D(0.3f * (number % 7) - 1, 3 + 0.4f * (number % 11));
        Body trunk = world.CreateBody(new BodyDef
        {
            Type = BodyType.Dynamic,
            Position = start,
            Angle = 0.7f * (number % 5 - 2),
            LinearVelocity = new Vector2D(number % 9 - 4, number % 13 - 3),
            AngularVelocity = number % 4,
        });
        trunk.CreateFixture(new FixtureDef(Trunk) { Density = mass, Category = 2, Mask = 1 });
        foreach (int side in (int[])[-1, 1])
        {
            Body leg = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, Position = start + new Vector2D(side * 0.6f, 0), Angle = side * 0.05f });
            leg.CreateFixture(new FixtureDef(Leg) { Density = 1, Category = 4, Mask = 1 });
            world.CreateJoint(new RevoluteJointDef(trunk, leg)
            {
                ReferenceAngle = side * 0.05f,
                LocalAnchorB = new Vector2D(side * 0.6f, 0.6f),
                EnableLimit = true,
                LowerAngle = side < 0 ? 0.4f : -0.9f,
                UpperAngle = side < 0 ? 0.9f : -0.4f,
                EnableMotor = true,
                MaxMotorTorque = 40,
                MotorSpeed = 0.3f * side,
            });
        }
        return world;
    }

    private static void Push(World world, int step, int number)
    {
        Body trunk = world.FirstBody!.Next!.Next!;
        if ((step + number) % 5 < 3)
        {
            trunk.ApplyLinearImpulse(new Vector2D(0.05f * (step % 7 - 3), 1.2f), trunk.Position + new Vector2D(0.01f * (number % 5), 0));
        }
        if (step % 11 == number % 11)
        {
            trunk.ApplyTorque(number % 3 - 1);
            trunk.ApplyForceToCenter(new Vector2D(number % 5, 0));
        }
    }

    private static byte[] Save(World world)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        world.Save(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
