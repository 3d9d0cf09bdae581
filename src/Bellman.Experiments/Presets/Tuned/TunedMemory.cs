using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Settings of deep Q-learning with a network that remembers. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedMemory
{
    public static IEnumerable<Preset> All => [MaskedCartPole()];

    /// <summary>Without its velocities, one look at the pole does not say where it falls; two in a row do, and more say it better.</summary>
    private static Preset MaskedCartPole() => new(
        "cartpole-masked-lstm",
        "DQN with long short-term memory that balances the pole without seeing velocities.",
        "tuned for Bellman, after the model types of tutorial T3",
        new RunOptions
        {
            Environment = "CartPole-v1",
            Wrappers = ["MaskVelocity"],
            Agent = DqnAgent.RegisteredName,
            AgentOptions = new DqnOptions
            {
                Model = QModel.Lstm,
                HiddenSizes = [],
                RecurrentUnits = 64,
                SequenceLength = 16,
                BatchSize = 16,
                TrainEvery = 2,
                NStep = 3,
                FinalLearningRate = 1e-5f,
                LearningRateDecaySteps = 200_000,
                MaxGradientNorm = 1,
                Loss = TdLoss.Mse,
                RewardScale = 0.02f,
                TargetUpdate = TargetUpdate.Soft,
                Tau = 0.01f,
                WeightAveraging = 0.999f,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 5e-4f,
                EpsilonEnd = 0.01f,
            },
            Training = new TrainingOptions { Steps = 200_000 },
        });
}
