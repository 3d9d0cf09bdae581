using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Bellman's own tuned settings of Q-learning with a table. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedQLearning
{
    private const string Source = "tuned for Bellman";

    public static IEnumerable<Preset> All => [FrozenLake(), CliffWalking()];

    /// <summary>The ice slips two times of three, so that many steps have to be averaged: the step size falls to a ten-thousandth.</summary>
    private static Preset FrozenLake() => new(
        "bellman-frozenlake",
        "Q-learning that crosses the slippery lake.",
        Source,
        new RunOptions
        {
            Environment = "FrozenLake-v1",
            Agent = QLearningAgent.RegisteredName,
            AgentOptions = new QLearningOptions
            {
                LearningRate = 0.5f,
                LearningRateDecay = 0.9999f,
                FinalLearningRate = 1e-4f,
                EpsilonSchedule = EpsilonSchedule.Linear,
                EpsilonEnd = 0.01f,
                EpsilonDecay = 1_000_000,
            },
            Training = new TrainingOptions { Steps = 1_500_000 },
        })
    {
        TunedFor = ["FrozenLake-v1", "FrozenLake8x8-v1"],
    };

    private static Preset CliffWalking() => new(
        "bellman-cliffwalking",
        "Q-learning that walks along the cliff by the shortest way.",
        Source,
        new RunOptions
        {
            Environment = "CliffWalking-v1",
            Agent = QLearningAgent.RegisteredName,
            AgentOptions = new QLearningOptions
            {
                LearningRate = 0.5f,
                EpsilonSchedule = EpsilonSchedule.Linear,
                EpsilonEnd = 0.01f,
                EpsilonDecay = 50_000,
            },
            Training = new TrainingOptions { Steps = 100_000 },
        })
    {
        TunedFor = ["CliffWalking-v1"],
    };
}
