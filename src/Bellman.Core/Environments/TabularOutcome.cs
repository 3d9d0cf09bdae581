namespace Bellman.Core;

/// <summary>One of the things that can happen when an action is taken in a numbered state.</summary>
/// <param name="Probability">How likely it is; the outcomes of a state and an action sum to 1.</param>
/// <param name="State">The state that follows.</param>
/// <param name="Reward">The reward.</param>
/// <param name="Terminated">Whether the episode ends there.</param>
public readonly record struct TabularOutcome(double Probability, int State, double Reward, bool Terminated);
