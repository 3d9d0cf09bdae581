namespace Bellman.Physics.Tests;

public class WorldStateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(47)]
    [InlineData(110)]
    public void SaveLoad_InTheMiddle_ContinuesBitForBit(int steps)
    {
        World original = Scenes.NewWorld();
        List<Body> bodies = Scenes.AddHeap(original);
        Scenes.Run(original, steps);
        byte[] saved = Save(original);

        World restored = Scenes.NewWorld();
        List<Body> others = Scenes.AddHeap(restored);
        Scenes.Run(restored, 33); // Whatever it did before must not matter.
        restored.Load(new BinaryReader(new MemoryStream(saved)));
        Assert.Equal(Scenes.Describe(bodies), Scenes.Describe(others));
        for (int i = 0; i < 300; i++)
        {
            Scenes.Run(original, 1);
            Scenes.Run(restored, 1);
            Assert.Equal(Scenes.Describe(bodies), Scenes.Describe(others));
        }
        Assert.Equal(Save(original), Save(restored));
    }

    [Fact]
    public void Load_WorldWithOtherBodies_SaysWhatDiffers()
    {
        World original = Scenes.NewWorld();
        Scenes.AddHeap(original);
        World other = Scenes.NewWorld();
        Scenes.AddGround(other);
        var error = Assert.Throws<InvalidDataException>(() => other.Load(new BinaryReader(new MemoryStream(Save(original)))));
        Assert.Equal("The saved world has 6 bodies, this one 1.", error.Message);
    }

    [Fact]
    public void Clear_SameWorldBuiltAgain_BehavesAsANewOne()
    {
        World fresh = Scenes.NewWorld();
        List<Body> expected = Scenes.AddHeap(fresh);
        World used = Scenes.NewWorld();
        for (int round = 0; round < 3; round++)
        {
            Scenes.AddHeap(used);
            Scenes.Run(used, 70 + 13 * round);
            used.Clear();
            Assert.Equal((0, 0, 0), (used.BodyCount, used.JointCount, used.ContactCount));
        }
        List<Body> bodies = Scenes.AddHeap(used);
        for (int i = 0; i < 200; i++)
        {
            Scenes.Run(fresh, 1);
            Scenes.Run(used, 1);
            Assert.Equal(Scenes.Describe(expected), Scenes.Describe(bodies));
        }
    }

    [Fact]
    public void Step_Warm_AllocatesNothing()
    {
        World world = Scenes.NewWorld();
        Scenes.AddHeap(world);
        var listener = new Silence();
        world.ContactListener = listener;
        Scenes.Run(world, 300);
        world.Clear();
        Scenes.AddHeap(world);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Scenes.Run(world, 300);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(listener.Events > 0);
    }

    private static byte[] Save(World world)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        world.Save(writer);
        return stream.ToArray();
    }

    private sealed class Silence : IContactListener
    {
        public int Events { get; private set; }

        public void BeginContact(Contact contact) => Events++;

        public void EndContact(Contact contact) => Events++;
    }
}
