using Bellman.Agents;
using Bellman.Environments;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Deep Q-learning for the racing car, with the network, the grey pictures and the stack of four of Mnih et al. 2015. What has been shown of it stands in <c>docs/environments/car-racing.md</c>.
/// </summary>
internal static class TunedCar
{
    private const string Car = "CarRacing-v3";

    public static IEnumerable<Preset> All =>
    [
        new Preset(
            "dqn-car",
            "Convolutional DQN that drives a racing car by five choices, from grey pictures.",
            "the network of Mnih et al. 2015, for Bellman",
            new RunOptions
            {
                Environment = Car,
                EnvironmentOptions = new CarRacingOptions { Continuous = false },
                Wrappers = ["RepeatAction:4", "GrayscaleObservation", "ResizeObservation:[84,84]", "FrameStackObservation:4"],
                Agent = DqnAgent.RegisteredName,
                AgentOptions = new DqnOptions
                {
                    Model = QModel.Conv,
                    HiddenSizes = [512],
                    BatchSize = 32,
                    TrainEvery = 4,
                    LearningRate = 1e-4f,
                    RewardScale = 0.1f,
                    BufferSize = 20_000,
                    LearningStarts = 1000,
                    TargetUpdateEvery = 2000,
                    EpsilonSchedule = EpsilonSchedule.Linear,
                    EpsilonDecay = 50_000,
                    EpsilonEnd = 0.05f,
                },
                Training = new TrainingOptions { Steps = 250_000 },
            })
        {
            TunedFor = [Car],
        },
    ];
}
