using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Bellman's own settings of the agents that learn to act with numbers from a replay, on the pendulum. What they reach stands in <c>docs/results.md</c>.</summary>
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
            Wide(new Td3Options { Noise = FallingNoise })),
        Swing(
            "bellman-pendulum-ddpg",
            "DDPG that swings the pendulum up in 20,000 steps.",
            DdpgAgent.RegisteredName,
            Wide(new DdpgOptions { Noise = FallingNoise })),
        Swing(
            "tqc-pendulum",
            "Truncated quantile critics that swing the pendulum up in 20,000 steps.",
            TqcAgent.RegisteredName,
            SwingUp(new TqcOptions { TemperatureLearningRate = 1e-3f, RewardScale = 0.1f })),
    ];

    private static ActionNoiseOptions FallingNoise => new() { Scale = 0.3f, FinalScale = 0.1f, DecaySteps = 20_000 };

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

    /// <summary>
    /// For policies that do not draw their actions: twice the units, a fifth of the steps at random, noise that falls to a third, and rewards times 0.1. With SAC's sizes, 100 random steps and constant noise of 0.2 both ended 2 to 3 lower.
    /// </summary>
    private static TOptions Wide<TOptions>(TOptions options)
        where TOptions : ContinuousControlOptions => SwingUp(options) with
    {
        ActorHiddenSizes = [128, 128],
        CriticHiddenSizes = [128, 128],
        RewardScale = 0.1f,
        RandomSteps = 4000,
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
