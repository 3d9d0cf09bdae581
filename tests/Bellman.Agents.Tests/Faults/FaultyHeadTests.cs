using Bellman.Core;
using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>Faults within the loss of the DQN family, noticed by rewards that chance decides.</summary>
public sealed class FaultyHeadTests
{
    /// <summary>What is most is then what is least: the lower quantiles stand above the upper ones.</summary>
    [Theory]
    [InlineData(nameof(FaultyHead.Fault.None), true)]
    [InlineData(nameof(FaultyHead.Fault.WrongSign), false)]
    public void QrDqn_SignOfTheErrorTheWrongWayRound_TurnsTheQuantilesOver(string fault, bool rises)
    {
        QrDqnOptions options = new() { HiddenSizes = [16], LearningRate = 2e-3f, Quantiles = 10, BatchSize = 32, BufferSize = 5000, LearningStarts = 50, TrainEvery = 1 };
        FaultyQAgent agent = Learn(options, fault, chance: 0.5);
        float[] quantiles = agent.Outputs([1f])[..10].ToArray();
        float low = quantiles[..5].Average(), high = quantiles[5..].Average();
        Assert.True(rises ? high - low > 0.5f : low - high > 0.5f, string.Join(' ', quantiles));
    }

    /// <summary>
    /// A reward of 1 that comes once in ten times is worth 0.1. Drawn in proportion to their errors, rare rewards are drawn too often: without weights the value settles where 0.9 q q = 0.1 (1 - q)(1 - q), at a quarter.
    /// </summary>
    [Theory]
    [InlineData(nameof(FaultyHead.Fault.None), 0.1)]
    [InlineData(nameof(FaultyHead.Fault.NoImportanceWeights), 0.25)]
    public void Dqn_PrioritiesWithoutImportanceWeights_ExpectsTooMuch(string fault, double expected)
    {
        DqnOptions options = Small with
        {
            LearningRate = 1e-3f, Loss = TdLoss.Mse, WeightAveraging = 0.998f, BufferSize = 4000, LearningStarts = 1000, PrioritizedReplay = true, PriorityAlpha = 1, PriorityBeta = 1,
        };
        float[] values = new float[2];
        Learn(options, fault, chance: 0.1).ActionValues([1f], values);
        Assert.All(values, value => Assert.Equal(expected, value, 0.05));
    }

    private static FaultyQAgent Learn(DeepQOptions options, string fault, double chance) =>
        Train(() => new ChanceWorld(chance), env => new FaultyQAgent(env, options, Enum.Parse<FaultyHead.Fault>(fault)), 6000);

    /// <summary>Pays 1 with a probability, and ends.</summary>
    private sealed class ChanceWorld(double chance) : Env
    {
        public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        protected override void OnReset(Span<float> observation) => observation[0] = 1f;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            observation[0] = 1f;
            return new StepResult(Rng.NextDouble() < chance ? 1 : 0, Terminated: true);
        }
    }
}
