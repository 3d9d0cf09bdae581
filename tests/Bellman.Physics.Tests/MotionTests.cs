namespace Bellman.Physics.Tests;

public class MotionTests
{
    [Fact]
    public void Step_FreeFall_IsSemiImplicitEuler()
    {
        World world = Scenes.NewWorld();
        Body body = Scenes.AddBox(world, 0, 100, velocity: new Vector2D(3, 0));
        float velocity = 0f;
        float height = 100f;
        for (int i = 0; i < 60; i++)
        {
            Scenes.Run(world, 1);
            velocity += Scenes.Duration * -Scenes.Gravity;
            height += Scenes.Duration * velocity;
        }
        Assert.Equal(velocity, body.LinearVelocity.Y);
        Assert.Equal(height, body.Position.Y);
        Assert.Equal(3, body.Position.X, 1e-4);
    }

    [Fact]
    public void ApplyForce_OffCenter_AcceleratesAndTurnsForOneStep()
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body body = Scenes.AddBox(world, 0, 0);
        body.ApplyForce(new Vector2D(0, 6), new Vector2D(0.5f, 0));
        body.ApplyTorque(1);
        Scenes.Run(world, 10);
        Assert.Equal(6 * Scenes.Duration / body.Mass, body.LinearVelocity.Y, 1e-6);
        Assert.Equal((0.5 * 6 + 1) * Scenes.Duration / body.Inertia, body.AngularVelocity, 1e-5);
    }

    [Fact]
    public void ApplyLinearImpulse_OffCenter_ChangesVelocitiesAtOnce()
    {
        World world = Scenes.NewWorld();
        Body body = Scenes.AddBox(world, 1, 2);
        body.ApplyLinearImpulse(new Vector2D(3, 0), new Vector2D(1, 2.5f));
        Assert.Equal(3 / body.Mass, body.LinearVelocity.X, 1e-6);
        Assert.Equal(-0.5 * 3 / body.Inertia, body.AngularVelocity, 1e-5);
    }

    [Fact]
    public void Step_LinearAndAngularDamping_SlowDown()
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body body = world.CreateBody(new BodyDef
        {
            Type = BodyType.Dynamic,
            LinearVelocity = new Vector2D(1, 0),
            AngularVelocity = 1,
            LinearDamping = 0.5f,
            AngularDamping = 2,
        });
        body.CreateFixture(new FixtureDef(PolygonShape.Box(1, 1)) { Density = 1 });
        Scenes.Run(world, 60);
        Assert.Equal(Math.Pow(1 - 0.5 / 60, 60), body.LinearVelocity.X, 1e-5);
        Assert.Equal(Math.Pow(1 - 2.0 / 60, 60), body.AngularVelocity, 1e-5);
    }

    [Fact]
    public void Step_TooFast_MovesAtMostTwoMetresAndAQuarterTurn()
    {
        World world = Scenes.NewWorld(gravity: 0);
        Body body = Scenes.AddBox(world, 0, 0, velocity: new Vector2D(1000, 0));
        body.ApplyLinearImpulse(new Vector2D(0, 500), new Vector2D(0.5f, 0));
        Scenes.Run(world, 1);
        Assert.Equal(2, body.Position.Length, 1e-4);
        Assert.Equal(Math.PI / 2, body.Angle, 1e-4);
    }

    [Fact]
    public void Step_KinematicBody_MovesAtItsVelocityWhateverActs()
    {
        World world = Scenes.NewWorld();
        Body platform = world.CreateBody(new BodyDef { Type = BodyType.Kinematic, LinearVelocity = new Vector2D(0, 1) });
        platform.CreateFixture(new FixtureDef(PolygonShape.Box(2, 0.1f)));
        Body load = Scenes.AddBox(world, 0, 0.62f);
        platform.ApplyForceToCenter(new Vector2D(100, 0));
        Scenes.Run(world, 60);
        Assert.Equal(new Vector2D(0, 1), platform.LinearVelocity);
        Assert.Equal(1, platform.Position.Y, 1e-4);
        Assert.Equal(1.6, load.Position.Y, 2e-2);
    }

    [Fact]
    public void FixedRotation_OffCenterImpulse_DoesNotTurn()
    {
        World world = Scenes.NewWorld();
        Body body = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, FixedRotation = true });
        body.CreateFixture(new FixtureDef(PolygonShape.Box(1, 1)) { Density = 1 });
        body.ApplyLinearImpulse(new Vector2D(5, 0), new Vector2D(0, 1));
        Scenes.Run(world, 10);
        Assert.Equal(0, body.Angle);
    }
}
