using Bellman.Core;

namespace Bellman.Environments;

/// <summary>The environments that come with Bellman. Time limits and thresholds are those of Gymnasium's registry.</summary>
internal static class BuiltInEnvironments
{
    public static void Register()
    {
        RegisterClassicControl();
        RegisterToyText();
        foreach (string version in (string[])["v2", "v3"])
        {
            RegisterLander($"LunarLander-{version}", new LunarLanderOptions());
            RegisterLander($"LunarLanderContinuous-{version}", new LunarLanderOptions { Continuous = true });
        }
    }

    private static void RegisterClassicControl()
    {
        const string balance = "Keep a pole upright on a cart by pushing the cart left or right.";
        var cartPole = new CartPoleOptions();
        Envs.Register(new EnvSpec("CartPole-v0", 200, 195, balance), cartPole, options => new CartPole(options));
        Envs.Register(new EnvSpec("CartPole-v1", 500, 475, balance), cartPole, options => new CartPole(options));
        Envs.Register(
            new EnvSpec("MountainCar-v0", 200, -110, "Swing an underpowered car up a hill."),
            new MountainCarOptions(),
            options => new MountainCar(options));
        Envs.Register(
            new EnvSpec("MountainCarContinuous-v0", 999, 90, "Swing an underpowered car up a hill with as little force as it takes."),
            new MountainCarOptions(),
            options => new MountainCarContinuous(options));
        Envs.Register(
            new EnvSpec("Pendulum-v1", 200, Summary: "Swing a pendulum up and hold it there with a motor that is too weak to lift it."),
            new PendulumOptions(),
            options => new Pendulum(options));
        Envs.Register(
            new EnvSpec("Acrobot-v1", 500, -100, "Swing the lower of two linked rods above a line."),
            () => new Acrobot());
    }

    private static void RegisterToyText()
    {
        const string lake = "Cross a slippery lake without falling into a hole.";
        RegisterLake(new EnvSpec("FrozenLake-v1", 100, 0.70, lake), new FrozenLakeOptions());
        RegisterLake(new EnvSpec("FrozenLake8x8-v1", 200, 0.85, lake), new FrozenLakeOptions { MapName = "8x8" });
        const string cliff = "Walk along a cliff without falling over it";
        RegisterCliff(new EnvSpec("CliffWalking-v1", Summary: cliff + "."), new CliffWalkingOptions());
        RegisterCliff(new EnvSpec("CliffWalkingSlippery-v1", Summary: cliff + ", on slippery ground."), new CliffWalkingOptions { IsSlippery = true });
    }

    private static void RegisterLake(EnvSpec spec, FrozenLakeOptions defaults) => Envs.Register(spec, defaults, options => new FrozenLake(options));

    private static void RegisterCliff(EnvSpec spec, CliffWalkingOptions defaults) => Envs.Register(spec, defaults, options => new CliffWalking(options));

    private static void RegisterLander(string id, LunarLanderOptions defaults) => Envs.Register(
        new EnvSpec(id, 1000, 200, "Land softly between the flags with a main engine and two side engines."),
        defaults,
        options => new LunarLander(options));
}
