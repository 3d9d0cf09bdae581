using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Bellman's own settings of the agents that act with numbers. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedContinuous
{
    private const string Source = "tuned for Bellman";
    private const string Pendulum = "Pendulum-v1";

    /// <summary>The first one is the pendulum's default; the others are those of their agents.</summary>
    public static IEnumerable<Preset> All =>
    [
        Swing(
            "bellman-pendulum",
            "Soft actor-critic that swings the pendulum up in 20,000 steps.",
            SacAgent.RegisteredName,
            SwingUp(new SacOptions { TemperatureLearningRate = 1e-3f, RewardScale = 0.1f })),
        Swing(
            "bellman-pendulum-td3",
            "TD3 that swings the pendulum up in 20,000 steps.",
            Td3Agent.RegisteredName,
            SwingUp(new Td3Options { Noise = new ActionNoiseOptions { Scale = 0.2f } })),
        Swing(
            "bellman-pendulum-ddpg",
            "DDPG that swings the pendulum up in 20,000 steps.",
            DdpgAgent.RegisteredName,
            SwingUp(new DdpgOptions { Noise = new ActionNoiseOptions { Scale = 0.2f } })),
        Swing(
            "tqc-pendulum",
            "Truncated quantile critics that swing the pendulum up in 20,000 steps.",
            TqcAgent.RegisteredName,
            SwingUp(new TqcOptions { TemperatureLearningRate = 1e-3f, RewardScale = 0.1f })),
        Valley(),
    ];

    /// <summary>The lander, for which another agent's preset is the environment's default.</summary>
    public static IEnumerable<Preset> Lander => [Moon()];

    private static Preset Swing(string name, string summary, string agent, ContinuousControlOptions options) => new(
        name,
        summary,
        Source,
        new RunOptions
        {
            Environment = Pendulum,
            Agent = agent,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = 20_000, EvaluateEvery = 5000 },
        })
    {
        TunedFor = [Pendulum],
    };

    /// <summary>Noise that drifts for hundreds of steps rocks the car up the hill; what is drawn anew in every step cancels itself out, and the car never sees the flag.</summary>
    private static Preset Valley() => new(
        "bellman-mountaincar-continuous",
        "DDPG whose drifting noise drives the car out of the valley.",
        Source,
        new RunOptions
        {
            Environment = "MountainCarContinuous-v0",
            Agent = DdpgAgent.RegisteredName,
            AgentOptions = new DdpgOptions
            {
                ActorHiddenSizes = [64, 64],
                CriticHiddenSizes = [64, 64],
                BatchSize = 64,
                BufferSize = 60_000,
                LearningStarts = 1000,
                RandomSteps = 0,
                Noise = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 0.05f, Reversion = 0.0015f },
            },
            Training = new TrainingOptions { Steps = 50_000, EvaluateEvery = 10_000 },
        })
    {
        TunedFor = ["MountainCarContinuous-v0"],
    };

    /// <summary>
    /// From RL Baselines3 Zoo's steps, step size, buffer and random beginning. Scaled rewards,
    /// three-step returns and a discount of 0.99 bring the +100 of a craft at rest nearer; noise that begins three times as large finds it with seeds that otherwise hover on; averaged
    /// weights and step sizes that fall steady the last policy.
    /// </summary>
    private static Preset Moon() => new(
        "ddpg-lander-continuous",
        "DDPG that lands on the moon with two engines to throttle, in 300,000 steps.",
        Source,
        new RunOptions
        {
            Environment = "LunarLanderContinuous-v3",
            Agent = DdpgAgent.RegisteredName,
            AgentOptions = new DdpgOptions
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
            },
            Training = new TrainingOptions { Steps = 300_000, EvaluateEvery = 25_000 },
        })
    {
        TunedFor = ["LunarLanderContinuous-v3", "LunarLanderContinuous-v2"],
    };

    /// <summary>The sizes and rates with which other programs' trainings of 20,000 steps are timed.</summary>
    internal static TOptions SwingUp<TOptions>(TOptions options)
        where TOptions : ContinuousControlOptions => options with
    {
        ActorHiddenSizes = [64, 64],
        CriticHiddenSizes = [64, 64],
        ActorLearningRate = 1e-3f,
        CriticLearningRate = 1e-3f,
        Discount = 0.99f,
        BufferSize = 20_000,
        BatchSize = 100,
        LearningStarts = 100,
        RandomSteps = 100,
        Tau = 0.005f,
    };
}
