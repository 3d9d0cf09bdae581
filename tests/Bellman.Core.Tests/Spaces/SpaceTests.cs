using System.Text.Json;
using Bellman.Numerics;

namespace Bellman.Core.Tests;

public class SpaceTests
{
    private static readonly Space[] Spaces =
    [
        new Discrete(4),
        new Discrete(5, start: -2),
        new Box(-1, 1, size: 2),
        new Box([-1, float.NegativeInfinity], [float.PositiveInfinity, 5], ElementType.Double),
        new Box(0, 255, [2, 3], ElementType.Byte),
        new Box(-5, 5, [], ElementType.Int16),
        new MultiDiscrete(3, 5, 2),
        new MultiDiscrete([3, 5], [1, -1]),
        new MultiDiscrete([2, 3, 4, 5], [], [2, 2]),
        new MultiBinary(6),
        new MultiBinary(2, 3),
        new TupleSpace(new Discrete(3), new Box(-1, 1, size: 2)),
        new DictSpace(("a", new Discrete(3)), ("b", new TupleSpace(new Discrete(2), new MultiBinary(2)))),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Spaces.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Sample_ManyTimes_IsContainedAndTouchesNothingElse(int index)
    {
        Space space = Spaces[index];
        var rng = new Pcg64(7);
        float[] row = new float[space.Size + 1];
        row[^1] = 99;
        for (int i = 0; i < 1000; i++)
        {
            space.Sample(rng, row);
            Assert.True(space.Contains(row.AsSpan(0, space.Size)), $"{space} does not contain {string.Join(' ', row)}.");
        }

        Assert.Equal(99, row[^1]);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Sample_ManyTimes_AllocatesNothing(int index)
    {
        Space space = Spaces[index];
        SpaceSampler sampler = space.CreateSampler(3);
        var rng = new Pcg64(7);
        float[] row = new float[space.Size];
        space.Sample(rng, row);
        sampler.Sample(row);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            space.Sample(rng, row);
            sampler.Sample(row);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void FromJson_OfToJson_IsEqual(int index)
    {
        string json = Spaces[index].ToJson().ToJsonString();
        using JsonDocument document = JsonDocument.Parse(json);
        Space read = Space.FromJson(document.RootElement);
        Assert.Equal(Spaces[index], read);
        Assert.Equal(Spaces[index].GetHashCode(), read.GetHashCode());
        Assert.Equal(json, read.ToJson().ToJsonString());
    }

    [Fact]
    public void Equals_DifferentSpaces_IsFalse()
    {
        for (int i = 0; i < Spaces.Length; i++)
        {
            for (int j = 0; j < Spaces.Length; j++)
                Assert.Equal(i == j, Spaces[i].Equals(Spaces[j]));
        }
    }

    [Fact]
    public void ToString_EachKind_ReadsAsGymnasiums()
    {
        Assert.Equal("Discrete(4)", new Discrete(4).ToString());
        Assert.Equal("Discrete(5, start=-2)", new Discrete(5, -2).ToString());
        Assert.Equal("Box(-1.0, 1.0, (2,), float32)", new Box(-1, 1, 2).ToString());
        Assert.Equal("Box(-inf, inf, (3,), float32)", new Box(float.NegativeInfinity, float.PositiveInfinity, 3).ToString());
        Assert.Equal("Box(0, 255, (2, 2), uint8)", new Box(0, 255, [2, 2], ElementType.Byte).ToString());
        Assert.Equal("Box([-1.0 0.0], [3.0 5.5], (2,), float64)", new Box([-1, 0], [3, 5.5f], ElementType.Double).ToString());
        Assert.Equal("MultiDiscrete([3 5 2])", new MultiDiscrete(3, 5, 2).ToString());
        Assert.Equal("MultiBinary(6)", new MultiBinary(6).ToString());
        Assert.Equal("Tuple(Discrete(2), MultiBinary(3))", new TupleSpace(new Discrete(2), new MultiBinary(3)).ToString());
        Assert.Equal("Dict('a': Discrete(2))", new DictSpace(("a", new Discrete(2))).ToString());
    }

    [Theory]
    [InlineData(0f, true)]
    [InlineData(3f, true)]
    [InlineData(4f, false)]
    [InlineData(-1f, false)]
    [InlineData(1.5f, false)]
    [InlineData(float.NaN, false)]
    public void Contains_OfDiscrete_TakesItsIntegersOnly(float value, bool contained) =>
        Assert.Equal(contained, new Discrete(4).Contains([value]));

    [Fact]
    public void Contains_OfBox_ChecksBoundsLengthAndIntegers()
    {
        var box = new Box([-1, 0], [1, 5]);
        Assert.True(box.Contains([-1, 5]));
        Assert.False(box.Contains([-1.0001f, 5]));
        Assert.False(box.Contains([0, 5.0001f]));
        Assert.False(box.Contains([0, float.NaN]));
        Assert.False(box.Contains([0]));
        Assert.False(box.Contains([0, 0, 0]));
        Assert.False(new Box(0, 255, 1, ElementType.Byte).Contains([0.5f]));
    }

    [Fact]
    public void RangeOf_NamedPart_IsItsPlaceInTheRow()
    {
        var space = new DictSpace(("position", new Box(-1, 1, 2)), ("gear", new Discrete(5)));
        float[] row = [0.5f, -0.5f, 3];
        Assert.Equal([0.5f, -0.5f], row[space.RangeOf("position")]);
        Assert.Equal([3f], row[space.RangeOf("gear")]);
        Assert.Equal(new Discrete(5), space["gear"]);
        Assert.Throws<KeyNotFoundException>(() => space["Gear"]);
    }

    [Fact]
    public void Index_OfARow_IsTheInteger() => Assert.Equal(3, Discrete.Index([3f]));

    [Fact]
    public void Sample_WithNothingAllowed_IsTheFirstValue() =>
        Assert.Equal(-2, new Discrete(2, -2).Sample(new Pcg64(1), [false, false]));

    [Fact]
    public void Constructors_WithImpossibleArguments_NameThem()
    {
        Assert.Equal("low", Assert.Throws<ArgumentException>(() => new Box(1, 0)).ParamName);
        Assert.Equal("low", Assert.Throws<ArgumentException>(() => new Box(float.NaN, 0)).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentException>(() => new Box(0, 256, 1, ElementType.Byte)).ParamName);
        Assert.Equal("low", Assert.Throws<ArgumentException>(() => new Box(0.5f, 2, 1, ElementType.Int32)).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentException>(() => new Box([0, 0], [1])).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => new Discrete(0)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => new Discrete((1 << 24) + 2)).ParamName);
        Assert.Equal("counts", Assert.Throws<ArgumentOutOfRangeException>(() => new MultiDiscrete(3, 0)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentOutOfRangeException>(() => new MultiBinary(0)).ParamName);
        Assert.Equal("parts", Assert.Throws<ArgumentException>(() => new TupleSpace(null!, new Discrete(2))).ParamName);
        Assert.Throws<ArgumentException>(() => new DictSpace(("a", new Discrete(2)), ("a", new Discrete(2))));
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => new Box(0, 1, 2).Sample(new Pcg64(1), new float[1])).ParamName);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type": "Sphere"}""")]
    [InlineData("""{"type": "Discrete", "count": 0, "start": 0}""")]
    [InlineData("""{"type": "Box", "low": ["low"], "high": [1], "shape": [1], "element": "Single"}""")]
    public void FromJson_OfNoSpace_IsAFormatError(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Throws<FormatException>(() => Space.FromJson(document.RootElement));
    }
}
