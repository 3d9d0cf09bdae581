using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T3's plain policy gradient: one update with each episode, the step size times 0.998 after it. The baseline is on; <c>--set agent.baseline=false</c> turns it off.
/// </summary>
internal static class WengReinforcePreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "weng-reinforce",
        "REINFORCE on CartPole with a state value as its baseline; agent.baseline=false turns that off.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        new RunOptions
        {
            Environment = "CartPole-v1",
            Agent = ReinforceAgent.RegisteredName,
            AgentOptions = new ReinforceOptions
            {
                ActorHiddenSizes = [32, 32],
                CriticHiddenSizes = [32, 32],
                Activation = HiddenActivation.Relu,
                Initializer = WeightInitializer.GlorotUniform,
                Optimizer = OptimizerKind.Adam,
                OptimizerEpsilon = 1e-8f,
                LearningRate = 1e-3f,
                LearningRateDecay = 0.998f,
                MaxGradientNorm = 0,
                ValueCoefficient = 1,
                Discount = 0.99f,
                Baseline = true,
                EpisodesPerUpdate = 1,
            },
            Training = new TrainingOptions { Steps = 0, Episodes = 800 },
        });
}
