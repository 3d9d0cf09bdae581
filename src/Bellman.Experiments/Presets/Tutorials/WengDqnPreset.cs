using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T3, a blog tour of deep reinforcement learning. Of the tutorial's switches those of its dense configuration are on: double, dueling, hard target.
/// </summary>
internal static class WengDqnPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "weng-dqn",
        "Double, dueling DQN on CartPole; epsilon falls in a line over 450 of 500 episodes.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        new RunOptions
        {
            Environment = "CartPole-v1",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = new DqnOptions
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
            Training = new TrainingOptions { Steps = 0, Episodes = 500 },
        });
}
