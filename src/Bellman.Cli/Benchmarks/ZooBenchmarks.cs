using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>Trainings with the sizes and the pace of RL Baselines3 Zoo's settings, which Stable-Baselines3 can be timed with: those of them that are no presets.</summary>
internal static class ZooBenchmarks
{
    private const string Wide = "agent.hidden_sizes=[256,256]";

    /// <summary>All of them.</summary>
    public static IEnumerable<Benchmark> All =>
    [
        Of("dqn-cartpole", "CartPole-v1", "dqn", Wide, "agent.learning_rate=0.0023", "agent.batch_size=64", "agent.train_every=256", "agent.updates_per_round=128", "agent.target_update_every=10", "agent.double_q=false", "agent.max_gradient_norm=10"),
        Of("dqn-lander", "LunarLander-v3", "dqn", Wide, "agent.learning_rate=0.00063", "agent.batch_size=128", "agent.train_every=4", "agent.updates_per_round=4", "agent.target_update_every=250", "agent.double_q=false", "agent.max_gradient_norm=10"),
        Of("qrdqn-cartpole", "CartPole-v1", "qrdqn", Wide, "agent.quantiles=10", "agent.learning_rate=0.0023", "agent.batch_size=64", "agent.train_every=256", "agent.updates_per_round=128", "agent.target_update_every=10", "agent.double_q=false"),
        Of("qrdqn-lander", "LunarLander-v3", "qrdqn", Wide, "agent.quantiles=170", "agent.learning_rate=0.0015", "agent.batch_size=128", "agent.train_every=32", "agent.updates_per_round=32", "agent.target_update_every=1", "agent.discount=0.995", "agent.double_q=false"),
        Of("sac-pendulum", "Pendulum-v1", "sac", "agent.actor_learning_rate=0.001", "agent.critic_learning_rate=0.001", "agent.temperature_learning_rate=0.001", "agent.batch_size=256", "agent.train_every=1", "agent.updates_per_round=1"),
        Of("a2c-lander", "LunarLander-v3", "a2c", "worlds=8", "agent.discount=0.995", "agent.learning_rate=0.00083", "agent.entropy_coefficient=0.00001"),
    ];

    private static Benchmark Of(string name, string environment, string agent, params string[] settings) =>
        TrainingBenchmarks.Steps($"zoo/{name}", () => RunOptions.Default(environment, agent).With(settings));
}
