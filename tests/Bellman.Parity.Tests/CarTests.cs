using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Golden;
using Bellman.Physics;

namespace Bellman.Parity.Tests;

/// <summary>
/// The racing car against Gymnasium 1.3.0's over Box2D 2.3 (pybox2d 2.3.10): tracks, kerbs, colours, every reward, every end, and all numbers of hull and wheels after every step, bit for bit. Of
/// most numbers only a sum over all steps is recorded; every 25th step stands in full, so that a difference is found. Observations are pictures and not compared here.
/// </summary>
[Trait("Runs", "at every vector width")]
public class CarTests
{
    public static TheoryData<string> CarRecordings => [.. Recordings.Names("car/CarRacing")];

    [Theory]
    [MemberData(nameof(CarRecordings))]
    public void CarRacing_Recording_IsReproducedBitForBit(string name)
    {
        JsonElement recording = Recordings.Read(name);
        JsonObject options = JsonNode.Parse(OptionsJson.Write(new CarRacingOptions()))!.AsObject();
        foreach (JsonProperty keyword in recording.GetProperty("kwargs").EnumerateObject()) options[keyword.Name] = JsonNode.Parse(keyword.Value.GetRawText());
        using var race = new CarRacing((CarRacingOptions)OptionsJson.Read(typeof(CarRacingOptions), options, string.Empty));
        ulong? seed = recording.GetProperty("seed").GetUInt64();
        foreach (JsonElement episode in recording.GetProperty("episodes").EnumerateArray())
        {
            Play(race, seed, episode);
            seed = null;
        }
    }

    private static void Play(CarRacing race, ulong? seed, JsonElement episode)
    {
        float[] observation = new float[race.ObservationSpace.Size];
        ResetOptions? reset = episode.TryGetProperty("options", out JsonElement given) ? [] : null;
        if (reset is not null)
            foreach (JsonProperty option in given.EnumerateObject()) reset[option.Name] = option.Value.GetDouble();
        race.Reset(observation, seed, reset);
        CheckTrack(race, episode);
        CheckState(race, episode.GetProperty("start"), "start");
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sum, race);
        int step = 0;
        foreach (JsonElement expected in episode.GetProperty("steps").EnumerateArray())
        {
            JsonElement action = episode.GetProperty("actions")[step];
            StepResult result = race.Step(action.ValueKind == JsonValueKind.Array ? Singles(action) : [action.GetSingle()], observation);
            Add(sum, race);
            string place = $"step {step}";
            Assert.True((float)expected[0].GetDouble() == result.Reward, $"{place}: reward {result.Reward:R}, recorded {expected[0]}.");
            Assert.True((expected[1].GetInt32() == 1) == result.Terminated, $"{place}: {result}");
            float[] pose = [race.Hull.Position.X, race.Hull.Position.Y, race.Hull.Angle];
            Assert.True(Singles(expected)[2..].AsSpan().SequenceEqual(pose), $"{place}: the hull is at {string.Join(' ', pose)}, recorded {expected}.");
            if (episode.GetProperty("full").TryGetProperty(step.ToString(CultureInfo.InvariantCulture), out JsonElement full)) CheckState(race, full, place);
            step++;
        }

        CheckState(race, episode.GetProperty("last"), "last");
        Assert.Equal(episode.GetProperty("visited").GetInt32(), race.VisitedTileCount);
        Assert.Equal(episode.GetProperty("visited_tiles").GetString(), Marks(race.TileCount, race.IsVisited));
        Assert.Equal(episode.GetProperty("state_bytes").GetString(), Convert.ToHexStringLower(sum.GetHashAndReset()));
    }

    private static void CheckTrack(CarRacing race, JsonElement episode)
    {
        Assert.Equal(episode.GetProperty("tiles").GetInt32(), race.TileCount);
        foreach (JsonProperty tile in episode.GetProperty("some_tiles").EnumerateObject())
            Assert.Equal([.. tile.Value.EnumerateArray().Select(Vector)], race.Tile(int.Parse(tile.Name, CultureInfo.InvariantCulture)).ToArray());
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < race.TileCount; i++)
        {
            foreach (Vector2D corner in race.Tile(i)) Add(sum, corner.X, corner.Y);
        }

        Assert.Equal(episode.GetProperty("tile_bytes").GetString(), Convert.ToHexStringLower(sum.GetHashAndReset()));
        Assert.Equal(episode.GetProperty("kerbs").GetString(), Marks(race.TileCount, race.HasKerb));
        Rgba[] colors = [race.RoadColor, race.GroundColor, race.GrassColor];
        Assert.Equal([.. episode.GetProperty("colors").EnumerateArray().Select(Color)], colors);
        Body wheel = race.Wheels[0].Body;
        float[] masses = [race.Hull.Mass, race.Hull.Inertia, wheel.Mass, wheel.Inertia];
        Assert.Equal(Singles(episode.GetProperty("mass")), masses);
    }

    private static void CheckState(CarRacing race, JsonElement expected, string place)
    {
        for (int i = 0; i <= race.Wheels.Count; i++)
        {
            float[] actual = Numbers(i == 0 ? race.Hull : race.Wheels[i - 1].Body);
            Assert.True(Singles(expected.GetProperty("bodies")[i]).AsSpan().SequenceEqual(actual), $"{place}: body {i} is {string.Join(' ', actual)}, recorded {expected.GetProperty("bodies")[i]}.");
        }

        for (int i = 0; i < race.Wheels.Count; i++)
        {
            CarWheel wheel = race.Wheels[i];
            double[] actual = [wheel.Omega, wheel.Phase, wheel.Gas, wheel.Joint.Angle, wheel.TileCount];
            Assert.Equal(expected.GetProperty("wheels")[i].EnumerateArray().Select(number => number.GetDouble()), actual);
        }
    }

    private static void Add(IncrementalHash sum, CarRacing race)
    {
        Add(sum, Numbers(race.Hull));
        foreach (CarWheel wheel in race.Wheels) Add(sum, Numbers(wheel.Body));
        foreach (CarWheel wheel in race.Wheels)
        {
            foreach (double number in (double[])[wheel.Omega, wheel.Phase, wheel.Gas]) sum.AppendData(BitConverter.GetBytes(number));
            Add(sum, wheel.Joint.Angle);
            sum.AppendData([(byte)wheel.TileCount]);
        }
    }

    private static void Add(IncrementalHash sum, params float[] numbers)
    {
        foreach (float number in numbers) sum.AppendData(BitConverter.GetBytes(number));
    }

    private static float[] Numbers(Body body) => [body.Position.X, body.Position.Y, body.Angle, body.LinearVelocity.X, body.LinearVelocity.Y, body.AngularVelocity];

    private static string Marks(int count, Func<int, bool> isMarked) => string.Concat(Enumerable.Range(0, count).Select(i => isMarked(i) ? '1' : '0'));

    private static float[] Singles(JsonElement list) => [.. list.EnumerateArray().Select(number => (float)number.GetDouble())];

    private static Vector2D Vector(JsonElement pair) => new((float)pair[0].GetDouble(), (float)pair[1].GetDouble());

    private static Rgba Color(JsonElement parts) => new((byte)parts[0].GetDouble(), (byte)parts[1].GetDouble(), (byte)parts[2].GetDouble());
}
