using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T2, a course notebook. It stops when solved, and learns as soon as a batch can be filled.
/// </summary>
internal static class LanderSoftPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "lander-soft",
        "DQN on LunarLander with soft target updates; stops when solved.",
        "tutorial T2, a course notebook",
        new RunOptions
        {
            Environment = "LunarLander-v3",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = new DqnOptions
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
            Training = new TrainingOptions { Steps = 0, Episodes = 2000, StopWhenSolved = true, SolvedReturn = 200 },
        });
}
