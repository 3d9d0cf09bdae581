namespace Bellman.Physics.Tests;

public class ContactEventTests
{
    [Fact]
    public void ContactListener_BoxBouncesOnce_BeginsAndEndsOnce()
    {
        World world = Scenes.NewWorld();
        var listener = new Recorder();
        world.ContactListener = listener;
        Body ground = Scenes.AddGround(world);
        Body box = Scenes.AddBox(world, 0, 1.5f, restitution: 0.8f);
        Scenes.Run(world, 50);
        Assert.Equal(["begin", "end"], listener.Events);
        Assert.Equal(ground, listener.LastBodies.A);
        Assert.Equal(box, listener.LastBodies.B);
        Assert.True(box.Position.Y > 0.6f);
    }

    [Fact]
    public void ContactListener_Sensor_ReportsWithoutColliding()
    {
        World world = Scenes.NewWorld();
        var listener = new Recorder();
        world.ContactListener = listener;
        Body gate = world.CreateBody(new BodyDef());
        gate.CreateFixture(new FixtureDef(PolygonShape.Box(1, 0.2f)) { IsSensor = true });
        Body box = Scenes.AddBox(world, 0, 2);
        Scenes.Run(world, 90);
        Assert.Equal(["begin", "end"], listener.Events);
        Assert.True(box.Position.Y < -2);
    }

    [Fact]
    public void ContactListener_ChangesTheWorld_IsRefused()
    {
        World world = Scenes.NewWorld();
        world.ContactListener = new Meddler(world);
        Scenes.AddGround(world);
        Scenes.AddBox(world, 0, 0.505f);
        Assert.Throws<InvalidOperationException>(() => Scenes.Run(world, 30));
        world.ContactListener = null;
        Scenes.Run(world, 1);
    }

    private sealed class Recorder : IContactListener
    {
        public List<string> Events { get; } = [];

        public (Body A, Body B) LastBodies { get; private set; }

        public void BeginContact(Contact contact) => Note("begin", contact);

        public void EndContact(Contact contact) => Note("end", contact);

        private void Note(string name, Contact contact)
        {
            Events.Add(name);
            LastBodies = (contact.FixtureA.Body, contact.FixtureB.Body);
            Assert.Equal(name == "begin", contact.IsTouching);
        }
    }

    private sealed class Meddler(World world) : IContactListener
    {
        public void BeginContact(Contact contact) => world.CreateBody(new BodyDef());

        public void EndContact(Contact contact)
        {
        }
    }
}
