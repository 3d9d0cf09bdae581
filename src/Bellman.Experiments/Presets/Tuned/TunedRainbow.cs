using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Rainbow (Hessel et al. 2018): C51 with the double estimator, the dueling network, prioritized replay, three-step returns and noisy networks. What it reaches stands in <c>docs/results.md</c>.
/// </summary>
internal static class TunedRainbow
{
    private const string Source = "tuned for Bellman";

    public static IEnumerable<Preset> All => [Lander(), CartPole(), Breakout()];

    /// <summary>Rewards are scaled so that a flight's return, from a crash to a landing, lies between the atoms.</summary>
    private static Preset Lander() => new(
        "rainbow",
        "Rainbow that lands on the moon.",
        Source,
        new RunOptions
        {
            Environment = "LunarLander-v3",
            Agent = C51Agent.RegisteredName,
            AgentOptions = Every(steps: 100_000) with
            {
                HiddenSizes = [128, 128],
                RewardScale = 0.1f,
                VMin = -20,
                VMax = 20,
            },
            Training = new TrainingOptions { Steps = 100_000 },
        })
    {
        TunedFor = ["LunarLander-v3", "LunarLander-v2"],
    };

    /// <summary>With a reward of 1 in each step and a discount of 0.99 nothing is worth more than 100.</summary>
    private static Preset CartPole() => new(
        "rainbow-cartpole",
        "Rainbow that balances the pole.",
        Source,
        new RunOptions
        {
            Environment = "CartPole-v1",
            Agent = C51Agent.RegisteredName,
            AgentOptions = Every(steps: 50_000) with
            {
                HiddenSizes = [64, 64],
                RewardScale = 0.02f,
                VMin = 0,
                VMax = 2,
            },
            Training = new TrainingOptions { Steps = 50_000 },
        })
    {
        TunedFor = ["CartPole-v1", "CartPole-v0"],
    };

    private static Preset Breakout() => new(
        "rainbow-breakout",
        "Rainbow that breaks bricks on a grid of 10 x 10 cells, with the network of Young and Tian 2019.",
        Source,
        new RunOptions
        {
            Environment = "MinAtar/Breakout-v1",
            Agent = C51Agent.RegisteredName,
            AgentOptions = Every(steps: 500_000) with
            {
                Model = QModel.Conv,
                HiddenSizes = [128],
                TrainEvery = 4,
                LearningStarts = 5000,
                TargetUpdate = TargetUpdate.Hard,
                TargetUpdateEvery = 1000,
                VMin = 0,
                VMax = 20,
            },
            Training = new TrainingOptions { Steps = 500_000 },
        })
    {
        TunedFor = ["MinAtar/Breakout-v0", "MinAtar/Breakout-v1"],
    };

    /// <summary>Every switch on, over so many steps.</summary>
    private static C51Options Every(int steps) => new()
    {
        DoubleQ = true,
        Dueling = true,
        PrioritizedReplay = true,
        PriorityAlpha = 0.5f,
        PriorityBetaSteps = steps,
        NStep = 3,
        NoisyNets = true,
        BatchSize = 32,
        BufferSize = 100_000,
        LearningStarts = 1000,
        TrainEvery = 1,
        LearningRate = 1e-3f,
        FinalLearningRate = 2e-5f,
        LearningRateDecaySteps = steps,
        AdamEpsilon = 1e-5f,
        MaxGradientNorm = 10,
        TargetUpdate = TargetUpdate.Soft,
        Tau = 0.005f,
        WeightAveraging = 0.999f,
    };
}
