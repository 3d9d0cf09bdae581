using Bellman.Numerics;

namespace Bellman.Core.Tests;

public class FlattenObservationTests
{
    private static readonly Space[] Spaces =
    [
        new Discrete(4, start: -1),
        new MultiDiscrete([2, 3], [1, 0]),
        new MultiBinary(3),
        new Box(0, 255, [2, 3], ElementType.Byte),
        new Box([-1, float.NegativeInfinity], [1, 7]),
        new TupleSpace(new Discrete(3), new DictSpace(("a", new Box(-1, 1, 2)), ("b", new MultiDiscrete(2, 2)))),
    ];

    [Fact]
    public void Step_Discrete_IsOneHot()
    {
        using var env = new FlattenObservation(new Scripted(new Discrete(4, start: -1), [-1], [2], [0]));
        Assert.Equal(new Box(0, 1, 4, ElementType.Byte), env.ObservationSpace);
        Assert.Equal([1f, 0, 0, 0], env.ResetRow());
        Assert.Equal([0f, 0, 0, 1], env.StepRow(0));
        Assert.Equal([0f, 1, 0, 0], env.StepRow(0));
    }

    [Fact]
    public void Step_Composite_IsItsPartsOneAfterTheOther()
    {
        using var env = new FlattenObservation(new Scripted(Spaces[^1], [[2, -0.5f, 0.5f, 1, 0]]));
        Assert.Equal(new Box([0, 0, 0, -1, -1, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1, 1]), env.ObservationSpace);
        Assert.Equal([0f, 0, 1, -0.5f, 0.5f, 0, 1, 1, 0], env.ResetRow());
    }

    [Fact]
    public void ObservationSpace_OfAnArray_IsOneRow()
    {
        using var env = new FlattenObservation(new Scripted(Spaces[3], [[1, 2, 3, 4, 5, 6]]));
        Assert.Equal(new Box(0, 255, 6, ElementType.Byte), env.ObservationSpace);
        Assert.Equal([1f, 2, 3, 4, 5, 6], env.ResetRow());
    }

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheValueBack()
    {
        var rng = new Pcg64(3);
        foreach (Space space in Spaces)
        {
            Box flat = SpaceFlattening.Of(space);
            float[] value = new float[space.Size], row = new float[flat.Size], back = new float[space.Size];
            for (int i = 0; i < 50; i++)
            {
                space.Sample(rng, value);
                SpaceFlattening.Write(space, value, row);
                Assert.True(flat.Contains(row), $"{space}: {string.Join(' ', row)}");
                SpaceFlattening.Read(space, row, back);
                Assert.Equal(value, back);
            }
        }
    }

    [Fact]
    public void Write_ChoiceOutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceFlattening.Write(new Discrete(3), [3], new float[3]));
}
