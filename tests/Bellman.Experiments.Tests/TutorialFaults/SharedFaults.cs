using Bellman.Core;

namespace Bellman.Experiments.Tests;

/// <summary>Faults that several tutorials share.</summary>
public sealed class SharedFaults
{
    public static TheoryData<string> DeepQ => ["lander-robust", "mountaincar", "lander-soft", "weng-dqn", "cartpole-classic"];

    public static TheoryData<string> HardTarget => ["lander-robust", "mountaincar", "weng-dqn", "cartpole-classic"];

    /// <summary>
    /// T0, T1, T2: "a time-out is stored as a terminal state". One step pays 1, for ever but for a time limit of five steps, and the discount is 0.9: everything is worth 10.
    /// With time-outs for ends a state would be worth about 3.6.
    /// </summary>
    [Theory]
    [MemberData(nameof(DeepQ))]
    public void TimeOut_StoredAsATerminalState(string preset)
    {
        Agent agent = Faults.Train(Faults.QuickDqn(preset), () => new StillWorld { Length = 5, Terminates = false }, 6000);
        Assert.All(Faults.ActionValues(agent, 1), value => Assert.Equal(10, value, 0.5));
    }

    /// <summary>The other way round: an end that is one bootstraps from nothing, so that a state before it is worth its reward.</summary>
    [Theory]
    [MemberData(nameof(DeepQ))]
    public void TerminalState_IsWorthNothing(string preset)
    {
        Agent agent = Faults.Train(Faults.QuickDqn(preset), () => new StillWorld(), 3000);
        Assert.All(Faults.ActionValues(agent, 1), value => Assert.Equal(1, value, 0.05));
    }

    /// <summary>
    /// T3: "the target update condition is inverted" (the target followed at every step but the n-th), T4: "there is no target network". The value of a state that leads to itself is
    /// <c>1 + 0.9 target</c>: between two copies it stays at that, and climbs a stair with each; without a target that keeps still it would go on to 10.
    /// </summary>
    [Theory]
    [MemberData(nameof(HardTarget))]
    public void Target_MovesBetweenItsUpdates(string preset)
    {
        RunOptions options = Faults.QuickDqn(preset, "agent.target_update_every=1500");
        float start = Value(options, 1), first = 1 + (0.9f * start), second = 1 + (0.9f * first);
        Assert.Equal(first, Value(options, 1490), 0.05);
        Assert.Equal(second, Value(options, 2990), 0.1);

        static float Value(RunOptions options, long steps) =>
            Assert.Single(Faults.ActionValues(Faults.Train(options, () => new StillWorld { Length = 5, Terminates = false, Actions = 1 }, steps), 1));
    }
}
