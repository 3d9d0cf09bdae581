using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// The continuous car in the valley. Noise that drifts rocks it up the hill; what is drawn anew in every step cancels itself out, and the car never sees the flag. What the presets reach stands in
/// <c>docs/results.md</c>.
/// </summary>
internal static class TunedMountainCarContinuous
{
    private const string Source = "tuned for Bellman";
    private const string Car = "MountainCarContinuous-v0";
    private const string Scaled = "RescaleObservation:-1,1";

    /// <summary>The first one is the car's default; the others, but for the second, are those of their agents.</summary>
    public static IEnumerable<Preset> All => [Quick(), Ddpg(), Td3(), Sac(), Tqc()];

    private static Preset Quick() => Make(
        "bellman-mountaincar-continuous",
        "DDPG whose drifting noise drives the car out of the valley.",
        DdpgAgent.RegisteredName,
        50_000,
        _ => new DdpgOptions
        {
            ActorHiddenSizes = [64, 64],
            CriticHiddenSizes = [64, 64],
            BatchSize = 64,
            BufferSize = 60_000,
            LearningStarts = 1000,
            RandomSteps = 0,
            Noise = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 0.05f, Reversion = 0.0015f },
        });

    /// <summary>With a discount of 0.997 or more its one critic ran away with one seed of three, and the car drove on against the wall.</summary>
    private static Preset Ddpg() => Make(
        "ddpg-mountaincar-continuous",
        "DDPG that drives the car out of the valley with less force, in 70,000 steps.",
        DdpgAgent.RegisteredName,
        70_000,
        steps => Valley(new DdpgOptions { Noise = Push(30_000) }, steps) with { Discount = 0.995f },
        Scaled) with { TunedFor = [] };

    private static Preset Td3() => Make(
        "td3-mountaincar-continuous",
        "TD3 whose drifting noise drives the car out of the valley.",
        Td3Agent.RegisteredName,
        70_000,
        steps => Valley(new Td3Options { Noise = Push(30_000) }, steps),
        Scaled);

    private static Preset Sac() => Make(
        "sac-mountaincar-continuous",
        "Soft actor-critic with drifting noise that drives the car out of the valley.",
        SacAgent.RegisteredName,
        50_000,
        steps => Valley(new SacOptions { Noise = Push(30_000), TemperatureLearningRate = 1e-3f }, steps),
        Scaled);

    private static Preset Tqc() => Make(
        "tqc-mountaincar-continuous",
        "Truncated quantile critics with drifting noise that drive the car out of the valley in 20,000 steps.",
        TqcAgent.RegisteredName,
        20_000,
        steps => Valley(new TqcOptions { Noise = Push(12_000), TemperatureLearningRate = 1e-3f }, steps),
        Scaled);

    /// <summary>
    /// A push that lasts some fifty steps, about as long as the car takes from one side of the valley to the other: alone it finds the flag some twenty times in 10,000 steps, for the first
    /// time within 900 steps in nine of ten trainings.
    /// </summary>
    private static ActionNoiseOptions Push(long decaySteps) => new()
    {
        Kind = NoiseKind.OrnsteinUhlenbeck,
        Scale = 0.3f,
        Reversion = 0.02f,
        FinalScale = 0.03f,
        DecaySteps = decaySteps,
    };

    /// <summary>For observations between -1 and 1, as the car's velocities are within 0.07. Ten-step returns and a discount of 0.999 bring the flag's 100 near without a hurry that costs force.</summary>
    private static TOptions Valley<TOptions>(TOptions options, int steps)
        where TOptions : ContinuousControlOptions => options with
    {
        ActorHiddenSizes = [64, 64],
        CriticHiddenSizes = [64, 64],
        ActorLearningRate = 1e-3f,
        CriticLearningRate = 1e-3f,
        LearningRateDecaySteps = steps,
        WeightAveraging = 0.999f,
        Discount = 0.999f,
        NStep = 10,
        RewardScale = 0.1f,
        BatchSize = 64,
        BufferSize = Math.Max(steps, 50_000),
        LearningStarts = 2000,
        RandomSteps = 0,
    };

    private static Preset Make(string name, string summary, string agent, int steps, Func<int, object> options, params string[] wrappers) => new(
        name,
        summary,
        Source,
        new RunOptions
        {
            Environment = Car,
            Wrappers = wrappers,
            Agent = agent,
            AgentOptions = options(steps),
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        })
    {
        TunedFor = [Car],
    };
}
