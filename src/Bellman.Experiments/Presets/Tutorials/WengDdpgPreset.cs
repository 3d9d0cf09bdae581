using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T3's deep deterministic policy gradient, whose noise falls from 0.35 to nothing over 35,000 of 100,000 steps. The tutorial walks with BipedalWalker, for which
/// that is too little; the pendulum stands in for it, and <c>bellman train BipedalWalker-v3 --preset weng-ddpg</c> is the tutorial's own.
/// </summary>
internal static class WengDdpgPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "weng-ddpg",
        "DDPG with small networks and Gaussian noise that fades; on Pendulum, or with BipedalWalker-v3 named, as in the tutorial.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        new RunOptions
        {
            Environment = "Pendulum-v1",
            Agent = DdpgAgent.RegisteredName,
            AgentOptions = new DdpgOptions
            {
                ActorHiddenSizes = [32, 32],
                CriticHiddenSizes = [64, 64],
                Activation = HiddenActivation.Relu,
                Initializer = WeightInitializer.GlorotUniform,
                ActorLearningRate = 5e-3f,
                CriticLearningRate = 5e-3f,
                Discount = 0.99f,
                BufferSize = 100_000,
                BatchSize = 64,
                LearningStarts = 64,
                RandomSteps = 0,
                TrainEvery = 1,
                Tau = 1e-3f,
                Noise = new ActionNoiseOptions { Kind = NoiseKind.Gaussian, Scale = 0.35f, FinalScale = 0, DecaySteps = 35_000 },
            },
            Training = new TrainingOptions { Steps = 100_000 },
        });
}
