using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Deep Q-learning from the small pictures of MinAtar, with the network of Young and Tian 2019. What it reaches stands in <c>docs/results.md</c>.</summary>
internal static class TunedMinAtar
{
    public static IEnumerable<Preset> All => [Game("Breakout", "breaks bricks"), Game("SpaceInvaders", "shoots aliens")];

    private static Preset Game(string name, string does)
    {
        const int Steps = 500_000;
        return new Preset(
            $"minatar-{name.ToLowerInvariant()}",
            $"Convolutional DQN that {does} on a grid of 10 x 10 cells.",
            "tuned for Bellman, with the network of Young and Tian 2019",
            new RunOptions
            {
                Environment = $"MinAtar/{name}-v1",
                Agent = DqnAgent.RegisteredName,
                AgentOptions = new DqnOptions
                {
                    Model = QModel.Conv,
                    HiddenSizes = [128],
                    BatchSize = 32,
                    TrainEvery = 4,
                    NStep = 3,
                    LearningRate = 5e-4f,
                    FinalLearningRate = 5e-5f,
                    LearningRateDecaySteps = Steps,
                    BufferSize = 100_000,
                    LearningStarts = 5000,
                    TargetUpdateEvery = 1000,
                    WeightAveraging = 0.999f,
                    EpsilonSchedule = EpsilonSchedule.Linear,
                    EpsilonDecay = 50_000,
                    EpsilonEnd = 0.02f,
                },
                Training = new TrainingOptions { Steps = Steps },
            })
        {
            TunedFor = [$"MinAtar/{name}-v0", $"MinAtar/{name}-v1"],
        };
    }
}
