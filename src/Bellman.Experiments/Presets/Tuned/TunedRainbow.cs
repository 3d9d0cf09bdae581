using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Rainbow (Hessel et al. 2018): C51 with the double estimator, the dueling network, prioritized replay and three-step returns, but epsilon in place of noisy networks. What it reaches stands in <c>docs/results.md</c>.
/// </summary>
internal static class TunedRainbow
{
    private const string Source = "those of Bellman's other presets for the lander, with five of Rainbow's six parts; tuned little";
    private const int Steps = 100_000;

    public static IEnumerable<Preset> All => [Lander()];

    /// <summary>
    /// Rewards are scaled so that a flight's return, from a crash to a landing, lies between the atoms. Noise in the weights explored worse than epsilon in the few seeds tried
    /// (<c>agent.noisy_nets=true</c> turns it on, and epsilon off), and 64 units a layer worse than 128.
    /// </summary>
    private static Preset Lander() => new(
        "rainbow",
        "Rainbow for the lander, exploring by epsilon in place of noisy networks; in its 100,000 steps not every seed learns to land.",
        Source,
        new RunOptions
        {
            Environment = "LunarLander-v3",
            Agent = C51Agent.RegisteredName,
            AgentOptions = new C51Options
            {
                DoubleQ = true,
                Dueling = true,
                PrioritizedReplay = true,
                PriorityAlpha = 0.5f,
                PriorityBetaSteps = Steps,
                NStep = 3,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 2e-4f,
                EpsilonEnd = 0.01f,
                HiddenSizes = [128, 128],
                RewardScale = 0.1f,
                Atoms = 31,
                VMin = -15,
                VMax = 20,
                BatchSize = 32,
                BufferSize = 100_000,
                LearningStarts = 1000,
                TrainEvery = 1,
                LearningRate = 1e-3f,
                FinalLearningRate = 2e-5f,
                LearningRateDecaySteps = Steps,
                AdamEpsilon = 1e-5f,
                MaxGradientNorm = 10,
                TargetUpdate = TargetUpdate.Soft,
                Tau = 0.005f,
                WeightAveraging = 0.999f,
            },
            Training = new TrainingOptions { Steps = Steps },
        })
    {
        TunedFor = ["LunarLander-v3", "LunarLander-v2"],
    };
}
