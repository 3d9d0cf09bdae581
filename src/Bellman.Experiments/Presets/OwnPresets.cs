using Bellman.Agents;
using Bellman.Environments;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Bellman's own tuned settings. What they reach over 20 seeds stands in <c>docs/results.md</c>.</summary>
internal static class OwnPresets
{
    private const string Source = "tuned for Bellman";

    public static IReadOnlyList<Preset> All => [Lander(), CartPole(), MountainCar()];

    /// <summary>The preset whose task this environment is, or <see langword="null"/>.</summary>
    public static Preset? For(string environment) => environment switch
    {
        "LunarLander-v2" or "LunarLander-v3" => Lander(),
        "CartPole-v0" or "CartPole-v1" => CartPole(),
        "MountainCar-v0" => MountainCar(),
        _ => null,
    };

    private static Preset Lander() => Make(
        "bellman-lander",
        "Double DQN that lands on the moon and keeps what it learned.",
        "LunarLander-v3",
        new DqnOptions(),
        new TrainingOptions { Steps = 300_000 });

    private static Preset CartPole() => Make(
        "bellman-cartpole",
        "Double DQN that balances the pole to the last step.",
        "CartPole-v1",
        new DqnOptions(),
        new TrainingOptions { Steps = 100_000 });

    private static Preset MountainCar() => Make(
        "bellman-mountaincar",
        "Double DQN that swings the car out of the valley.",
        "MountainCar-v0",
        new DqnOptions(),
        new TrainingOptions { Steps = 200_000 });

    private static Preset Make(string name, string summary, string environment, DqnOptions agent, TrainingOptions training) => new(
        name,
        summary,
        Source,
        new RunOptions
        {
            Preset = name,
            Environment = environment,
            EnvironmentOptions = Envs.DefaultOptions(environment),
            Agent = DqnAgent.RegisteredName,
            AgentOptions = agent,
            Training = training,
        });
}
