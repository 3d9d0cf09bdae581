using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T3's PPO: separate networks with step sizes and clipping of their own. The tutorial's buffer is never cleared, one of its faults; here each rollout is
/// learned from once and forgotten. Rollouts of 2,048 steps in five worlds and five epochs are this preset's choice.
/// </summary>
internal static class WengPpoPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "weng-ppo",
        "PPO on LunarLander with separate actor and critic, each with its own step size.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        new RunOptions
        {
            Environment = "LunarLander-v3",
            Worlds = 5,
            Agent = PpoAgent.RegisteredName,
            AgentOptions = new PpoOptions
            {
                ActorHiddenSizes = [64, 64],
                CriticHiddenSizes = [128, 64],
                Activation = HiddenActivation.Relu,
                Initializer = WeightInitializer.GlorotUniform,
                Optimizer = OptimizerKind.Adam,
                LearningRate = 2e-3f,
                CriticLearningRate = 5e-3f,
                MaxGradientNorm = 0.5f,
                SharedGradientNorm = false,
                Discount = 0.99f,
                GaeLambda = 0.95f,
                ClipRange = 0.2f,
                RolloutSteps = 2048,
                BatchSize = 128,
                Epochs = 5,
            },
            Training = new TrainingOptions { Steps = 500_000, EvaluateEvery = 100_000 },
        });
}
