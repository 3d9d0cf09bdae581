using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>The agents with a replay on the lander with two engines to throttle, for which PPO's preset is the default. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedLanderContinuous
{
    private const string Source = "tuned for Bellman";

    /// <summary>Each is its agent's default.</summary>
    public static IEnumerable<Preset> All => [Ddpg(), Sac()];

    /// <summary>
    /// From RL Baselines3 Zoo's steps, step size, buffer and random beginning. Scaled rewards,
    /// three-step returns and a discount of 0.99 bring the +100 of a craft at rest nearer; noise that begins three times as large finds it with seeds that otherwise hover on; averaged
    /// weights and step sizes that fall steady the last policy.
    /// </summary>
    private static Preset Ddpg() => Make(
        "ddpg-lander-continuous",
        "DDPG that lands on the moon with two engines to throttle, in 300,000 steps.",
        DdpgAgent.RegisteredName,
        300_000,
        new DdpgOptions
        {
            ActorHiddenSizes = [64, 64],
            CriticHiddenSizes = [64, 64],
            LearningRateDecaySteps = 300_000,
            WeightAveraging = 0.999f,
            MaxGradientNorm = 1,
            RewardScale = 0.1f,
            NStep = 3,
            BatchSize = 128,
            LearningStarts = 10_000,
            RandomSteps = 10_000,
            Noise = new ActionNoiseOptions { Scale = 0.3f, FinalScale = 0.1f, DecaySteps = 200_000 },
        });

    /// <summary>The same thoughts with an update of 64 transitions every fourth step, which costs little; the policy's own draws explore.</summary>
    private static Preset Sac() => Make(
        "sac-lander-continuous",
        "Soft actor-critic that lands on the moon with two engines to throttle, in 500,000 steps.",
        SacAgent.RegisteredName,
        500_000,
        new SacOptions
        {
            ActorHiddenSizes = [64, 64],
            CriticHiddenSizes = [64, 64],
            ActorLearningRate = 1e-3f,
            CriticLearningRate = 1e-3f,
            TemperatureLearningRate = 1e-3f,
            Temperature = 0.1f,
            LearningRateDecaySteps = 500_000,
            WeightAveraging = 0.999f,
            MaxGradientNorm = 1,
            RewardScale = 0.1f,
            NStep = 3,
            BatchSize = 64,
            LearningStarts = 10_000,
            RandomSteps = 10_000,
            TrainEvery = 4,
            Tau = 0.01f,
        });

    private static Preset Make(string name, string summary, string agent, int steps, object options) => new(
        name,
        summary,
        Source,
        new RunOptions
        {
            Environment = "LunarLanderContinuous-v3",
            Agent = agent,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 12 },
        })
    {
        TunedFor = ["LunarLanderContinuous-v3", "LunarLanderContinuous-v2"],
    };
}
