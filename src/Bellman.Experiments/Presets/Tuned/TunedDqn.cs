using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Bellman's own tuned settings of deep Q-learning. What they reach over 20 seeds stands in <c>docs/results.md</c>.</summary>
internal static class TunedDqn
{
    private const string Source = "tuned for Bellman";

    public static IEnumerable<Preset> All => [Lander(), CartPole(), MountainCar(), Acrobot(), ShortCartPole(), ShortLander()];

    /// <summary>
    /// What makes it keep what it learned: rewards scaled so that the Huber loss sees a landing's +100 as a number and not as an outlier; averaged weights
    /// that act; a step size that falls to a fiftieth; a replay that holds the whole training, early crashes included; and targets limited to
    /// what a flight can earn, since values once ran away in the sky above the screen, where the network had seen nothing.
    /// </summary>
    private static Preset Lander() => new(
        "bellman-lander",
        "Double DQN that lands on the moon and keeps what it learned.",
        Source,
        new RunOptions
        {
            Environment = "LunarLander-v3",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = Common with
            {
                HiddenSizes = [128, 128],
                BatchSize = 32,
                FinalLearningRate = 2e-5f,
                LearningRateDecaySteps = 400_000,
                AdamEpsilon = 1e-5f,
                MaxGradientNorm = 10,
                Loss = TdLoss.Huber,
                RewardScale = 0.1f,
                TargetLimit = 20,
                WeightAveraging = 0.9995f,
                BufferSize = 400_000,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 5e-5f,
            },
            Training = new TrainingOptions { Steps = 400_000, EvaluateEvery = 50_000 },
        })
    {
        TunedFor = ["LunarLander-v2", "LunarLander-v3"],
    };

    private static Preset CartPole() => new(
        "bellman-cartpole",
        "Double DQN that balances the pole to the last step.",
        Source,
        new RunOptions
        {
            Environment = "CartPole-v1",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = Common with
            {
                LearningRate = 1.5e-3f,
                FinalLearningRate = 1e-5f,
                LearningRateDecaySteps = 200_000,
                MaxGradientNorm = 1,
                Loss = TdLoss.Mse,
                RewardScale = 0.02f,
                WeightAveraging = 0.9998f,
                BufferSize = 200_000,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 1e-3f,
            },
            Training = new TrainingOptions { Steps = 200_000, EvaluateEvery = 50_000 },
        })
    {
        TunedFor = ["CartPole-v0", "CartPole-v1"],
    };

    /// <summary>Random actions that last: single ones cancel each other out, and the car never sees the flag. Those of 8 to 50 steps see it in one episode of ten, those of 1 to 50 in one of thirty.</summary>
    private static Preset MountainCar() => new(
        "bellman-mountaincar",
        "Double DQN that swings the car out of the valley.",
        Source,
        new RunOptions
        {
            Environment = "MountainCar-v0",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = Common with
            {
                HiddenSizes = [128, 128],
                BatchSize = 32,
                NStep = 5,
                LearningRate = 2e-3f,
                FinalLearningRate = 2e-5f,
                LearningRateDecaySteps = 120_000,
                Loss = TdLoss.Huber,
                RewardScale = 0.1f,
                BufferSize = 120_000,
                EpsilonSchedule = EpsilonSchedule.Linear,
                EpsilonDecay = 30_000,
                EpsilonEnd = 0.002f,
                ExplorationRepeat = 50,
                ExplorationRepeatLeast = 8,
            },
            Training = new TrainingOptions { Steps = 120_000, EvaluateEvery = 40_000 },
        })
    {
        TunedFor = ["MountainCar-v0"],
    };

    /// <summary>A quarter of the steps of the other, twice the updates in each; epsilon falls over three times as many steps, without which two of ten policies drift off the track after some 230.</summary>
    private static Preset ShortCartPole() => new(
        "dqn-cartpole-50k",
        "Double DQN that balances the pole after 50,000 steps.",
        Source,
        new RunOptions
        {
            Environment = "CartPole-v1",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = Common with
            {
                UpdatesPerRound = 2,
                LearningRate = 2e-3f,
                FinalLearningRate = 1e-5f,
                LearningRateDecaySteps = 50_000,
                MaxGradientNorm = 1,
                Loss = TdLoss.Mse,
                RewardScale = 0.02f,
                Tau = 0.02f,
                WeightAveraging = 0.9997f,
                BufferSize = 50_000,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 3e-4f,
            },
            Training = new TrainingOptions { Steps = 50_000 },
        });

    /// <summary>The other's settings with schedules of 100,000 steps.</summary>
    private static Preset ShortLander()
    {
        RunOptions whole = Lander().Options;
        return new Preset(
            "dqn-lander-100k",
            "Double DQN that learns to land in 100,000 steps.",
            Source,
            whole with
            {
                AgentOptions = (DqnOptions)whole.AgentOptions! with { LearningRateDecaySteps = 100_000, BufferSize = 100_000, EpsilonRate = 1e-4f },
                Training = new TrainingOptions { Steps = 100_000 },
            });
    }

    private static Preset Acrobot() => new(
        "bellman-acrobot",
        "Double DQN that swings two links up.",
        Source,
        new RunOptions
        {
            Environment = "Acrobot-v1",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = Common with
            {
                HiddenSizes = [128, 128],
                BatchSize = 32,
                FinalLearningRate = 2e-5f,
                LearningRateDecaySteps = 100_000,
                Loss = TdLoss.Huber,
                RewardScale = 0.1f,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 2e-4f,
            },
            Training = new TrainingOptions { Steps = 100_000, EvaluateEvery = 50_000 },
        })
    {
        TunedFor = ["Acrobot-v1"],
    };

    /// <summary>What they have in common: an update with each step, three-step returns, a soft target and averaged weights.</summary>
    private static DqnOptions Common { get; } = new()
    {
        HiddenSizes = [64, 64],
        BatchSize = 64,
        TrainEvery = 1,
        NStep = 3,
        DoubleQ = true,
        TargetUpdate = TargetUpdate.Soft,
        Tau = 0.005f,
        WeightAveraging = 0.999f,
        EpsilonStart = 1,
        EpsilonEnd = 0.01f,
    };
}
