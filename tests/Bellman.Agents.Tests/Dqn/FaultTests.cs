using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>
/// Classic faults, put into worlds and settings, and that the value of going on for ever, which <see cref="AgentContractTests"/> asks of every agent within 5 percent, notices each: it is 2 with a discount of one half. Faults of n-step windows are found by <see cref="NStepReferenceTests"/>, priorities that never change by <see cref="PrioritizedDqnTests"/>.
/// </summary>
public sealed class FaultTests
{
    public static TheoryData<string> Agents => ["dqn", "qrdqn", "c51"];

    [Theory]
    [MemberData(nameof(Agents))]
    public void Endless_WithoutFault_IsWorthTwo(string name) => Assert.All(Values(name, fault: false), value => Assert.Equal(2, value, 0.1));

    /// <summary>Of the five steps of an episode the last is then worth 1, the one before 1.5, and so on, which the network, seeing them all alike, takes the mean of.</summary>
    [Theory]
    [MemberData(nameof(Agents))]
    public void Endless_TimeLimitTakenForATerminalState_IsWorthLess(string name) => Assert.All(Values(name, fault: true), value => Assert.True(value < 1.85, $"{value}"));

    /// <summary>The target network then says for ever what it said before the first update.</summary>
    [Theory]
    [MemberData(nameof(Agents))]
    public void Endless_TargetThatNeverMoves_IsWorthLess(string name) =>
        Assert.All(Values(name, fault: false, targetEvery: 2_000_000_000), value => Assert.True(Math.Abs(value - 2) > 0.1, $"{value}"));

    private static float[] Values(string name, bool fault, int targetEvery = 50)
    {
        DeepQOptions options = name switch
        {
            "qrdqn" => new QrDqnOptions { Quantiles = 10 },
            "c51" => new C51Options { Atoms = 17, VMin = -1, VMax = 3 },
            _ => new DqnOptions(),
        };
        options = options with { HiddenSizes = [16], LearningRate = 5e-3f, Discount = 0.5f, BatchSize = 32, BufferSize = 500, LearningStarts = 50, TrainEvery = 1, TargetUpdateEvery = targetEvery };
        Agent agent = Train<Agent>(
            () => fault ? new LimitsThatTerminate(new TimeLimit(new EndlessWorld(), 5)) : new TimeLimit(new EndlessWorld(), 5),
            env => AgentRegistry.Create(name, env, options, 1),
            3000);
        float[] values = new float[2];
        ((IActionValues)agent).ActionValues([1f], values);
        return values;
    }

    private sealed class LimitsThatTerminate(Env inner) : Wrapper(inner)
    {
        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            StepResult result = base.OnStep(action, observation);
            return result with { Terminated = result.Terminated || result.Truncated, Truncated = false };
        }
    }
}
