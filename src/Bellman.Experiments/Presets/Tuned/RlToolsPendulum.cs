using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// The settings with which RLtools (Eschmann, Albani and Loianno 2024), a library of C++ templates, swings the pendulum up, so that whole trainings can be timed against its own.
/// What they reach and how long they take stands in <c>docs/results.md</c>.
/// </summary>
internal static class RlToolsPendulum
{
    private const string Source = "RLtools";
    private const string Pendulum = "Pendulum-v1";

    /// <summary>None is the default of an environment.</summary>
    public static IEnumerable<Preset> All => [Sac(), Td3(), Ppo()];

    private static Preset Sac() => Make(
        "rltools-pendulum-sac",
        "SAC on the pendulum as RLtools trains it, 20,000 steps.",
        SacAgent.RegisteredName,
        TunedContinuous.SwingUp(new SacOptions { Temperature = 0.5f, TemperatureLearningRate = 1e-3f }),
        new TrainingOptions { Steps = 20_000 });

    private static Preset Td3() => Make(
        "rltools-pendulum-td3",
        "TD3 on the pendulum as RLtools trains it, 20,000 steps.",
        Td3Agent.RegisteredName,
        TunedContinuous.SwingUp(new Td3Options { Noise = new ActionNoiseOptions { Scale = 0.1f }, PolicyDelay = 2, TargetNoise = 0.2f, TargetNoiseClip = 0.5f }),
        new TrainingOptions { Steps = 20_000 });

    /// <summary>
    /// RLtools standardises observations by the mean and deviation of a first rollout, which it then throws away; here they stay as they are, within 1 and, the velocity, within 8. Its rational
    /// approximation of the hyperbolic tangent is the function itself here. A million steps take half a second, so that checkpoints and lines of progress are further apart than by default.
    /// </summary>
    private static Preset Ppo() => Make(
        "rltools-pendulum-ppo",
        "PPO on the pendulum as RLtools trains it, 64 worlds, ten million steps.",
        PpoAgent.RegisteredName,
        new PpoOptions
        {
            ActorHiddenSizes = [32, 32],
            CriticHiddenSizes = [32, 32],
            RolloutSteps = 128,
            BatchSize = 1024,
            Epochs = 1,
            Discount = 0.9f,
            GaeLambda = 0.95f,
            ClipRange = 0.2f,
            EntropyCoefficient = 0.1f,
            LearningRate = 1e-3f,
            OptimizerEpsilon = 1e-7f,
            MaxGradientNorm = 0,
            InitialLogStd = 0.6931472f,
            Initializer = WeightInitializer.FanInUniform,
        },
        new TrainingOptions { Steps = 10_010_624, CheckpointEvery = 1_000_000, LogEvery = 100_000 },
        worlds: 64);

    private static Preset Make(string name, string summary, string agent, object options, TrainingOptions training, int worlds = 1) => new(
        name,
        summary,
        Source,
        new RunOptions
        {
            Environment = Pendulum,
            Worlds = worlds,
            Agent = agent,
            AgentOptions = options,
            Training = training with { EvaluateEvery = 0 },
        });
}
