using Bellman.Agents;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Tutorial T3's first algorithm, a table over a discretised CartPole: four numbers in eight bins each make 4096 states, which never collide here.</summary>
internal static class WengQLearningPreset
{
    /// <summary>The preset.</summary>
    public static Preset Make() => new(
        "weng-qlearning",
        "Q-learning with a table on a discretised CartPole; alpha and epsilon fall over the episodes.",
        "tutorial T3, a blog tour of deep reinforcement learning",
        new RunOptions
        {
            Environment = "CartPole-v0",
            Wrappers = ["DiscretizeObservation:8,low=[-2.4,-2,-0.42,-3.5],high=[2.4,2,0.42,3.5]"],
            Agent = QLearningAgent.RegisteredName,
            AgentOptions = new QLearningOptions
            {
                Target = TabularTarget.QLearning,
                LearningRate = 0.5f,
                LearningRateDecay = 0.998f,
                Discount = 0.99f,
                EpsilonSchedule = EpsilonSchedule.LinearEpisodes,
                EpsilonStart = 1f,
                EpsilonEnd = 0.05f,
                EpsilonDecay = 800,
            },
            Training = new TrainingOptions { Steps = 0, Episodes = 1000 },
        });
}
