namespace Bellman.Agents;

/// <summary>How an agent with action values chooses actions while it learns.</summary>
public enum Exploration
{
    /// <summary>The best action, but with probability epsilon any.</summary>
    EpsilonGreedy,

    /// <summary>Every action, the more often the more it is worth: with a probability in proportion to exp(value / temperature) (Sutton 1990).</summary>
    Boltzmann,
}
