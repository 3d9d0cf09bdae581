namespace Bellman.Physics.Tests;

public class ArgumentTests
{
    [Fact]
    public void PolygonShape_TooFewOrNoArea_IsRefused()
    {
        Assert.Throws<ArgumentException>("points", () => new PolygonShape(new Vector2D(0, 0), new Vector2D(1, 0)));
        Assert.Throws<ArgumentException>("points", () => new PolygonShape(new Vector2D(0, 0), new Vector2D(1, 0), new Vector2D(2, 0)));
        Assert.Throws<ArgumentException>("points", () => new PolygonShape(new Vector2D[17]));
        Assert.Throws<ArgumentException>("points", () => new PolygonShape(new Vector2D[4]));
    }

    [Fact]
    public void EdgeShape_EqualEnds_IsRefused() =>
        Assert.Throws<ArgumentException>("end", () => new EdgeShape(new Vector2D(1, 2), new Vector2D(1, 2)));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    public void Box_NotPositive_IsRefused(float half) =>
        Assert.Throws<ArgumentOutOfRangeException>("halfHeight", () => PolygonShape.Box(1, half));

    [Fact]
    public void CreateBody_NumbersOutOfRange_AreRefused()
    {
        World world = Scenes.NewWorld();
        Assert.Throws<ArgumentOutOfRangeException>(() => world.CreateBody(new BodyDef { Position = new Vector2D(float.NaN, 0) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.CreateBody(new BodyDef { Angle = float.PositiveInfinity }));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.CreateBody(new BodyDef { LinearDamping = -1 }));
        Assert.Equal(0, world.BodyCount);
    }

    [Fact]
    public void CreateFixture_NumbersOutOfRange_AreRefused()
    {
        Body body = Scenes.NewWorld().CreateBody(new BodyDef());
        PolygonShape shape = PolygonShape.Box(1, 1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => body.CreateFixture(new FixtureDef(shape) { Density = -1 }));
        Assert.StartsWith("Density must be a finite number of at least 0.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => body.CreateFixture(new FixtureDef(shape) { Friction = float.NaN }));
        Assert.Throws<ArgumentException>(() => body.CreateFixture(default));
    }

    [Fact]
    public void CreateJoint_NoOrEqualBodiesOrWrongLimits_AreRefused()
    {
        World world = Scenes.NewWorld();
        Body body = world.CreateBody(new BodyDef());
        Body other = world.CreateBody(new BodyDef { Type = BodyType.Dynamic });
        Assert.Throws<ArgumentException>(() => world.CreateJoint(default));
        Assert.Throws<ArgumentException>(() => world.CreateJoint(new RevoluteJointDef(body, body)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => world.CreateJoint(new RevoluteJointDef(body, other) { LowerAngle = 1, UpperAngle = 0 }));
        Assert.Equal(0, world.JointCount);
    }

    [Fact]
    public void Step_NothingToDo_IsRefused()
    {
        World world = Scenes.NewWorld();
        Assert.Throws<ArgumentOutOfRangeException>("duration", () => world.Step(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("velocityIterations", () => world.Step(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("positionIterations", () => world.Step(1, 1, 0));
    }
}
