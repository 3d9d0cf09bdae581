using System.Text.Json;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Physics;

namespace Bellman.Parity.Tests;

/// <summary>
/// The lander against Gymnasium's over Box2D 2.3: every observation, reward and end of an episode, and wherever it was
/// recorded the motion of hull and legs, bit for bit. Single precision with one rounding per operation, and sine and
/// cosine of our own, make that hold on every platform.
/// </summary>
[Trait("Runs", "at every vector width")]
public class LanderTests
{
    public static TheoryData<string> LanderRecordings => [.. Recording.NamesOf("LunarLander-v3", "LunarLanderContinuous-v3")];

    [Theory]
    [MemberData(nameof(LanderRecordings))]
    public void LunarLander_Recording_IsReproducedBitForBit(string name) => Replay.Check(Recording.Read(name), tolerance: 0, CheckWorld);

    [Fact]
    public void Recordings_OfEachKind_ArePacked()
    {
        string[] packed = [.. LanderRecordings.Select(row => row.Data).Where(name => name.StartsWith("packed:", StringComparison.Ordinal))];
        foreach (string kind in new[] { "episodes/LunarLander-v3", "episodes/LunarLanderContinuous-v3", "heuristic/LunarLander-v3_heuristic",
            "heuristic/LunarLander-v3_ground", "heuristic/LunarLander-v3_wind_heuristic", "heuristic/LunarLanderContinuous-v3_heuristic",
            "multiepisode/LunarLander-v3", "multiepisode/LunarLanderContinuous-v3", "variants/LunarLander-v3_cont_wind",
            "variants/LunarLander-v3_gravity5", "variants/LunarLander-v3_wind", "variants/LunarLander-v3_wind8" })
            Assert.Equal(5, packed.Count(name => name.StartsWith($"packed:{kind}_seed", StringComparison.Ordinal)));

        Recording withBodies = Recording.Read("packed:episodes/LunarLander-v3_seed0.json");
        Assert.True(withBodies.Events[0].Json.TryGetProperty("reset_terrain", out _));
        Assert.All(withBodies.Events.Skip(1), step => Assert.True(step.Json.TryGetProperty("hull", out _)));
    }

    private static void CheckWorld(Env env, RecordedEvent expected)
    {
        var lander = (LunarLander)env.Unwrapped;
        if (expected.Json.ValueKind != JsonValueKind.Object)
            return;
        JsonElement world = expected.Json.TryGetProperty("reset_internal", out JsonElement atReset) ? atReset : expected.Json;
        if (world.TryGetProperty("hull", out JsonElement hull))
        {
            CheckBody(hull, lander.Hull);
            Assert.Equal(hull.GetProperty("awake").GetBoolean(), lander.Hull.IsAwake);
            JsonElement legs = world.GetProperty("legs");
            for (int i = 0; i < 2; i++)
            {
                CheckBody(legs[i], lander.Legs[i]);
                Assert.Equal(legs[i].GetProperty("ground_contact").GetBoolean(), lander.IsLegDown(i));
            }
        }

        if (expected.Json.TryGetProperty("reset_terrain", out JsonElement terrain))
            CheckTerrain(terrain, lander);
    }

    private static void CheckBody(JsonElement expected, Body body)
    {
        Assert.Equal(Vector(expected.GetProperty("pos")), body.Position);
        Assert.Equal(Vector(expected.GetProperty("linvel")), body.LinearVelocity);
        Assert.Equal(expected.GetProperty("angle").GetSingle(), body.Angle);
        Assert.Equal(expected.GetProperty("angvel").GetSingle(), body.AngularVelocity);
    }

    private static void CheckTerrain(JsonElement expected, LunarLander lander)
    {
        Assert.Equal([.. expected.GetProperty("smooth_y").EnumerateArray().Select(height => height.GetDouble())], lander.TerrainY.ToArray());
        Assert.Equal(expected.GetProperty("helipad_x1").GetDouble(), lander.HelipadLeft);
        Assert.Equal(expected.GetProperty("helipad_x2").GetDouble(), lander.HelipadRight);
        Assert.Equal(expected.GetProperty("helipad_y").GetDouble(), LunarLander.HelipadHeight);
        Assert.Equal(expected.GetProperty("hull_mass").GetSingle(), lander.Hull.Mass);
        Assert.Equal(expected.GetProperty("hull_inertia").GetSingle(), lander.Hull.Inertia);
        Assert.Equal(Vector(expected.GetProperty("hull_local_center")), lander.Hull.LocalCenter);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(expected.GetProperty("leg_mass")[i].GetSingle(), lander.Legs[i].Mass);
            Assert.Equal(expected.GetProperty("leg_inertia")[i].GetSingle(), lander.Legs[i].Inertia);
        }
    }

    private static Vector2D Vector(JsonElement pair) => new(pair[0].GetSingle(), pair[1].GetSingle());
}
