using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Augmented random search, small policies and steps far larger than those of gradients, chosen for Bellman. What it reaches stands in <c>docs/results.md</c>.</summary>
internal static class TunedArs
{
    private const string Source = "tuned for Bellman";

    public static IEnumerable<Preset> All =>
    [
        Make("ars-cartpole", "CartPole-v1", "that balances the pole, linear", 50_000, new ArsOptions { Directions = 4, TopDirections = 2 }, normalize: false, "CartPole-v0"),
        Make("ars-mountaincar", "MountainCar-v0", "that swings the car out of the valley, linear", 500_000, new ArsOptions { NoiseStd = 0.3f, LearningRate = 0.1f }),
        Make(
            "ars-mountaincar-continuous",
            "MountainCarContinuous-v0",
            "that drives the car out of the valley, linear",
            500_000,
            new ArsOptions { Directions = 4, TopDirections = 2, NoiseStd = 0.1f }),
        Make("ars-acrobot", "Acrobot-v1", "that swings the lower arm up", 500_000, new ArsOptions { HiddenSizes = [16], Directions = 16, TopDirections = 8, NoiseStd = 0.2f, LearningRate = 0.05f }),
        Make("ars-lander", "LunarLander-v3", "that lands on the moon with some seeds and not with others", 2_000_000, Lander with { HiddenSizes = [16] }, normalize: true, "LunarLander-v2"),
        Make("ars-lander-continuous", "LunarLanderContinuous-v3", "that lands on the moon with throttled engines, linear", 1_000_000, Lander, normalize: true, "LunarLanderContinuous-v2"),
    ];

    private static ArsOptions Lander => new() { Directions = 16, TopDirections = 8, NoiseStd = 0.2f, LearningRate = 0.1f };

    private static Preset Make(string name, string environment, string does, long steps, ArsOptions options, bool normalize = true, params string[] alsoFor) => new(
        name,
        $"Random search for a policy {does}.",
        Source,
        new RunOptions
        {
            Environment = environment,
            Wrappers = normalize ? ["NormalizeObservation"] : [],
            Agent = ArsAgent.RegisteredName,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        })
    {
        TunedFor = [environment, .. alsoFor],
    };
}
