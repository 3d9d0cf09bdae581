using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Settings of QR-DQN: the pole's those of RL Baselines3 Zoo (Raffin 2020), the others tuned for Bellman. What they reach over 10 seeds stands in <c>docs/results.md</c>.</summary>
internal static class TunedQrDqn
{
    private const string Zoo = "RL Baselines3 Zoo";
    private const string Tuned = "tuned for Bellman";
    private static readonly QrDqnOptions Quantiles = new() { Quantiles = 32 };

    public static IEnumerable<Preset> All => [CartPole(), MountainCar(), Acrobot(), Lander()];

    /// <summary>Without the average, left to a single set of weights, one seed in eight ended at a return of 211.</summary>
    private static Preset CartPole() => Make(
        "qrdqn-cartpole",
        "QR-DQN that balances the pole.",
        ["CartPole-v1", "CartPole-v0"],
        steps: 50_000,
        Common with
        {
            LearningRate = 2.3e-3f,
            BatchSize = 64,
            BufferSize = 100_000,
            LearningStarts = 1000,
            TargetUpdateEvery = 10,
            TrainEvery = 256,
            UpdatesPerRound = 128,
            EpsilonDecay = 8000,
            EpsilonEnd = 0.04f,
            Quantiles = 10,
            WeightAveraging = 0.999f,
        },
        Zoo + ", with averaged weights");

    private static Preset MountainCar() => Make(
        "qrdqn-mountaincar",
        "QR-DQN that swings the car out of the valley.",
        ["MountainCar-v0"],
        steps: 120_000,
        Swinging(Quantiles, steps: 120_000),
        Tuned);

    private static Preset Acrobot() => Make(
        "qrdqn-acrobot",
        "QR-DQN that swings two links up.",
        ["Acrobot-v1"],
        steps: 100_000,
        Small(Quantiles, steps: 100_000) with { EpsilonRate = 2e-4f },
        Tuned);

    private static Preset Lander() => Make(
        "qrdqn-lander",
        "QR-DQN that lands on the moon.",
        ["LunarLander-v3", "LunarLander-v2"],
        steps: 100_000,
        Small(Quantiles, steps: 100_000),
        Tuned);

    /// <summary>
    /// What the tuned presets of DQN have, for distributions of returns: half the units and a quarter of the batch of the zoo's settings, an update with each step, three-step returns, a soft target and averaged weights.
    /// </summary>
    internal static TOptions Small<TOptions>(TOptions options, int steps)
        where TOptions : DeepQOptions => options with
    {
        HiddenSizes = [128, 128],
        BatchSize = 32,
        BufferSize = steps,
        LearningStarts = 1000,
        TrainEvery = 1,
        NStep = 3,
        RewardScale = 0.1f,
        LearningRate = 1e-3f,
        FinalLearningRate = 2e-5f,
        LearningRateDecaySteps = steps,
        AdamEpsilon = 1e-5f,
        MaxGradientNorm = 10,
        TargetUpdate = TargetUpdate.Soft,
        Tau = 0.005f,
        WeightAveraging = 0.999f,
        EpsilonSchedule = EpsilonSchedule.Exponential,
        EpsilonRate = 1e-4f,
        EpsilonStart = 1,
        EpsilonEnd = 0.01f,
    };

    /// <summary>The same for the car in the valley: random actions that last, and rewards that are handed on over five steps.</summary>
    internal static TOptions Swinging<TOptions>(TOptions options, int steps)
        where TOptions : DeepQOptions => Small(options, steps) with
    {
        NStep = 5,
        LearningRate = 2e-3f,
        EpsilonSchedule = EpsilonSchedule.Linear,
        EpsilonDecay = 30_000,
        ExplorationRepeat = 50,
    };

    /// <summary>Two layers of 256 units and Adam with its epsilon divided by the batch of 32, as the library behind the zoo has them; no double estimator.</summary>
    private static QrDqnOptions Common { get; } = new()
    {
        HiddenSizes = [256, 256],
        DoubleQ = false,
        AdamEpsilon = 0.01f / 32,
        TargetUpdate = TargetUpdate.Hard,
        EpsilonSchedule = EpsilonSchedule.Linear,
        EpsilonStart = 1,
    };

    private static Preset Make(string name, string summary, IReadOnlyList<string> environments, int steps, QrDqnOptions options, string source = Zoo) => new(
        name,
        summary,
        source,
        new RunOptions { Environment = environments[0], Agent = QrDqnAgent.RegisteredName, AgentOptions = options, Training = new TrainingOptions { Steps = steps } })
    {
        TunedFor = environments,
    };
}
