using Bellman.Agents;
using Bellman.Environments;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Five published tutorials as they stand in their texts, without their faults: a time limit bootstraps, every replay slot is used,
/// evaluation has a world of its own, the target network starts equal to the online one.
/// </summary>
internal static class TutorialPresets
{
    public static IReadOnlyList<Preset> All => [LanderRobust(), MountainCar(), LanderSoft(), WengDqn(), CartPoleClassic()];

    /// <summary>T0. The model of every hundredth episode is kept; the author's learning curve ends at episode 578.</summary>
    private static Preset LanderRobust() => Make(
        "lander-robust",
        "Robust Double DQN on LunarLander: three layers with a kernel penalty, and the step fraction as a ninth input.",
        "tutorial T0, a Keras article on robust Double DQN",
        "LunarLander-v2",
        new DqnOptions
        {
            HiddenSizes = [64, 64, 64],
            Activation = HiddenActivation.Relu,
            KernelL2 = 1e-3f,
            DoubleQ = true,
            Loss = TdLoss.Huber,
            HuberDelta = 1f,
            Optimizer = OptimizerKind.Adam,
            LearningRate = 1e-3f,
            FinalLearningRate = 1e-3f,
            Discount = 0.99f,
            BufferSize = 200_000,
            BatchSize = 128,
            LearningStarts = 256,
            TrainEvery = 4,
            TargetUpdate = TargetUpdate.Hard,
            TargetUpdateEvery = 1000,
            EpsilonSchedule = EpsilonSchedule.PerEpisode,
            EpsilonStart = 1f,
            EpsilonRate = 0.995f,
            EpsilonEnd = 0.01f,
        },
        new TrainingOptions { Steps = 0, Episodes = 1000, SnapshotEveryEpisodes = 100 },
        "time_aware");

    /// <summary>T1. Evaluation, snapshots and log lines come as often as the article has them.</summary>
    private static Preset MountainCar() => Make(
        "mountaincar",
        "DQN on MountainCar with clipped gradients and a fixed epsilon of 0.01.",
        "tutorial T1, a Toptal article on DQN",
        "MountainCar-v0",
        new DqnOptions
        {
            HiddenSizes = [32, 32],
            Activation = HiddenActivation.Relu,
            DoubleQ = false,
            Loss = TdLoss.Mse,
            Optimizer = OptimizerKind.Adam,
            LearningRate = 1e-3f,
            FinalLearningRate = 1e-3f,
            MaxGradientNorm = 1f,
            Discount = 0.99f,
            BufferSize = 50_000,
            BatchSize = 64,
            LearningStarts = 2000,
            TrainEvery = 1,
            TargetUpdate = TargetUpdate.Hard,
            TargetUpdateEvery = 1000,
            EpsilonSchedule = EpsilonSchedule.Constant,
            EpsilonStart = 0.01f,
        },
        new TrainingOptions
        {
            Steps = 200_000,
            EvaluateEvery = 20_000,
            EvaluationSteps = 10_000,
            ValidationStates = 10_000,
            LogEvery = 2000,
            SnapshotEvery = 50_000,
        });

    /// <summary>T2. It stops when solved, and learns as soon as a batch can be filled.</summary>
    private static Preset LanderSoft() => Make(
        "lander-soft",
        "DQN on LunarLander with soft target updates; stops when solved.",
        "tutorial T2, a course notebook",
        "LunarLander-v3",
        new DqnOptions
        {
            HiddenSizes = [64, 64],
            Activation = HiddenActivation.Relu,
            DoubleQ = false,
            Loss = TdLoss.Mse,
            Optimizer = OptimizerKind.Adam,
            LearningRate = 1e-3f,
            FinalLearningRate = 1e-3f,
            Discount = 0.995f,
            BufferSize = 100_000,
            BatchSize = 64,
            LearningStarts = 64,
            TrainEvery = 4,
            TargetUpdate = TargetUpdate.Soft,
            Tau = 1e-3f,
            EpsilonSchedule = EpsilonSchedule.PerEpisode,
            EpsilonStart = 1f,
            EpsilonRate = 0.995f,
            EpsilonEnd = 0.01f,
        },
        new TrainingOptions { Steps = 0, Episodes = 2000, StopWhenSolved = true, SolvedReturn = 200 });

    /// <summary>T3. Of the tutorial's switches those of its dense configuration are on: double, dueling, hard target.</summary>
    private static Preset WengDqn() => Make(
        "weng-dqn",
        "Double, dueling DQN on CartPole; epsilon falls in a line over 450 of 500 episodes.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        "CartPole-v1",
        new DqnOptions
        {
            HiddenSizes = [32, 32],
            Activation = HiddenActivation.Relu,
            DoubleQ = true,
            Dueling = true,
            Loss = TdLoss.Mse,
            Optimizer = OptimizerKind.Adam,
            LearningRate = 1e-3f,
            FinalLearningRate = 1e-3f,
            Discount = 0.99f,
            BufferSize = 100_000,
            BatchSize = 32,
            LearningStarts = 32,
            TrainEvery = 1,
            TargetUpdate = TargetUpdate.Hard,
            TargetUpdateEvery = 10,
            Tau = 0.05f,
            EpsilonSchedule = EpsilonSchedule.LinearEpisodes,
            EpsilonStart = 1f,
            EpsilonEnd = 0.02f,
            EpsilonDecay = 450,
        },
        new TrainingOptions { Steps = 0, Episodes = 500 });

    /// <summary>T4. The notebook has no target network, one of its faults; here the target follows by a hard copy.</summary>
    private static Preset CartPoleClassic() => Make(
        "cartpole-classic",
        "DQN on CartPole-v0 with small batches and an exponential epsilon.",
        "tutorial T4, a notebook",
        "CartPole-v0",
        new DqnOptions
        {
            HiddenSizes = [64, 64],
            Activation = HiddenActivation.Relu,
            DoubleQ = false,
            Loss = TdLoss.Mse,
            Optimizer = OptimizerKind.Adam,
            LearningRate = 1e-4f,
            FinalLearningRate = 1e-4f,
            Discount = 0.99f,
            BufferSize = 10_000,
            BatchSize = 20,
            LearningStarts = 20,
            RandomSteps = 20,
            TrainEvery = 1,
            TargetUpdate = TargetUpdate.Hard,
            TargetUpdateEvery = 100,
            EpsilonSchedule = EpsilonSchedule.Exponential,
            EpsilonStart = 1f,
            EpsilonEnd = 0.01f,
            EpsilonRate = 1e-4f,
        },
        new TrainingOptions { Steps = 100_000, SolvedReturn = 195 });

    private static Preset Make(
        string name, string summary, string source, string environment, DqnOptions agent, TrainingOptions training, params string[] wrappers) => new(
        name,
        summary,
        source,
        new RunOptions
        {
            Preset = name,
            Environment = environment,
            EnvironmentOptions = Envs.DefaultOptions(environment),
            Wrappers = wrappers,
            Agent = DqnAgent.RegisteredName,
            AgentOptions = agent,
            Training = training,
        });
}
