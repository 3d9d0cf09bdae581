using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Settings of proximal policy optimization that work, most of them those of RL Baselines3 Zoo (Raffin 2020). What they reach over 10 seeds stands in
/// <c>docs/algorithms/ppo.md</c>.
/// </summary>
internal static class TunedPpo
{
    private const string Zoo = "RL Baselines3 Zoo";
    private const string Changed = "RL Baselines3 Zoo, with larger steps that fall";

    public static IEnumerable<Preset> All => [CartPole(), Lander(), LanderContinuous(), Acrobot(), Pendulum(), MountainCar(), MountainCarContinuous(), Taxi()];

    private static Preset CartPole() => Make(
        "ppo-cartpole",
        "PPO in eight worlds that balances the pole.",
        "CartPole-v1",
        worlds: 8,
        steps: 100_000,
        new PpoOptions
        {
            RolloutSteps = 32,
            BatchSize = 256,
            Epochs = 20,
            Discount = 0.98f,
            GaeLambda = 0.8f,
            LearningRate = 1e-3f,
            LearningRateDecaySteps = 100_000,
            ClipRange = 0.2f,
            ClipRangeDecaySteps = 100_000,
        }) with { TunedFor = ["CartPole-v1", "CartPole-v0"] };

    private static Preset Lander() =>
        Make("ppo-lander", "PPO in sixteen worlds that lands on the moon.", "LunarLander-v3", worlds: 16, steps: 1_000_000, LanderOptions) with
        {
            TunedFor = ["LunarLander-v3", "LunarLander-v2"],
        };

    private static Preset LanderContinuous() => Make(
        "ppo-lander-continuous",
        "PPO in sixteen worlds that lands on the moon with throttled engines.",
        "LunarLanderContinuous-v3",
        worlds: 16,
        steps: 1_000_000,
        LanderOptions with { LayerNorm = true },
        Zoo + ", with normalized layers") with { TunedFor = ["LunarLanderContinuous-v3", "LunarLanderContinuous-v2"] };

    private static PpoOptions LanderOptions => new()
    {
        RolloutSteps = 1024,
        BatchSize = 64,
        Epochs = 4,
        Discount = 0.999f,
        GaeLambda = 0.98f,
        EntropyCoefficient = 0.01f,
    };

    private static Preset Acrobot() => Make(
        "ppo-acrobot",
        "PPO in sixteen worlds that swings the lower arm up.",
        "Acrobot-v1",
        worlds: 16,
        steps: 500_000,
        new PpoOptions
        {
            RolloutSteps = 256,
            BatchSize = 256,
            Epochs = 10,
            GaeLambda = 0.94f,
            LearningRate = 1e-3f,
            LearningRateDecaySteps = 500_000,
        },
        Changed,
        Normalized);

    /// <summary>
    /// The Zoo explores here with noise that depends on the state; plain Gaussian noise does as well with steps that fall. With its discount of 0.9 the mean over 10 seeds is -184.7.
    /// </summary>
    private static Preset Pendulum() => Make(
        "ppo-pendulum",
        "PPO in four worlds that holds the pendulum up.",
        "Pendulum-v1",
        worlds: 4,
        steps: 100_000,
        new PpoOptions
        {
            RolloutSteps = 512,
            BatchSize = 64,
            Epochs = 10,
            Discount = 0.95f,
            GaeLambda = 0.95f,
            LearningRate = 1e-3f,
            LearningRateDecaySteps = 100_000,
        },
        Changed);

    private static Preset MountainCar() => Make(
        "ppo-mountaincar",
        "PPO in sixteen worlds that swings the car out of the valley.",
        "MountainCar-v0",
        worlds: 16,
        steps: 1_000_000,
        new PpoOptions
        {
            RolloutSteps = 128,
            BatchSize = 256,
            Epochs = 4,
            GaeLambda = 0.98f,
            LearningRate = 2e-3f,
            LearningRateDecaySteps = 1_000_000,
        },
        Changed,
        Normalized);

    /// <summary>Noise that pushes one way for 32 steps gets the car up the hill. With noise of each step's own four of ten trainings never see the flag and learn to stand still.</summary>
    private static Preset MountainCarContinuous() => Make(
        "ppo-mountaincar-continuous",
        "PPO in a single world that drives the car out of the valley, with noise that depends on the state.",
        "MountainCarContinuous-v0",
        worlds: 1,
        steps: 20_000,
        new PpoOptions
        {
            RolloutSteps = 512,
            BatchSize = 64,
            Epochs = 10,
            Discount = 0.995f,
            GaeLambda = 0.95f,
            LearningRate = 3e-3f,
            RewardScale = 0.1f,
            SdeSampleFrequency = 32,
        },
        "tuned for Bellman, with the noise of RL Baselines3 Zoo",
        ["NormalizeObservation", "NormalizeReward:clip=10,gamma=0.995"]);

    /// <summary>
    /// The taxi's mask leaves out what changes nothing: drives against walls, and picking up or dropping off where that is impossible, which costs ten times a step. Without it
    /// (<c>agent.action_masks=false</c>) the policy learns never to pick anybody up.
    /// </summary>
    private static Preset Taxi() => Make(
        "ppo-taxi",
        "PPO in eight worlds that drives the taxi, among the actions that its mask allows.",
        "Taxi-v3",
        worlds: 8,
        steps: 200_000,
        new PpoOptions
        {
            RolloutSteps = 128,
            BatchSize = 256,
            Epochs = 4,
            LearningRate = 2e-3f,
            LearningRateDecaySteps = 200_000,
            RewardScale = 0.1f,
            EntropyCoefficient = 0.01f,
            ActorHiddenSizes = [64],
            CriticHiddenSizes = [64],
        },
        "tuned for Bellman",
        ["FlattenObservation"]) with { TunedFor = [] };

    /// <summary>Without them the car's speed, a few hundredths, is lost on the network.</summary>
    private static IReadOnlyList<string> Normalized => ["NormalizeObservation", "NormalizeReward:clip=10"];

    private static Preset Make(
        string name, string summary, string environment, int worlds, long steps, PpoOptions agent, string source = Zoo, IReadOnlyList<string>? wrappers = null) => new(
        name,
        summary,
        source,
        new RunOptions
        {
            Environment = environment,
            Wrappers = wrappers ?? [],
            Worlds = worlds,
            Agent = PpoAgent.RegisteredName,
            AgentOptions = agent,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        })
    {
        TunedFor = [environment],
    };
}
