namespace Bellman.Learning.Tests;

/// <summary>
/// What each algorithm is held to. A row a line, grouped by algorithm; the same rows stand in the summary of docs/results.md with what they reached.
/// Where a published figure is not reached, the least that is demanded says so.
/// </summary>
internal static class PublishedTable
{
    private const string Zoo = "RL-Zoo", Slm = "SLM-Lab", CleanRl = "CleanRL", Article = "the tutorial";

    public static PublishedRow[] All =>
    [
        .. Dqn,
        .. QrDqn,
        .. PolicyGradients,
        .. ContinuousControl,
        .. BlackBox,
    ];

    /// <summary>The rows whose names contain one of some parts, or all for <c>all</c> alone.</summary>
    /// <exception cref="ArgumentException">A part is in no row's name.</exception>
    public static IEnumerable<PublishedRow> Named(params string[] parts)
    {
        if (parts is ["all"]) return All;
        string? stray = parts.FirstOrDefault(part => !All.Any(row => row.Name.Contains(part, StringComparison.Ordinal)));
        if (parts.Length > 0 && stray is null) return All.Where(row => parts.Any(part => row.Name.Contains(part, StringComparison.Ordinal)));
        throw new ArgumentException($"No row's name contains '{stray}'. The rows are {string.Join(", ", All.Select(row => row.Name))}.", nameof(parts));
    }

    private static PublishedRow[] Dqn =>
    [
        new("DQN", "bellman-cartpole", 200_000, 499, 500.0, 50_000, Zoo, Seeds: "0..19"),
        new("DQN", "dqn-cartpole-50k", 50_000, 495, 500.0, 50_000, Zoo, Seeds: "20..29"),
        new("DQN", "bellman-mountaincar", 120_000, -100.5, -100.8, 120_000, Zoo, Seeds: "10..19"),
        new("DQN", "bellman-acrobot", 100_000, -79.5, -76.6, 100_000, Zoo),
        new("DQN", "bellman-lander", 400_000, 245, 195.0, 300_000, Slm, Seeds: "0..19"),
        new("DQN", "dqn-lander-100k", 100_000, 165, 154.4, 100_000, Zoo),
        new("DQN", "mountaincar", 120_000, -160, -136.75, 120_000, Article),
        new("DQN, LSTM", "cartpole-masked-lstm", 200_000, 450),
        new("DQN, convolutions", "minatar-breakout", 200_000, 16, 5.8, 500_000, "a single run"),
        new("DQN, convolutions", "minatar-spaceinvaders", 200_000, 50),
        new("DQN, convolutions", "minatar-freeway", 200_000, 45),
    ];

    private static PublishedRow[] QrDqn =>
    [
        new("QR-DQN", "qrdqn-cartpole", 50_000, 495, 500.0, 50_000, Zoo, Seeds: "10..19"),
        new("QR-DQN", "qrdqn-mountaincar", 120_000, -102, -106.0, 120_000, Zoo),
        new("QR-DQN", "qrdqn-acrobot", 100_000, -78, -69.1, 100_000, Zoo),
        new("QR-DQN", "qrdqn-lander", 100_000, 140, 70.2, 100_000, Zoo),
        new("C51", "c51-cartpole", 100_000, 485, 491.1, 500_000, CleanRl),
        new("C51", "c51-mountaincar", 120_000, -100, -166.4, 500_000, CleanRl),
        new("C51", "c51-acrobot", 100_000, -79, -86.7, 500_000, CleanRl),
        new("Rainbow", "rainbow", 100_000, 181),
        new("Rainbow, convolutions", "rainbow-minatar-breakout", 200_000, 17.5),
        new("Rainbow, convolutions", "rainbow-minatar-spaceinvaders", 200_000, 36),
    ];

    private static PublishedRow[] PolicyGradients =>
    [
        new("REINFORCE", "reinforce-cartpole", 100_000, 488, 483.0, 200_000, Slm, Preset: "weng-reinforce"),
        new("A2C", "a2c-cartpole", 500_000, 499, 500.0, 500_000, Zoo),
        new("A2C", "a2c-mountaincar", 1_000_000, -101.5, -111.3, 1_000_000, Zoo),
        new("A2C", "a2c-acrobot", 500_000, -83.4, -83.4, 500_000, Zoo),
        new("A2C", "a2c-lander", 200_000, 146, 155.8, 200_000, Zoo),
        new("A2C", "a2c-pendulum", 1_000_000, -172, -163.0, 1_000_000, Zoo, Seeds: "10..19"),
        new("A2C", "a2c-mountaincar-continuous", 100_000, 89.5, 91.2, 100_000, Zoo),
        new("A2C", "a2c-lander-continuous", 500_000, 84.2, 84.2, 5_000_000, Zoo),
        new("PPO", "ppo-cartpole", 100_000, 499, 500.0, 100_000, Zoo),
        new("PPO, shared torso", "ppo-cartpole-shared", 100_000, 495, 500.0, 100_000, Zoo, Preset: "ppo-cartpole", Set: ["agent.shared_torso=true"]),
        new("PPO, LSTM", "cartpole-masked-ppo", 100_000, 495, 500.0, 100_000, Zoo),
        new("PPO", "ppo-mountaincar", 1_000_000, -106, -110.4, 1_000_000, Zoo, Seeds: "100..109"),
        new("PPO", "ppo-acrobot", 500_000, -75.5, -73.5, 1_000_000, Zoo, Seeds: "100..109"),
        new("PPO", "ppo-lander", 1_000_000, 249, 242.1, 1_000_000, Zoo),
        new("PPO", "weng-ppo", 500_000, 270, 242.1, 1_000_000, Zoo),
        new("PPO", "ppo-pendulum", 100_000, -168, -172.2, 100_000, Zoo, Seeds: "100..109"),
        new("PPO", "ppo-lander-continuous", 1_000_000, 272, 270.9, 1_000_000, Zoo),
        new("PPO", "ppo-walker", 1_000_000, 290, 287.9, 5_000_000, Zoo, Seeds: "10..19"),
        new("PPO", "ppo-minatar-breakout", 6_000_000, 22, 28.0, 10_000_000, "gymnax"),
        new("PPO", "ppo-minatar-spaceinvaders", 2_500_000, 115, 131.0, 10_000_000, "gymnax"),
        new("PPO", "ppo-minatar-freeway", 10_000_000, 61, 58.0, 10_000_000, "gymnax"),
        new("PPO", "ppo-mountaincar-continuous", 20_000, 88.3, 88.3, 20_000, Zoo, Seeds: "20..29"),
        new("PPO, masked actions", "ppo-taxi", 200_000, 7.5),
    ];

    private static PublishedRow[] ContinuousControl =>
    [
        new("DDPG", "bellman-pendulum-ddpg", 20_000, -154, -152.1, 20_000, Zoo, Seeds: "20..29"),
        new("DDPG", "bellman-mountaincar-continuous", 50_000, 91, 93.5, 300_000, Zoo),
        new("DDPG", "ddpg-mountaincar-continuous", 70_000, 93, 93.5, 300_000, Zoo, Seeds: "10..19"),
        new("DDPG", "ddpg-lander-continuous", 300_000, 205, 230.2, 300_000, Zoo, Seeds: "110..119"),
        new("TD3", "bellman-pendulum-td3", 20_000, -155.5, -151.9, 20_000, Zoo, Seeds: "40..59"),
        new("TD3", "td3-mountaincar-continuous", 70_000, 93.4, 93.5, 300_000, Zoo, Seeds: "10..19"),
        new("TD3", "td3-lander-continuous", 300_000, 241, 207.5, 300_000, Zoo),
        new("TD3", "td3-walker", 250_000, 188, 306.0, 1_000_000, Zoo),
        new("SAC", "bellman-pendulum", 20_000, -151, -157.0, 20_000, Zoo, Seeds: "20..29"),
        new("SAC", "sac-mountaincar-continuous", 50_000, 94.7, 94.7, 50_000, Zoo, Seeds: "10..19"),
        new("SAC", "sac-lander-continuous", 500_000, 255, 260.4, 500_000, Zoo),
        new("SAC", "sac-walker", 250_000, 260, 297.7, 500_000, Zoo, Seeds: "20..29"),
        new("TQC", "tqc-pendulum", 20_000, -152.5, -151.3, 20_000, Zoo),
        new("TQC", "tqc-mountaincar-continuous", 20_000, 94, 63.6, 50_000, Zoo, Seeds: "10..19"),
        new("TQC", "tqc-lander-continuous", 500_000, 283, 278.0, 500_000, Zoo, Seeds: "10..19"),
        new("TQC", "tqc-walker", 250_000, 225, 329.8, 500_000, Zoo),
    ];

    private static PublishedRow[] BlackBox =>
    [
        new("ARS", "ars-cartpole", 50_000, 499, 500.0, 50_000, Zoo),
        new("ARS", "ars-mountaincar", 500_000, -117, -122.0, 500_000, Zoo),
        new("ARS", "ars-mountaincar-continuous", 500_000, 95.5, 96.7, 500_000, Zoo),
        new("ARS", "ars-acrobot", 500_000, -87, -82.9, 500_000, Zoo),
        new("ARS", "ars-lander-continuous", 1_000_000, 265, 168.0, 2_000_000, Zoo),
        new("ARS", "ars-lander", 2_000_000, 30),
    ];
}
