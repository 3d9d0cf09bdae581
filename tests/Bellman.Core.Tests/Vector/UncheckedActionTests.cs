namespace Bellman.Core.Tests;

/// <summary>An environment that says nothing about its actions: a vector refuses what its action space does not contain, before any world is stepped.</summary>
public class UncheckedActionTests
{
    private static readonly Space Observations = new Box(0, 10, 1);

    public static TheoryData<string, float[], float[]> Rows => new()
    {
        { "discrete", [2], [3] },
        { "discrete", [0], [0.5f] },
        { "discrete", [0], [-1] },
        { "discrete", [0], [float.NaN] },
        { "several", [2, 1], [2, 2] },
        { "marks", [1, 0], [1, 2] },
        { "box", [2, -3], [0, float.NaN] },
        { "box", [0, 0], [float.PositiveInfinity, 0] },
        { "composite", [1, 7], [1, float.NaN] },
        { "composite", [1, 0], [2, 0] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Step_OneActionThatIsNone_IsRefusedBeforeAnyWorldIsStepped(string space, float[] good, float[] bad)
    {
        Space actions = SpaceOf(space);
        List<Scripted> worlds = [];
        using var env = new SyncVectorEnv(
            () =>
            {
                worlds.Add(new Scripted(Observations, actions, [1], [2], [3], [4]));
                return worlds[^1];
            },
            3);
        env.Reset(1);
        env.Step([.. good, .. good, .. good]);
        string message = Assert.ThrowsAny<ArgumentException>(() => { env.Step([.. good, .. good, .. bad]); }).Message;
        Assert.Contains(actions.ToString(), message, StringComparison.Ordinal);
        Assert.Contains(string.Join(' ', bad.Select(number => FormattableString.Invariant($"{number}"))), message, StringComparison.Ordinal);
        Assert.Equal([2f, 2, 2], env.Observations);
        Assert.All(worlds, world => Assert.Equal(1, world.Steps));

        // Nothing is torn: the vector goes on.
        env.Step([.. good, .. good, .. good]);
        Assert.All(worlds, world => Assert.Equal(good, world.LastAction));
    }

    [Fact]
    public void Step_OneActionThatIsNoneForAWrapperWithItsOwnSpace_IsRefusedBeforeAnyWorldIsStepped()
    {
        List<Scripted> worlds = [];
        using var env = new SyncVectorEnv(
            () =>
            {
                worlds.Add(new Scripted(Observations, new Box(-1, 1, 1), [1], [2], [3], [4]));
                return new Doubled(worlds[^1]);
            },
            2);
        env.Reset(1);
        Assert.ThrowsAny<ArgumentException>(() => { env.Step([1, 3]); });
        Assert.All(worlds, world => Assert.Equal(0, world.Steps));
        env.Step([1, 2]);
        Assert.Equal([[2f], [4f]], worlds.Select(world => world.LastAction));
    }

    private static Space SpaceOf(string name) => name switch
    {
        "discrete" => new Discrete(3),
        "several" => new MultiDiscrete(3, 2),
        "marks" => new MultiBinary(2),
        "box" => new Box(-1, 1, 2),
        _ => new TupleSpace(new Discrete(2), new Box(-1, 1, 1)),
    };

    private sealed class Doubled(Env inner) : ActionWrapper(inner, new Discrete(3))
    {
        protected override void Act(ReadOnlySpan<float> action, Span<float> inner) => inner[0] = 2 * action[0];
    }
}
