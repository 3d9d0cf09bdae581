using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Settings of advantage actor-critic that work, those of RL Baselines3 Zoo (Raffin 2020).</summary>
internal static class TunedA2c
{
    private const string Zoo = "RL Baselines3 Zoo";

    public static IEnumerable<Preset> All => [CartPole(), Acrobot()];

    private static Preset CartPole() => new(
        "a2c-cartpole",
        "A2C in eight worlds that balances the pole.",
        Zoo,
        new RunOptions
        {
            Environment = "CartPole-v1",
            Worlds = 8,
            Agent = A2cAgent.RegisteredName,
            AgentOptions = new A2cOptions(),
            Training = new TrainingOptions { Steps = 500_000, EvaluateEvery = 100_000 },
        })
    {
        TunedFor = ["CartPole-v1", "CartPole-v0"],
    };

    private static Preset Acrobot() => new(
        "a2c-acrobot",
        "A2C in sixteen worlds that swings the lower arm up.",
        Zoo,
        new RunOptions
        {
            Environment = "Acrobot-v1",
            Wrappers = ["NormalizeObservation", "NormalizeReward:clip=10"],
            Worlds = 16,
            Agent = A2cAgent.RegisteredName,
            AgentOptions = new A2cOptions(),
            Training = new TrainingOptions { Steps = 500_000, EvaluateEvery = 100_000 },
        })
    {
        TunedFor = ["Acrobot-v1"],
    };
}
