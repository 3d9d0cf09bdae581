namespace Bellman.Physics.Tests;

/// <summary>Small worlds that several tests use.</summary>
internal static class Scenes
{
    public const float Duration = 1f / 60f;
    public const float Gravity = 10f;

    public static World NewWorld(float gravity = Gravity) => new(new Vector2D(0, -gravity));

    public static Body AddGround(World world, float friction = 0.5f, float slope = 0f)
    {
        Body ground = world.CreateBody(new BodyDef());
        var reach = new Vector2D(50f * MathF.Cos(slope), 50f * MathF.Sin(slope));
        ground.CreateFixture(new FixtureDef(new EdgeShape(-reach, reach)) { Friction = friction });
        return ground;
    }

    public static Body AddBox(
        World world, float x, float y, float halfSize = 0.5f, float angle = 0f, float friction = 0.5f, float restitution = 0f,
        Vector2D velocity = default)
    {
        Body body = world.CreateBody(new BodyDef
        {
            Type = BodyType.Dynamic,
            Position = new Vector2D(x, y),
            Angle = angle,
            LinearVelocity = velocity,
        });
        body.CreateFixture(new FixtureDef(PolygonShape.Box(halfSize, halfSize))
        {
            Density = 1,
            Friction = friction,
            Restitution = restitution,
        });
        return body;
    }

    /// <summary>Three boxes that tumble onto the ground and each other, one of them on two legs.</summary>
    public static List<Body> AddHeap(World world)
    {
        List<Body> bodies = [AddGround(world, slope: 0.1f)];
        bodies.Add(AddBox(world, 0, 1.5f, angle: 0.3f, velocity: new Vector2D(2, 0)));
        bodies.Add(AddBox(world, 0.3f, 3, angle: 1, restitution: 0.4f));
        bodies.AddRange(AddFork(world, -3, 2.5f));
        return bodies;
    }

    /// <summary>A trunk with two legs on motors with limits.</summary>
    public static List<Body> AddFork(World world, float x, float y)
    {
        Body trunk = AddBox(world, x, y);
        List<Body> bodies = [trunk];
        foreach (int side in (int[])[-1, 1])
        {
            Body leg = world.CreateBody(new BodyDef
            {
                Type = BodyType.Dynamic,
                Position = new Vector2D(x + side * 0.6f, y - 0.6f),
                Angle = side * 0.05f,
            });
            leg.CreateFixture(new FixtureDef(PolygonShape.Box(0.1f, 0.4f)) { Density = 1 });
            world.CreateJoint(new RevoluteJointDef(trunk, leg)
            {
                LocalAnchorA = new Vector2D(side * 0.5f, -0.4f),
                LocalAnchorB = new Vector2D(0, 0.3f),
                EnableLimit = true,
                LowerAngle = -0.4f,
                UpperAngle = 0.4f,
                EnableMotor = true,
                MaxMotorTorque = 4,
                MotorSpeed = side * 0.5f,
            });
            bodies.Add(leg);
        }
        return bodies;
    }

    public static void Run(World world, int steps, int velocityIterations = 8, int positionIterations = 3)
    {
        for (int i = 0; i < steps; i++)
        {
            world.Step(Duration, velocityIterations, positionIterations);
        }
    }

    /// <summary>Everything that can be seen of some bodies, for comparison bit by bit.</summary>
    public static List<string> Describe(IEnumerable<Body> bodies) => [.. bodies.Select(body =>
        $"{Bits(body.Position.X)} {Bits(body.Position.Y)} {Bits(body.Angle)} {Bits(body.LinearVelocity.X)} "
        + $"{Bits(body.LinearVelocity.Y)} {Bits(body.AngularVelocity)} {body.IsAwake}")];

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", null);
}
