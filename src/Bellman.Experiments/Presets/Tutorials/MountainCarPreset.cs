using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Tutorial T1, a Toptal article on DQN. Evaluation, snapshots and log lines come as often as the article has them. Where it leaves a choice open it is ours: Adam's
/// epsilon is that of Keras, weights start as He et al. 2015 have it for ReLU, and the greedy episodes are played by the weights' running average, which changes no step of
/// the training. What each is worth stands in <c>docs/results.md</c>.
/// </summary>
internal static class MountainCarPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "mountaincar",
        "DQN on MountainCar with clipped gradients and a fixed epsilon of 0.01.",
        "tutorial T1, a Toptal article on DQN",
        new RunOptions
        {
            Environment = "MountainCar-v0",
            Agent = DqnAgent.RegisteredName,
            AgentOptions = new DqnOptions
            {
                HiddenSizes = [32, 32],
                Activation = HiddenActivation.Relu,
                Initializer = WeightInitializer.HeUniform,
                DoubleQ = false,
                Loss = TdLoss.Mse,
                Optimizer = OptimizerKind.Adam,
                AdamEpsilon = 1e-7f,
                LearningRate = 1e-3f,
                FinalLearningRate = 1e-3f,
                MaxGradientNorm = 1f,
                WeightAveraging = 0.9995f,
                Discount = 0.99f,
                BufferSize = 50_000,
                BatchSize = 64,
                LearningStarts = 2000,
                TrainEvery = 1,
                TargetUpdate = TargetUpdate.Hard,
                TargetUpdateEvery = 1000,
                EpsilonSchedule = EpsilonSchedule.Constant,
                EpsilonStart = 0.01f,
            },
            Training = new TrainingOptions
            {
                Steps = 200_000,
                EvaluateEvery = 20_000,
                EvaluationSteps = 10_000,
                ValidationStates = 10_000,
                LogEvery = 2000,
                SnapshotEvery = 50_000,
            },
        });
}
