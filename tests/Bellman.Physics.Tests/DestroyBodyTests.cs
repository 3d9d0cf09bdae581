namespace Bellman.Physics.Tests;

public class DestroyBodyTests
{
    [Fact]
    public void DestroyBody_OfAHeap_TakesItsFixturesContactsAndJointsOut()
    {
        World world = Scenes.NewWorld();
        List<Body> bodies = Scenes.AddHeap(world);
        Scenes.Run(world, 100);
        Assert.True(world.ContactCount > 2);
        world.DestroyBody(bodies[3]); // The trunk, which both joints hold.
        Assert.Equal((5, 0), (world.BodyCount, world.JointCount));
        world.DestroyBody(bodies[0]);
        Scenes.Run(world, 1);
        Assert.Equal(0, world.ContactCount);
        Scenes.Run(world, 50);
        Assert.All(new[] { bodies[1], bodies[2], bodies[4], bodies[5] }, body => Assert.True(body.LinearVelocity.Y < -5));
        foreach (int left in new[] { 5, 1, 4, 2 }) world.DestroyBody(bodies[left]);
        Assert.Equal((0, 0, 0), (world.BodyCount, world.JointCount, world.ContactCount));
        Scenes.Run(world, 1);
    }

    /// <summary>A body that is not in the way of the others changes nothing by coming and going, but for the numbers that the next bodies get.</summary>
    [Fact]
    public void DestroyBody_OfOneFarAway_LeavesTheOthersAlone()
    {
        World world = Scenes.NewWorld(), other = Scenes.NewWorld();
        List<Body> bodies = Scenes.AddHeap(world), others = Scenes.AddHeap(other);
        Body far = Scenes.AddBox(world, 500, 500);
        Scenes.Run(world, 40);
        Scenes.Run(other, 40);
        world.DestroyBody(far);
        Scenes.Run(world, 60);
        Scenes.Run(other, 60);
        Assert.Equal(Scenes.Describe(others), Scenes.Describe(bodies));
    }

    [Fact]
    public void DestroyBody_InMidFlightThenSaved_ContinuesBitForBit()
    {
        World world = Scenes.NewWorld();
        List<Body> bodies = Rebuild(world, Scenes.AddHeap(world), 37);
        Scenes.Run(world, 20);
        using var stream = new MemoryStream();
        world.Save(new BinaryWriter(stream));
        World restored = Scenes.NewWorld();
        List<Body> others = Scenes.AddHeap(restored);
        restored.Load(new BinaryReader(new MemoryStream(stream.ToArray())));
        for (int round = 0; round < 3; round++)
        {
            Scenes.Run(world, 90);
            Scenes.Run(restored, 90);
            Assert.Equal(Scenes.Describe(bodies), Scenes.Describe(others));

            // What is built next gets the same numbers in both.
            bodies = Rebuild(world, bodies, 5);
            others = Rebuild(restored, others, 5);
        }
    }

    [Fact]
    public void DestroyBody_ThatIsNotInTheWorld_IsRefused()
    {
        World world = Scenes.NewWorld();
        Body first = Scenes.AddGround(world), second = Scenes.AddBox(world, 0, 2);
        world.DestroyBody(first);
        Assert.Contains("not in this world", Assert.Throws<ArgumentException>(() => world.DestroyBody(first)).Message, StringComparison.Ordinal);
        Body foreign = Scenes.AddGround(Scenes.NewWorld());
        Assert.Throws<ArgumentException>(() => world.DestroyBody(foreign));
        Assert.Throws<ArgumentNullException>(() => world.DestroyBody(null!));
        Assert.Equal(1, world.BodyCount);
        world.DestroyBody(second);
    }

    private static List<Body> Rebuild(World world, List<Body> bodies, int steps)
    {
        Scenes.Run(world, steps);
        foreach (Body body in bodies) world.DestroyBody(body);
        return Scenes.AddHeap(world);
    }
}
