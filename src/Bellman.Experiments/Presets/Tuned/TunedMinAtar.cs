using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// The small pictures of MinAtar: deep Q-learning and Rainbow with the network of Young and Tian 2019, PPO with dense layers. What they reach stands in <c>docs/results.md</c>.
/// The first preset of a game is its default.
/// </summary>
internal static class TunedMinAtar
{
    private const string Convolutions = "tuned for Bellman on Breakout, with the network of Young and Tian 2019";
    private const int DeepQSteps = 500_000;
    private const int RainbowSteps = 200_000;

    public static IEnumerable<Preset> All =>
    [
        DeepQ("Breakout", "breaks bricks"),
        DeepQ("SpaceInvaders", "shoots aliens"),
        Ppo("Freeway", Dense(10_000_000) with { Activation = HiddenActivation.Relu, LayerNorm = true, LearningRate = 1e-3f }),
        Ppo("Breakout", Dense(6_000_000)),
        Ppo("SpaceInvaders", Dense(2_500_000)),
        DeepQ("Freeway", "crosses a road"),
        Rainbow("Breakout", "breaks bricks", highestValue: 20),
        Rainbow("SpaceInvaders", "shoots aliens", highestValue: 40),
    ];

    private static Preset DeepQ(string game, string does) => Make(
        "",
        game,
        $"Convolutional DQN that {does} on a grid of 10 x 10 cells.",
        Convolutions,
        DqnAgent.RegisteredName,
        DeepQSteps,
        Seeing(new DqnOptions(), DeepQSteps));

    /// <summary>All parts of Rainbow but the noise, in whose place epsilon explores as for DQN. Rewards are never negative, so that the atoms begin at 0; they end above the highest discounted return.</summary>
    private static Preset Rainbow(string game, string does, float highestValue) => Make(
        "rainbow-",
        game,
        $"Rainbow with convolutions that {does}, exploring by epsilon.",
        "those of minatar-breakout, with the parts of Rainbow; not tuned",
        C51Agent.RegisteredName,
        RainbowSteps,
        Seeing(new C51Options { VMin = 0, VMax = highestValue }, RainbowSteps) with
        {
            Dueling = true,
            PrioritizedReplay = true,
            PriorityAlpha = 0.5f,
            PriorityBetaSteps = RainbowSteps,
        });

    private static TOptions Seeing<TOptions>(TOptions options, long steps)
        where TOptions : DeepQOptions => options with
    {
        Model = QModel.Conv,
        HiddenSizes = [128],
        BatchSize = 32,
        TrainEvery = 4,
        NStep = 3,
        LearningRate = 5e-4f,
        FinalLearningRate = 5e-5f,
        LearningRateDecaySteps = steps,
        BufferSize = 100_000,
        LearningStarts = 5000,
        TargetUpdateEvery = 1000,
        WeightAveraging = 0.999f,
        EpsilonSchedule = EpsilonSchedule.Linear,
        EpsilonDecay = 50_000,
        EpsilonEnd = 0.02f,
    };

    /// <summary>
    /// Two dense layers, whose first leaves out the cells that are empty: a step costs a tenth of one with convolutions. Freeway has smaller steps
    /// and normalized layers, for what docs/results.md says.
    /// </summary>
    private static Preset Ppo(string game, PpoOptions options) => Make(
        "ppo-",
        game,
        $"PPO with dense layers in 64 worlds of {game}.",
        "tuned for Bellman",
        PpoAgent.RegisteredName,
        options.LearningRateDecaySteps,
        options,
        worlds: 64);

    private static PpoOptions Dense(long steps) => new()
    {
        RolloutSteps = 128,
        BatchSize = 1024,
        Epochs = 4,
        LearningRate = 2.5e-3f,
        LearningRateDecaySteps = steps,
        EntropyCoefficient = 0.01f,
    };

    private static Preset Make(string prefix, string game, string summary, string source, string agent, long steps, object options, int worlds = 1) => new(
        $"{prefix}minatar-{game.ToLowerInvariant()}",
        summary,
        source,
        new RunOptions
        {
            Environment = $"MinAtar/{game}-v1",
            Worlds = worlds,
            Agent = agent,
            AgentOptions = options,
            Training = new TrainingOptions { Steps = steps },
        })
    {
        TunedFor = [$"MinAtar/{game}-v0", $"MinAtar/{game}-v1"],
    };
}
