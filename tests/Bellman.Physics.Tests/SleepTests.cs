namespace Bellman.Physics.Tests;

public class SleepTests
{
    [Fact]
    public void Step_BoxAtRest_SleepsAfterHalfASecondAndIsStill()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Body box = Scenes.AddBox(world, 0, 0.51f);
        int steps = 0;
        while (box.IsAwake && steps < 200)
        {
            Scenes.Run(world, 1);
            steps++;
        }
        Assert.InRange(steps * Scenes.Duration, 0.5f, 0.7f);
        Assert.Equal(Vector2D.Zero, box.LinearVelocity);
        Vector2D position = box.Position;
        Scenes.Run(world, 60);
        Assert.Equal(position, box.Position);
    }

    [Fact]
    public void Step_AllowSleepIsOff_NeverSleeps()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Body box = world.CreateBody(new BodyDef { Type = BodyType.Dynamic, Position = new Vector2D(0, 0.51f), AllowSleep = false });
        box.CreateFixture(new FixtureDef(PolygonShape.Box(0.5f, 0.5f)) { Density = 1 });
        Scenes.Run(world, 200);
        Assert.True(box.IsAwake);
    }

    [Fact]
    public void Step_SomethingFallsOnASleeper_WakesIt()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Body sleeper = Scenes.AddBox(world, 0, 0.51f);
        Scenes.Run(world, 100);
        Assert.False(sleeper.IsAwake);
        Scenes.AddBox(world, 0.3f, 3);
        bool woke = false;
        for (int i = 0; i < 60; i++)
        {
            Scenes.Run(world, 1);
            woke |= sleeper.IsAwake;
        }
        Assert.True(woke);
    }

    [Fact]
    public void ApplyLinearImpulse_Sleeper_WakesIt()
    {
        World world = Scenes.NewWorld();
        Scenes.AddGround(world);
        Body box = Scenes.AddBox(world, 0, 0.51f);
        Scenes.Run(world, 100);
        box.ApplyLinearImpulse(new Vector2D(0, 1), box.WorldCenter);
        Assert.True(box.IsAwake);
    }
}
