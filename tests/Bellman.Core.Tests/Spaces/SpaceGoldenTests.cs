using System.Globalization;
using System.Text.Json;
using Bellman.Golden;
using Bellman.Numerics;

namespace Bellman.Core.Tests;

public class SpaceGoldenTests
{
    private const float Infinity = float.PositiveInfinity;
    private static readonly bool[] Mask = [true, false, true, false, true];
    private static readonly double[] Probabilities = [0.1, 0.2, 0.3, 0.4];

    private static readonly Dictionary<string, Space> Spaces = new()
    {
        ["Discrete(4)"] = new Discrete(4),
        ["Discrete(5,start=-2)"] = new Discrete(5, start: -2),
        ["Box(-1,1,(2,),f32)"] = new Box(-1, 1, size: 2),
        ["Box(-2,2,(1,),f32)"] = new Box(-2, 2),
        ["Box(low=[-1,0],high=[3,5],f64)"] = new Box([-1, 0], [3, 5], ElementType.Double),
        ["Box(-inf,inf,(3,),f32)"] = new Box(-Infinity, Infinity, size: 3),
        ["Box(low=[0,-inf,-1,-inf],high=[inf,0,1,inf],f32)"] = new Box([0, -Infinity, -1, -Infinity], [Infinity, 0, 1, Infinity]),
        ["Box(0,255,(2,2),uint8)"] = new Box(0, 255, [2, 2], ElementType.Byte),
        ["Box(-5,5,(3,),int32)"] = new Box(-5, 5, size: 3, ElementType.Int32),
        ["MultiDiscrete([3,5,2])"] = new MultiDiscrete(3, 5, 2),
        ["MultiDiscrete([[2,3],[4,5]])"] = new MultiDiscrete([2, 3, 4, 5], [], [2, 2]),
        ["MultiBinary(6)"] = new MultiBinary(6),
        ["MultiBinary([2,3])"] = new MultiBinary(2, 3),
        ["Tuple(Discrete(3),Box(-1,1,(2,),f32))"] = new TupleSpace(new Discrete(3), new Box(-1, 1, size: 2)),
        ["Dict(a=Discrete(3),b=Box(0,1,(2,),f32))"] = new DictSpace(("a", new Discrete(3)), ("b", new Box(0, 1, size: 2))),
        ["Blackjack_obs Tuple(Discrete(32),Discrete(11),Discrete(2))"] =
            new TupleSpace(new Discrete(32), new Discrete(11), new Discrete(2)),
    };

    public static TheoryData<string> SpaceNames => [.. Spaces.Keys];

    [Theory]
    [MemberData(nameof(SpaceNames))]
    public void Sample_EachSeed_EqualsGymnasium(string name)
    {
        Space space = Spaces[name];
        int values = 0;
        foreach ((ulong seed, JsonElement recorded) in Seeds(name))
        {
            SpaceSampler sampler = space.CreateSampler(seed);
            float[] actual = new float[space.Size];
            foreach (JsonElement expected in recorded.EnumerateArray())
            {
                sampler.Sample(actual);
                Assert.Equal(Flatten(expected).Select(number => (float)number), actual);
                Assert.True(space.Contains(actual), $"{space} does not contain its own sample.");
                values++;
            }
        }

        Assert.True(values >= 100, $"Only {values} values of {name} are recorded.");
    }

    [Fact]
    public void SpaceNames_AgainstTheRecording_AreAllKindsOfSpaces()
    {
        JsonElement seed = Recordings.Read("spaces.json").GetProperty("seeds").GetProperty("42");
        Assert.Equal(
            [.. Spaces.Keys, "Discrete(5).sample(mask=[1,0,1,0,1])", "Discrete(4).sample(probability=[.1,.2,.3,.4])"],
            seed.EnumerateObject().Select(entry => entry.Name));
    }

    [Fact]
    public void Sample_WithMask_EqualsGymnasium()
    {
        foreach ((ulong seed, JsonElement recorded) in Seeds("Discrete(5).sample(mask=[1,0,1,0,1])"))
        {
            var rng = new Pcg64(seed);
            foreach (JsonElement expected in recorded.EnumerateArray())
                Assert.Equal(expected.GetInt32(), new Discrete(5).Sample(rng, Mask));
        }
    }

    [Fact]
    public void Sample_WithProbabilities_EqualsGymnasium()
    {
        foreach ((ulong seed, JsonElement recorded) in Seeds("Discrete(4).sample(probability=[.1,.2,.3,.4])"))
        {
            var rng = new Pcg64(seed);
            foreach (JsonElement expected in recorded.EnumerateArray())
                Assert.Equal(expected.GetInt32(), new Discrete(4).Sample(rng, Probabilities));
        }
    }

    private static IEnumerable<(ulong Seed, JsonElement Samples)> Seeds(string name)
    {
        foreach (string recording in Recordings.Names("spaces.json"))
        {
            foreach (JsonProperty seed in Recordings.Read(recording).GetProperty("seeds").EnumerateObject())
                yield return (ulong.Parse(seed.Name, CultureInfo.InvariantCulture), seed.Value.GetProperty(name).GetProperty("samples"));
        }
    }

    private static IEnumerable<double> Flatten(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(entry => Flatten(entry.Value)),
        _ => [element.GetDouble()],
    };
}
