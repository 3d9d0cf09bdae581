using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="QLearningAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record QLearningOptions : ExplorationOptions
{
    /// <summary>What the next state is taken to be worth. Default: q_learning.</summary>
    public TabularTarget Target { get; init => field = Check.Defined(value); } = TabularTarget.QLearning;

    /// <summary>
    /// Whether there are two tables, of which a coin decides which learns, the other saying what the next state is worth (van Hasselt 2010):
    /// the largest of noisy values is too large on average, but not where another table rates it. Default: false.
    /// </summary>
    public bool DoubleQ { get; init; }

    /// <summary>The step size alpha at the start: how far a value moves towards its target; above 0, at most 1. Default: 0.1.</summary>
    public float LearningRate { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 0.1f;

    /// <summary>What the step size is multiplied by after each episode; above 0, at most 1, which keeps it. Default: 1.</summary>
    public float LearningRateDecay { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 1f;

    /// <summary>The step size that the decay does not go below, from 0 to 1. Default: 0.</summary>
    public float FinalLearningRate { get; init => field = Check.Range(value, 0f, 1f); }

    /// <summary>The discount factor gamma, from 0 to 1. Default: 0.99.</summary>
    public float Discount { get; init => field = Check.Range(value, 0f, 1f); } = 0.99f;

    /// <summary>
    /// What every action is thought to be worth before it is tried. More than anything can be worth makes the agent try everything
    /// (optimistic initial values, Sutton and Barto 2018, section 2.6). Default: 0.
    /// </summary>
    public float InitialValue { get; init => field = Check.Range(value, float.MinValue, float.MaxValue); }
}
