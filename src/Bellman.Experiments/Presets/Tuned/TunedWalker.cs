using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Settings for the walker with two legs: small networks that learn within minutes on one core, where RL Baselines3 Zoo's take more than an hour.
/// What they reach, and what differs from the Zoo's and why, stands in <c>docs/environments/bipedal-walker.md</c>.
/// </summary>
internal static class TunedWalker
{
    private const string Walker = "BipedalWalker-v3";
    private const int Decisions = 250_000;
    private const float StepSize = 7.3e-4f;
    private const string Normalize = "NormalizeObservation:clip=10";

    /// <summary>The first one is the walker's default; the others are those of their agents.</summary>
    public static IEnumerable<Preset> All => [Ppo(), Sac(), Tqc(), Td3()];

    /// <summary>A fall that costs 10 in place of 100 does not teach the first policies to stand still; where it costs 5, the last ones still fall.</summary>
    private static Preset Ppo() => Make(
        "ppo-walker",
        "PPO in sixteen worlds that walks on two legs after a million steps.",
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

    private static Preset Sac() => TwoStep(
        "sac-walker",
        "Soft actor-critic that walks on two legs after 500,000 steps, each action held for two.",
        SacAgent.RegisteredName,
        Small(new SacOptions { TemperatureLearningRate = StepSize, TargetEntropy = -4, BatchSize = 128, LayerNorm = true }) with
        {
            CriticHiddenSizes = [128, 128],
            BufferSize = 50_000,
            Discount = 0.985f,
        });

    private static Preset Tqc() => TwoStep(
        "tqc-walker",
        "Truncated quantile critics that walk on two legs after 500,000 steps, each action held for two.",
        TqcAgent.RegisteredName,
        Small(new TqcOptions { TemperatureLearningRate = StepSize, TargetEntropy = -2, Quantiles = 15, BatchSize = 64 }));

    private static Preset Td3() => TwoStep(
        "td3-walker",
        "TD3 that walks on two legs after 500,000 steps, each action held for two.",
        Td3Agent.RegisteredName,
        Small(new Td3Options
        {
            BatchSize = 128,
            LayerNorm = true,
            Noise = new ActionNoiseOptions { Scale = 0.2f, FinalScale = 0.05f, DecaySteps = 200_000 },
            TargetNoise = 0.1f,
            TargetNoiseClip = 0.3f,
        }));

    private static TOptions Small<TOptions>(TOptions options)
        where TOptions : ContinuousControlOptions => options with
    {
        ActorHiddenSizes = [64, 64],
        CriticHiddenSizes = [64, 64],
        ActorLearningRate = StepSize,
        CriticLearningRate = StepSize,
        LearningRateDecaySteps = Decisions,
        FinalLearningRateFraction = 0.02f,
        WeightAveraging = 0.9995f,
        Discount = 0.98f,
        RewardScale = 0.5f,
        BufferSize = 300_000,
        LearningStarts = 5000,
        RandomSteps = 5000,
        Tau = 0.01f,
    };

    /// <summary>An action that lasts two steps halves what has to be decided and learned, and the walker finds a gait where it otherwise learns to stand.</summary>
    private static Preset TwoStep(string name, string summary, string agent, ContinuousControlOptions options) =>
        Make(name, summary, agent, Decisions, options, run => run with { Wrappers = ["ClipReward:-10", "RepeatAction:2", Normalize] });

    private static Preset Make(string name, string summary, string agent, long steps, object options, Func<RunOptions, RunOptions> change)
    {
        var run = new RunOptions
        {
            Environment = Walker,
            Agent = agent,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = steps, EvaluateEvery = steps / 5 },
        };
        return new Preset(name, summary, "tuned for Bellman", change(run)) { TunedFor = [Walker] };
    }
}
