using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>The agents with a replay on the lander with two engines to throttle, for which PPO's preset is the default. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedLanderContinuous
{
    private const string Source = "tuned for Bellman";

    /// <summary>Each is its agent's default.</summary>
    public static IEnumerable<Preset> All => [Ddpg(), Td3(), Sac(), Tqc()];

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
        Small(new DdpgOptions { Noise = Falling(0.3f) }, 300_000) with { BatchSize = 128 });

    /// <summary>DDPG's settings with an update every second step, normalized layers and noise that lasts: with fresh noise five of ten seeds hovered on.</summary>
    private static Preset Td3() => Make(
        "td3-lander-continuous",
        "TD3 that lands on the moon with two engines to throttle, in 300,000 steps.",
        Td3Agent.RegisteredName,
        300_000,
        Small(new Td3Options { Noise = Falling(0.8f) with { Kind = NoiseKind.OrnsteinUhlenbeck } }, 300_000) with { BatchSize = 128, TrainEvery = 2, LayerNorm = true });

    /// <summary>The same thoughts with an update of 64 transitions every fourth step, which costs little; the policy's own draws explore.</summary>
    private static Preset Sac() => Make(
        "sac-lander-continuous",
        "Soft actor-critic that lands on the moon with two engines to throttle, in 500,000 steps.",
        SacAgent.RegisteredName,
        500_000,
        Drawn(new SacOptions()));

    /// <summary>SAC's settings with fifteen quantiles, normalized layers and noise that lasts on top of the policy's draws.</summary>
    private static Preset Tqc() => Make(
        "tqc-lander-continuous",
        "Truncated quantile critics that land on the moon with two engines to throttle, in 500,000 steps.",
        TqcAgent.RegisteredName,
        500_000,
        Drawn(new TqcOptions
        {
            Quantiles = 15,
            LayerNorm = true,
            Noise = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 0.4f, FinalScale = 0, DecaySteps = 300_000 },
        }));

    private static TOptions Drawn<TOptions>(TOptions options)
        where TOptions : MaximumEntropyOptions => Small(options, 500_000) with
    {
        TemperatureLearningRate = 1e-3f,
        Temperature = 0.1f,
        BatchSize = 64,
        TrainEvery = 4,
        Tau = 0.01f,
    };

    private static TOptions Small<TOptions>(TOptions options, int steps)
        where TOptions : ContinuousControlOptions => options with
    {
        ActorHiddenSizes = [64, 64],
        CriticHiddenSizes = [64, 64],
        ActorLearningRate = 1e-3f,
        CriticLearningRate = 1e-3f,
        LearningRateDecaySteps = steps,
        WeightAveraging = 0.999f,
        MaxGradientNorm = 1,
        RewardScale = 0.1f,
        NStep = 3,
        LearningStarts = 10_000,
        RandomSteps = 10_000,
    };

    private static ActionNoiseOptions Falling(float scale) => new() { Scale = scale, FinalScale = 0.1f, DecaySteps = 200_000 };

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
