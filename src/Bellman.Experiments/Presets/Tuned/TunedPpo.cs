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

    public static IEnumerable<Preset> All => [CartPole(), Lander(), LanderContinuous()];

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
        },
        "CartPole-v0");

    private static Preset Lander() =>
        Make("ppo-lander", "PPO in sixteen worlds that lands on the moon.", "LunarLander-v3", worlds: 16, steps: 1_000_000, LanderOptions, "LunarLander-v2");

    private static Preset LanderContinuous() => Make(
        "ppo-lander-continuous",
        "PPO in sixteen worlds that lands on the moon with throttled engines.",
        "LunarLanderContinuous-v3",
        worlds: 16,
        steps: 1_000_000,
        LanderOptions,
        "LunarLanderContinuous-v2");

    private static PpoOptions LanderOptions => new()
    {
        RolloutSteps = 1024,
        BatchSize = 64,
        Epochs = 4,
        Discount = 0.999f,
        GaeLambda = 0.98f,
        EntropyCoefficient = 0.01f,
    };

    private static Preset Make(string name, string summary, string environment, int worlds, long steps, PpoOptions agent, params string[] alsoFor) => new(
        name,
        summary,
        Zoo,
        new RunOptions
        {
            Environment = environment,
            Worlds = worlds,
            Agent = PpoAgent.RegisteredName,
            AgentOptions = agent,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        })
    {
        TunedFor = [environment, .. alsoFor],
    };
}
