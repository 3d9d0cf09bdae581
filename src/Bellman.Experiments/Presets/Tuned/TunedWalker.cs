using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// RL Baselines3 Zoo's settings (Raffin 2020) for the walker with two legs. Its SAC explores with noise that depends on the state, here with the policy's own.
/// What has been shown of them stands in <c>docs/environments/bipedal-walker.md</c>.
/// </summary>
internal static class TunedWalker
{
    private const string Walker = "BipedalWalker-v3";
    private const string Zoo = "RL Baselines3 Zoo";

    /// <summary>The first one is the walker's default; the others are those of their agents.</summary>
    public static IEnumerable<Preset> All => [Ppo(), Sac(), Td3()];

    private static Preset Ppo() => Make(
        "ppo-walker",
        "PPO in thirty-two worlds that walks on two legs.",
        PpoAgent.RegisteredName,
        5_000_000,
        new PpoOptions
        {
            RolloutSteps = 2048,
            BatchSize = 64,
            Epochs = 10,
            Discount = 0.999f,
            GaeLambda = 0.95f,
            LearningRate = 3e-4f,
            ClipRange = 0.18f,
        },
        run => run with { Worlds = 32, Wrappers = ["NormalizeObservation:clip=10", "NormalizeReward:gamma=0.999,clip=10"] });

    private static Preset Sac() => Make(
        "sac-walker",
        "Soft actor-critic that walks on two legs.",
        SacAgent.RegisteredName,
        500_000,
        Large(new SacOptions { ActorLearningRate = 7.3e-4f, CriticLearningRate = 7.3e-4f, TemperatureLearningRate = 7.3e-4f }) with
        {
            BufferSize = 300_000,
            Tau = 0.02f,
            TrainEvery = 64,
            UpdatesPerRound = 64,
        });

    private static Preset Td3() => Make(
        "td3-walker",
        "TD3 that walks on two legs.",
        Td3Agent.RegisteredName,
        1_000_000,
        Large(new Td3Options { Noise = new ActionNoiseOptions { Scale = 0.1f } }) with { BufferSize = 200_000 });

    private static TOptions Large<TOptions>(TOptions options)
        where TOptions : ContinuousControlOptions => options with
    {
        ActorHiddenSizes = [400, 300],
        CriticHiddenSizes = [400, 300],
        Discount = 0.98f,
        BatchSize = 256,
        LearningStarts = 10_000,
        RandomSteps = 10_000,
    };

    private static Preset Make(string name, string summary, string agent, long steps, object options, Func<RunOptions, RunOptions>? change = null)
    {
        var run = new RunOptions
        {
            Environment = Walker,
            Agent = agent,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        };
        return new Preset(name, summary, Zoo, change is null ? run : change(run)) { TunedFor = [Walker] };
    }
}
