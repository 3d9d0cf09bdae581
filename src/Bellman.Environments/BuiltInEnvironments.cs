using Bellman.Core;

namespace Bellman.Environments;

/// <summary>The environments that come with Bellman. Time limits and thresholds are those of Gymnasium's registry.</summary>
internal static class BuiltInEnvironments
{
    // Of the games, only Freeway has a time limit in the paper; a policy that never loses has to come to an end all the same.
    private const int MinAtarSteps = 5000;
    private const int FreewaySteps = 2500;

    public static void Register()
    {
        RegisterClassicControl();
        RegisterToyText();
        RegisterMinAtar();
        RegisterDiagnostics();
        RegisterWalker("BipedalWalker-v3", 1600, new BipedalWalkerOptions(), "Walk on two legs over slightly uneven ground.");
        RegisterWalker("BipedalWalkerHardcore-v3", 2000, new BipedalWalkerOptions { Hardcore = true }, "Walk on two legs over stumps, stairs and pits.");
        Envs.Register(
            new EnvSpec("CarRacing-v3", 1000, 900, "Drive a racing car around a track, from pictures."),
            new CarRacingOptions(),
            options => new CarRacing(options));
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
        Envs.Register(new EnvSpec("CartPole-v0", 200, 195, balance), cartPole, options => new CartPole(options), (create, count) => new CartPoleBatch(create, count));
        Envs.Register(new EnvSpec("CartPole-v1", 500, 475, balance), cartPole, options => new CartPole(options), (create, count) => new CartPoleBatch(create, count));
        Envs.Register(
            new EnvSpec("MountainCar-v0", 200, -110, "Swing an underpowered car up a hill."),
            new MountainCarOptions(),
            options => new MountainCar(options),
            (create, count) => new MountainCarBatch(create, count));
        Envs.Register(
            new EnvSpec("MountainCarContinuous-v0", 999, 90, "Swing an underpowered car up a hill with as little force as it takes."),
            new MountainCarOptions(),
            options => new MountainCarContinuous(options),
            (create, count) => new MountainCarContinuousBatch(create, count));
        Envs.Register(
            new EnvSpec("Pendulum-v1", 200, Summary: "Swing a pendulum up and hold it there with a motor that is too weak to lift it."),
            new PendulumOptions(),
            options => new Pendulum(options),
            (create, count) => new PendulumBatch(create, count));
        Envs.Register(
            new EnvSpec("Acrobot-v1", 500, -100, "Swing the lower of two linked rods above a line."),
            () => new Acrobot(),
            (create, count) => new AcrobotBatch(create, count));
    }

    private static void RegisterToyText()
    {
        const string lake = "Cross a slippery lake without falling into a hole.";
        RegisterLake(new EnvSpec("FrozenLake-v1", 100, 0.70, lake), new FrozenLakeOptions());
        RegisterLake(new EnvSpec("FrozenLake8x8-v1", 200, 0.85, lake), new FrozenLakeOptions { MapName = "8x8" });
        const string cliff = "Walk along a cliff without falling over it";
        RegisterCliff(new EnvSpec("CliffWalking-v1", Summary: cliff + "."), new CliffWalkingOptions());
        RegisterCliff(new EnvSpec("CliffWalkingSlippery-v1", Summary: cliff + ", on slippery ground."), new CliffWalkingOptions { IsSlippery = true });
        const string taxi = "Fetch a passenger and bring him where he wants to go.";
        Envs.Register(new EnvSpec("Taxi-v3", 200, 8, taxi), new TaxiOptions(), options => new Taxi(options), Taxi.Batch);
        Envs.Register(new EnvSpec("Taxi-v4", 200, 8, taxi), new TaxiOptions(), options => new Taxi(options), Taxi.Batch);
        Envs.Register(
            new EnvSpec("Blackjack-v1", Summary: "Come nearer to 21 points than the dealer, but not above."),
            new BlackjackOptions(),
            options => new Blackjack(options),
            (create, count) => new BlackjackBatch(create, count));
    }

    private static void RegisterLake(EnvSpec spec, FrozenLakeOptions defaults) => Envs.Register(
        spec, defaults, options => new FrozenLake(options), (create, count) => new TabularBatch<FrozenLake>(create, count));

    private static void RegisterCliff(EnvSpec spec, CliffWalkingOptions defaults) => Envs.Register(
        spec, defaults, options => new CliffWalking(options), (create, count) => new TabularBatch<CliffWalking>(create, count));

    /// <summary>The -v0 of a game has all six actions, the -v1 those that do something in it.</summary>
    private static void RegisterMinAtar()
    {
        RegisterGame("Asterix", "Pick up treasure and stay clear of enemies.", options => new Asterix(options));
        RegisterGame("Breakout", "Break bricks with a ball and a paddle.", options => new Breakout(options));
        RegisterGame("Freeway", "Cross eight lanes of traffic.", options => new Freeway(options), FreewaySteps);
        RegisterGame("Seaquest", "Shoot fish, rescue divers and come up in time.", options => new Seaquest(options));
        RegisterGame("SpaceInvaders", "Shoot down waves of aliens.", options => new SpaceInvaders(options));
    }

    private static void RegisterGame(string name, string summary, Func<MinAtarOptions, MinAtarGame> create, int steps = MinAtarSteps)
    {
        foreach (bool minimal in (bool[])[false, true])
        {
            Envs.Register(
                new EnvSpec($"MinAtar/{name}-v{(minimal ? 1 : 0)}", steps, Summary: summary),
                new MinAtarOptions { MinimalActions = minimal },
                create);
        }
    }

    private static void RegisterDiagnostics() => Envs.Register(
        new EnvSpec("Endless-v0", 10, Summary: "Earn the same for ever: shows whether a time limit is taken for an end."),
        new EndlessOptions(),
        options => new Endless(options));

    private static void RegisterLander(string id, LunarLanderOptions defaults) => Envs.Register(
        new EnvSpec(id, 1000, 200, "Land softly between the flags with a main engine and two side engines."),
        defaults,
        options => new LunarLander(options),
        (create, count) => new LunarLanderBatch(create, count));

    private static void RegisterWalker(string id, int steps, BipedalWalkerOptions defaults, string summary) =>
        Envs.Register(new EnvSpec(id, steps, 300, summary), defaults, options => new BipedalWalker(options));
}
