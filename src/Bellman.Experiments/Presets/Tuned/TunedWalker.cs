using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Settings for the walker with two legs. PPO and SAC have small networks that learn within a minute or two on one core, where RL Baselines3 Zoo's take more than an hour; TD3 has the Zoo's.
/// What they reach, and what differs from the Zoo's and why, stands in <c>docs/environments/bipedal-walker.md</c>.
/// </summary>
internal static class TunedWalker
{
    private const string Walker = "BipedalWalker-v3";
    private const string Own = "tuned for Bellman";
    private const string Normalize = "NormalizeObservation:clip=10";

    /// <summary>The first one is the walker's default; the others are those of their agents.</summary>
    public static IEnumerable<Preset> All => [Ppo(), Sac(), Td3()];

    /// <summary>A fall that costs 10 in place of 100 does not teach the first policies to stand still; where it costs 5, the last ones still fall.</summary>
    private static Preset Ppo() => Make(
        "ppo-walker",
        "PPO in sixteen worlds that walks on two legs after a million steps.",
        Own,
        PpoAgent.RegisteredName,
        1_000_000,
        new PpoOptions
        {
            RolloutSteps = 256,
            BatchSize = 512,
            Epochs = 10,
            Discount = 0.99f,
            LearningRate = 1e-3f,
            LearningRateDecaySteps = 1_000_000,
            InitialLogStd = -0.5f,
            RewardScale = 0.1f,
        },
        run => run with { Worlds = 16, Wrappers = ["ClipReward:-10", Normalize] });

    /// <summary>An action that lasts two steps halves what has to be decided and learned, and the walker finds a gait where it otherwise learns to stand.</summary>
    private static Preset Sac() => Make(
        "sac-walker",
        "Soft actor-critic that walks on two legs after 500,000 steps, each action held for two.",
        Own,
        SacAgent.RegisteredName,
        250_000,
        new SacOptions
        {
            ActorHiddenSizes = [64, 64],
            CriticHiddenSizes = [64, 64],
            ActorLearningRate = 7.3e-4f,
            CriticLearningRate = 7.3e-4f,
            TemperatureLearningRate = 7.3e-4f,
            TargetEntropy = -2,
            LearningRateDecaySteps = 250_000,
            FinalLearningRateFraction = 0.02f,
            WeightAveraging = 0.9995f,
            Discount = 0.98f,
            RewardScale = 0.5f,
            BatchSize = 128,
            BufferSize = 300_000,
            LearningStarts = 5000,
            RandomSteps = 5000,
            Tau = 0.01f,
        },
        run => run with { Wrappers = ["ClipReward:-10", "RepeatAction:2", Normalize] });

    /// <summary>RL Baselines3 Zoo's settings (Raffin 2020).</summary>
    private static Preset Td3() => Make(
        "td3-walker",
        "TD3 that walks on two legs.",
        "RL Baselines3 Zoo",
        Td3Agent.RegisteredName,
        1_000_000,
        new Td3Options
        {
            ActorHiddenSizes = [400, 300],
            CriticHiddenSizes = [400, 300],
            Discount = 0.98f,
            BatchSize = 256,
            BufferSize = 200_000,
            LearningStarts = 10_000,
            RandomSteps = 10_000,
            Noise = new ActionNoiseOptions { Scale = 0.1f },
        });

    private static Preset Make(string name, string summary, string source, string agent, long steps, object options, Func<RunOptions, RunOptions>? change = null)
    {
        var run = new RunOptions
        {
            Environment = Walker,
            Agent = agent,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        };
        return new Preset(name, summary, source, change is null ? run : change(run)) { TunedFor = [Walker] };
    }
}
