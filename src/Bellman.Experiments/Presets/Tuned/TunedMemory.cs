using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Settings of deep Q-learning with a network that remembers. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedMemory
{
    public static IEnumerable<Preset> All => [MaskedCartPole()];

    /// <summary>
    /// Without its velocities, one look at the pole does not say where it falls; two in a row do, and more say it better. What it has learned is kept by targets
    /// limited to what a balanced pole can earn, slowly averaged weights, and a step size that has fallen by the time the pole stands.
    /// </summary>
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
                BurnIn = 4,
                BatchSize = 16,
                BufferSize = 200_000,
                TrainEvery = 2,
                NStep = 3,
                FinalLearningRate = 1e-5f,
                LearningRateDecaySteps = 150_000,
                MaxGradientNorm = 1,
                Loss = TdLoss.Mse,
                RewardScale = 0.02f,
                TargetLimit = 2,
                TargetUpdate = TargetUpdate.Soft,
                Tau = 0.005f,
                WeightAveraging = 0.9998f,
                EpsilonSchedule = EpsilonSchedule.Exponential,
                EpsilonRate = 5e-4f,
                EpsilonEnd = 0.01f,
            },
            Training = new TrainingOptions { Steps = 200_000 },
        });
}
