using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Bellman's own tuned settings of Q-learning with a table. What they reach stands in <c>docs/results.md</c>.</summary>
internal static class TunedQLearning
{
    private const string Source = "tuned for Bellman";

    public static IEnumerable<Preset> All => [FrozenLake(), CliffWalking(), CartPole()];

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

    /// <summary>
    /// The tutorial's, but for what keeps that from 195: bins that go no further than the pole does before it falls, half as many for the cart, and no random action any more
    /// after 400 episodes.
    /// </summary>
    private static Preset CartPole() => new(
        "bellman-cartpole-table",
        "Q-learning with a table of 1024 states that balances the pole.",
        Source,
        new RunOptions
        {
            Environment = "CartPole-v0",
            Wrappers = ["DiscretizeObservation:bins=[4,4,8,8],low=[-2.4,-3,-0.21,-2],high=[2.4,3,0.21,2]"],
            Agent = QLearningAgent.RegisteredName,
            AgentOptions = new QLearningOptions
            {
                LearningRate = 0.5f,
                LearningRateDecay = 0.998f,
                EpsilonSchedule = EpsilonSchedule.LinearEpisodes,
                EpsilonEnd = 0,
                EpsilonDecay = 400,
            },
            Training = new TrainingOptions { Steps = 0, Episodes = 1000 },
        })
    {
        TunedFor = ["CartPole-v0", "CartPole-v1"],
    };
}
