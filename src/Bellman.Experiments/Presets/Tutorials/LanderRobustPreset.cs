using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T0, a Keras article on robust Double DQN. The model of every hundredth episode is kept; the author's learning curve ends at episode 578.
/// </summary>
internal static class LanderRobustPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "lander-robust",
        "Robust Double DQN on LunarLander: three layers with a kernel penalty, and the step fraction as a ninth input.",
        "tutorial T0, a Keras article on robust Double DQN",
        new RunOptions
        {
            Environment = "LunarLander-v2",
            Wrappers = ["TimeAware"],
            Agent = DqnAgent.RegisteredName,
            AgentOptions = new DqnOptions
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
            Training = new TrainingOptions { Steps = 0, Episodes = 1000, SnapshotEveryEpisodes = 100 },
        });
}
