using System.Text.Json;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Golden;
using Bellman.Physics;

namespace Bellman.Parity.Tests;

/// <summary>
/// The walker against Gymnasium 1.3.0's over Box2D 2.3 (pybox2d 2.3.10): ground and obstacles of every seed, every
/// observation, reward and end of an episode, bit for bit. The recordings were made with NumPy 1.24.2 under NumPy 2's
/// rules of promotion.
/// </summary>
[Trait("Runs", "at every vector width")]
public class WalkerTests
{
    public static TheoryData<string> WalkerRecordings => [.. Recordings.Names("walker/BipedalWalker")];

    public static TheoryData<string> EpisodesInOneWorld => [.. Recordings.Names("walker_episodes/BipedalWalker")];

    [Theory]
    [MemberData(nameof(WalkerRecordings))]
    public void BipedalWalker_RecordingWithANewWorldForEachEpisode_IsReproducedBitForBit(string name) => Replay.Check(Recording.Read(name), tolerance: 0, CheckWorld, Fresh(name));

    /// <summary>Several episodes of one environment after one seed, some of them left before they ended: the world is kept, as Gymnasium keeps it.</summary>
    [Theory]
    [MemberData(nameof(EpisodesInOneWorld))]
    public void BipedalWalker_SeveralEpisodesInOneWorld_AreReproducedBitForBit(string name) => Replay.Check(Recording.Read(name), tolerance: 0);

    /// <summary>The recordings tell a world that is kept from one that is not: contacts are solved in another order.</summary>
    [Theory]
    [InlineData("walker_episodes/BipedalWalker-v3_seed3.json")]
    [InlineData("walker_episodes/BipedalWalker-v3_seed42.json")]
    [InlineData("walker_episodes/BipedalWalkerHardcore-v3_seed106.json")]
    public void BipedalWalker_SeveralEpisodesInNewWorlds_DifferInTheLastDigits(string name) =>
        Assert.ThrowsAny<Exception>(() => Replay.Check(Recording.Read(name), tolerance: 0, options: Fresh(name)));

    private static BipedalWalkerOptions Fresh(string name) => (BipedalWalkerOptions)Envs.DefaultOptions(Recording.Read(name).EnvironmentId)! with { FreshWorld = true };

    private static void CheckWorld(Env env, RecordedEvent expected)
    {
        if (expected.Action is not null)
            return;
        var walker = (BipedalWalker)env.Unwrapped;
        JsonElement terrain = expected.Json.GetProperty("terrain");
        Assert.Equal([.. terrain.GetProperty("y").EnumerateArray().Select(height => height.GetDouble())], walker.TerrainY.ToArray());
        JsonElement polygons = terrain.GetProperty("polygons");
        Assert.Equal(polygons.GetArrayLength(), walker.ObstacleCount);
        for (int i = 0; i < walker.ObstacleCount; i++)
            Assert.Equal([.. polygons[i].EnumerateArray().Select(Vector)], walker.Obstacle(i).ToArray());
        CheckBody(expected.Json.GetProperty("hull"), walker.Hull);
        for (int i = 0; i < walker.Legs.Count; i++)
            CheckBody(expected.Json.GetProperty("legs")[i], walker.Legs[i]);
    }

    private static void CheckBody(JsonElement expected, Body body)
    {
        Assert.Equal(expected.GetProperty("mass").GetSingle(), body.Mass);
        Assert.Equal(expected.GetProperty("inertia").GetSingle(), body.Inertia);
        Assert.Equal(Vector(expected.GetProperty("pos")), body.Position);
        Assert.Equal(Vector(expected.GetProperty("linvel")), body.LinearVelocity);
        Assert.Equal(expected.GetProperty("angle").GetSingle(), body.Angle);
        Assert.Equal(expected.GetProperty("angvel").GetSingle(), body.AngularVelocity);
    }

    private static Vector2D Vector(JsonElement pair) => new(pair[0].GetSingle(), pair[1].GetSingle());
}
