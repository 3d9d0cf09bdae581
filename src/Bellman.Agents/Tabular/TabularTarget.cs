namespace Bellman.Agents;

/// <summary>What a table of action values takes the next state to be worth.</summary>
public enum TabularTarget
{
    /// <summary>The value of its best action, whichever the agent takes there (Q-learning, Watkins 1989).</summary>
    QLearning,

    /// <summary>The value of the action that the agent takes there, exploration included (Sarsa, Rummery and Niranjan 1994).</summary>
    Sarsa,

    /// <summary>The mean value of its actions by their probabilities under exploration (Expected Sarsa, van Seijen et al. 2009).</summary>
    ExpectedSarsa,
}
