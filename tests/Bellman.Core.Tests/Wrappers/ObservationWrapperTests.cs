namespace Bellman.Core.Tests;

/// <summary>Wrappers that show, hold back, choose or cast observations.</summary>
public class ObservationWrapperTests
{
    private static readonly float[][] Rows = [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]];

    [Fact]
    public void Transform_Function_MakesEachObservation()
    {
        using var env = new TransformObservation(new Scripted(new Box(0, 10, 2), Rows), (inner, shown) => shown[0] = inner[0] + inner[1], new Box(0, 20));
        Assert.Equal([3f], env.ResetRow());
        Assert.Equal([7f], env.StepRow(0));
        using var same = new TransformObservation(new Scripted(new Box(0, 10, 2), Rows), (inner, shown) => (shown[0], shown[1]) = (inner[1], inner[0]));
        Assert.Equal(new Box(0, 10, 2), same.ObservationSpace);
        Assert.Equal([2f, 1], same.ResetRow());
    }

    [Fact]
    public void Reshape_Numbers_StayInTheirOrder()
    {
        var space = new Box([0, 0, 0, 0, 0, 1], [9, 9, 9, 9, 9, 9], ElementType.Byte);
        using var env = new ReshapeObservation(new Scripted(space, [1, 2, 3, 4, 5, 6]), [2, 3]);
        Assert.Equal(new Box([0, 0, 0, 0, 0, 1], [9, 9, 9, 9, 9, 9], [2, 3], ElementType.Byte), env.ObservationSpace);
        Assert.Equal([1f, 2, 3, 4, 5, 6], env.ResetRow());
        Assert.Throws<ArgumentException>(() => new ReshapeObservation(new Scripted(space, new float[6]), [2, 2]));
        Assert.Throws<ArgumentException>(() => new ReshapeObservation(new Scripted(space, new float[6]), [-2, -3]));
    }

    [Theory]
    [InlineData(0, 1, 3, 5, 7)]
    [InlineData(1, 0, 1, 3, 5)]
    [InlineData(3, 0, 0, 0, 1)]
    public void Delay_EachObservation_ComesSoManyStepsLate(int delay, params int[] shown)
    {
        using var env = new DelayObservation(new Scripted(new Box([0, -5], [10, 10]), Rows), delay);
        for (int episode = 0; episode < 2; episode++)
        {
            Assert.Equal(shown[0], env.ResetRow()[0]);
            for (int i = 1; i < shown.Length; i++) Assert.Equal(shown[i], env.StepRow(0)[0]);
        }
    }

    [Fact]
    public void Delay_BeforeTheFirst_ShowsWhatIsNearestToZero()
    {
        using var env = new DelayObservation(new Scripted(new Box([1, -9], [10, -2]), [[5, -5], [6, -6]]), 1);
        Assert.Equal([1f, -2], env.ResetRow());
        Assert.Equal([5f, -5], env.StepRow(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayObservation(new Countdown(), -1));
    }

    [Fact]
    public void Filter_OfADict_KeepsNamedPartsInTheirOrder()
    {
        var space = new DictSpace(("goal", new Box(0, 9, 2)), ("noise", new Discrete(7)), ("place", new Box(-1, 1)));
        using Env env = WrapperRegistry.Wrap(new Scripted(space, [1, 2, 3, -0.5f]), "FilterObservation:[place,goal]");
        Assert.Equal(new DictSpace(("goal", new Box(0, 9, 2)), ("place", new Box(-1, 1))), env.ObservationSpace);
        Assert.Equal([1f, 2, -0.5f], env.ResetRow());
    }

    [Fact]
    public void Filter_OfATuple_KeepsPartsByIndex()
    {
        var space = new TupleSpace(new Discrete(32), new Discrete(11), new Discrete(2));
        using Env env = WrapperRegistry.Wrap(new Scripted(space, [20, 10, 1]), "FilterObservation:[0,2]");
        Assert.Equal(new TupleSpace(new Discrete(32), new Discrete(2)), env.ObservationSpace);
        Assert.Equal([20f, 1], env.ResetRow());
        foreach (string[] keys in (string[][])[["3"], ["x"], [], ["1", "1"]])
            Assert.Throws<ArgumentException>(() => new FilterObservation(new Scripted(space, new float[3]), keys));
        Assert.Throws<ArgumentException>(() => new FilterObservation(new Countdown(), ["0"]));
    }

    [Fact]
    public void Dtype_Integers_AreCutOffAndLimited()
    {
        var space = new Box(-300, float.PositiveInfinity, 4);
        using Env env = WrapperRegistry.Wrap(new Scripted(space, [-3.9f, 3.9f, 300, -0.5f]), "DtypeObservation:byte");
        Assert.Equal(new Box(0, 255, 4, ElementType.Byte), env.ObservationSpace);
        Assert.Equal([0f, 3, 255, 0], env.ResetRow());
        using var single = new DtypeObservation(new Scripted(new Box(0, 255, 2, ElementType.Byte), [1, 2]), ElementType.Single);
        Assert.Equal(new Box(0, 255, 2), single.ObservationSpace);
        Assert.Throws<ArgumentException>(() => new DtypeObservation(new Scripted(new Discrete(2), [0]), ElementType.Byte));
    }
}
