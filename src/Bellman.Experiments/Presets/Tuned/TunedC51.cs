using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Settings of C51 with the double estimator and three-step returns or longer ones: those of QR-DQN for the car and the links, for the pole between those of DQN's two presets, with atoms between the returns that rewards, scaled, can add up to.
/// What they reach stands in <c>docs/results.md</c>.
/// </summary>
internal static class TunedC51
{
    public static IEnumerable<Preset> All => [CartPole(), MountainCar(), Acrobot()];

    /// <summary>A pole that never falls earns 0.02 a step, 2 in all with a discount of 0.99.</summary>
    private static Preset CartPole() => Make(
        "c51-cartpole",
        "C51 that balances the pole.",
        ["CartPole-v1", "CartPole-v0"],
        steps: 100_000,
        TunedQrDqn.Small(Atoms, steps: 100_000) with
        {
            HiddenSizes = [64, 64],
            VMin = 0,
            VMax = 2.2f,
            BatchSize = 64,
            Tau = 0.01f,
            LearningRate = 1.5e-3f,
            FinalLearningRate = 1e-5f,
            AdamEpsilon = 1e-8f,
            MaxGradientNorm = 1,
            RewardScale = 0.02f,
            WeightAveraging = 0.9997f,
            EpsilonRate = 5e-4f,
        });

    private static Preset MountainCar() => Make(
        "c51-mountaincar",
        "C51 that swings the car out of the valley.",
        ["MountainCar-v0"],
        steps: 120_000,
        TunedQrDqn.Swinging(Atoms, steps: 120_000) with { EpsilonEnd = 0.002f, ExplorationRepeatLeast = 8 });

    private static Preset Acrobot() => Make(
        "c51-acrobot",
        "C51 that swings two links up.",
        ["Acrobot-v1"],
        steps: 100_000,
        TunedQrDqn.Small(Atoms, steps: 100_000) with { EpsilonRate = 2e-4f });

    /// <summary>Rewards of -1 a step, times 0.1, add up to -10 at most: a range that both the car and the links use.</summary>
    private static C51Options Atoms { get; } = new() { Atoms = 31, VMin = -10, VMax = 0 };

    private static Preset Make(string name, string summary, IReadOnlyList<string> environments, int steps, C51Options options) => new(
        name,
        summary,
        "tuned for Bellman",
        new RunOptions { Environment = environments[0], Agent = C51Agent.RegisteredName, AgentOptions = options, Training = new TrainingOptions { Steps = steps } })
    {
        TunedFor = environments,
    };
}
