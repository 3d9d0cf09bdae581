namespace Bellman.Physics.Tests;

public class JointTests
{
    [Fact]
    public void Step_Pendulum_KeepsItsLengthAndSwingsAsLong()
    {
        World world = Scenes.NewWorld();
        Body ceiling = world.CreateBody(new BodyDef());
        Body bob = Scenes.AddBox(world, 4 * MathF.Sin(0.1f), -4 * MathF.Cos(0.1f), halfSize: 0.05f, angle: 0.1f);
        world.CreateJoint(new RevoluteJointDef(ceiling, bob) { LocalAnchorB = new Vector2D(0, 4) });

        int steps = 0;
        while (bob.Position.X > 0)
        {
            Scenes.Run(world, 1);
            steps++;
            Assert.Equal(4, bob.Position.Length, 0.01);
        }
        double quarterPeriod = Math.PI / 2 * Math.Sqrt(4 / Scenes.Gravity);
        Assert.Equal(quarterPeriod, steps * Scenes.Duration, 0.03);
    }

    [Fact]
    public void Motor_WithEnoughTorque_ReachesItsSpeed()
    {
        (World world, RevoluteJoint joint) = Wheel(gravity: 0, new RevoluteJointDef() with { EnableMotor = true, MotorSpeed = 3, MaxMotorTorque = 100 });
        Scenes.Run(world, 30);
        Assert.Equal(3, joint.Speed, 1e-4);
        joint.MotorSpeed = -2;
        Scenes.Run(world, 30);
        Assert.Equal(-2, joint.Speed, 1e-4);
    }

    [Fact]
    public void Motor_LimitedTorque_AcceleratesAsTheTorqueAllows()
    {
        (World world, RevoluteJoint joint) = Wheel(gravity: 0, new RevoluteJointDef() with { EnableMotor = true, MotorSpeed = 100, MaxMotorTorque = 0.5f });
        Scenes.Run(world, 30);
        Assert.Equal(0.5 / joint.BodyB.Inertia * 30 * Scenes.Duration, joint.Speed, 1e-3);
    }

    [Theory]
    [InlineData(5f, 0.7f)]
    [InlineData(-5f, -0.3f)]
    public void Limit_MotorPushesAgainstIt_HoldsTheAngle(float speed, float limit)
    {
        (World world, RevoluteJoint joint) = Wheel(gravity: 0, new RevoluteJointDef() with
        {
            EnableMotor = true,
            MotorSpeed = speed,
            MaxMotorTorque = 1,
            EnableLimit = true,
            LowerAngle = -0.3f,
            UpperAngle = 0.7f,
        });
        Scenes.Run(world, 120);
        Assert.Equal(limit, joint.Angle, 0.05);
        Assert.Equal(0, joint.Speed, 1e-3);
    }

    [Fact]
    public void Limit_BothEqual_MakesTheJointStiff()
    {
        (World world, RevoluteJoint joint) = Wheel(Scenes.Gravity, new RevoluteJointDef() with
        {
            LocalAnchorB = new Vector2D(-1, 0),
            EnableLimit = true,
            LowerAngle = 0.2f,
            UpperAngle = 0.2f,
        });
        Scenes.Run(world, 120, velocityIterations: 30, positionIterations: 20);
        Assert.Equal(0.2, joint.Angle, 0.06);
    }

    [Fact]
    public void Limit_ReferenceAngle_ShiftsTheAngle()
    {
        (World world, RevoluteJoint joint) = Wheel(gravity: 0, new RevoluteJointDef() with { ReferenceAngle = 0.25f });
        Scenes.Run(world, 1);
        Assert.Equal(-0.25f, joint.Angle, 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CollideConnected_OverlappingBodies_DecidesWhetherTheyCollide(bool collide)
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body first = Scenes.AddBox(world, 0, 0);
        Body second = Scenes.AddBox(world, 0.9f, 0);
        world.CreateJoint(new RevoluteJointDef(first, second)
        {
            LocalAnchorA = new Vector2D(0.45f, 0),
            LocalAnchorB = new Vector2D(-0.45f, 0),
            CollideConnected = collide,
        });
        Scenes.Run(world, 2);
        Assert.Equal(collide ? 1 : 0, world.ContactCount);
    }

    [Fact]
    public void CreateJoint_BetweenTouchingBodies_EndsTheirContact()
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body first = Scenes.AddBox(world, 0, 0);
        Body second = Scenes.AddBox(world, 0.99f, 0);
        Scenes.Run(world, 1);
        Assert.Equal(1, world.ContactCount);
        world.CreateJoint(new RevoluteJointDef(first, second) { LocalAnchorA = new Vector2D(0.5f, 0), LocalAnchorB = new Vector2D(-0.5f, 0) });
        Scenes.Run(world, 1);
        Assert.Equal(0, world.ContactCount);
    }

    [Fact]
    public void Step_TwoJointsBetweenTheSameBodies_HoldBothPins()
    {
        World world = Scenes.NewWorld();
        Body first = Scenes.AddBox(world, 0, 10);
        Body second = Scenes.AddBox(world, 0.5f, 11.2f);
        foreach (float side in (float[])[-0.4f, 0.4f])
        {
            world.CreateJoint(new RevoluteJointDef(first, second)
            {
                LocalAnchorA = new Vector2D(side, 0.6f),
                LocalAnchorB = new Vector2D(side, -0.6f),
            });
        }
        second.ApplyLinearImpulse(new Vector2D(2, 1), second.Position);
        Scenes.Run(world, 90, velocityIterations: 60, positionIterations: 30);
        foreach (float side in (float[])[-0.4f, 0.4f])
        {
            Vector2D gap = first.GetWorldPoint(new Vector2D(side, 0.6f)) - second.GetWorldPoint(new Vector2D(side, -0.6f));
            Assert.InRange(gap.Length, 0, 0.02f);
        }
    }

    private static (World World, RevoluteJoint Joint) Wheel(float gravity, RevoluteJointDef settings)
    {
        World world = Scenes.NewWorld(gravity);
        Body axle = world.CreateBody(new BodyDef());
        Body wheel = Scenes.AddBox(world, -settings.LocalAnchorB.X, -settings.LocalAnchorB.Y);
        RevoluteJoint joint = world.CreateJoint(new RevoluteJointDef(axle, wheel)
        {
            LocalAnchorB = settings.LocalAnchorB,
            ReferenceAngle = settings.ReferenceAngle,
            EnableLimit = settings.EnableLimit,
            LowerAngle = settings.LowerAngle,
            UpperAngle = settings.UpperAngle,
            EnableMotor = settings.EnableMotor,
            MotorSpeed = settings.MotorSpeed,
            MaxMotorTorque = settings.MaxMotorTorque,
        });
        return (world, joint);
    }
}
