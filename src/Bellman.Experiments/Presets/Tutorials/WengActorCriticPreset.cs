using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T3's one-step actor-critic: every target looks one step ahead, and an update is made from 32 steps together; both step sizes times 0.999 after each episode. The tutorial explores with random actions besides, which the policy
/// gradient takes for its own; here every action is drawn from the policy, as the gradient demands.
/// </summary>
internal static class WengActorCriticPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "weng-actor-critic",
        "Actor-critic with one-step targets on CartPole, an update from every 32 steps.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        new RunOptions
        {
            Environment = "CartPole-v1",
            Agent = ActorCriticAgent.RegisteredName,
            AgentOptions = new ActorCriticOptions
            {
                ActorHiddenSizes = [32],
                CriticHiddenSizes = [32],
                Activation = HiddenActivation.Relu,
                Initializer = WeightInitializer.GlorotUniform,
                Optimizer = OptimizerKind.Adam,
                OptimizerEpsilon = 1e-8f,
                LearningRate = 1e-2f,
                LearningRateDecay = 0.999f,
                MaxGradientNorm = 0,
                SharedGradientNorm = false,
                ValueCoefficient = 1,
                Discount = 0.9f,
                RolloutSteps = 32,
            },
            Training = new TrainingOptions { Steps = 0, Episodes = 800 },
        });
}
