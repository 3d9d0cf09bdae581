using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T4, a notebook. The notebook has no target network, one of its faults; here the target follows by a hard copy.
/// </summary>
internal static class CartPoleClassicPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "cartpole-classic",
        "DQN on CartPole-v0 with small batches and an exponential epsilon.",
        "tutorial T4, a notebook",
        new RunOptions
        {
            Environment = "CartPole-v0",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = new DqnOptions
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
            Training = new TrainingOptions { Steps = 100_000, SolvedReturn = 195 },
        });
}
