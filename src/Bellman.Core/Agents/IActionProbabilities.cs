namespace Bellman.Core;

/// <summary>An agent that chooses among a finite number of actions at random, and knows with which probabilities, such as a policy with a softmax.</summary>
public interface IActionProbabilities
{
    /// <summary>How many actions there are; 0 where the actions are continuous.</summary>
    int ProbabilityCount { get; }

    /// <summary>
    /// Computes the probability of each action in one state; for an agent with a memory, in the state that follows those since
    /// <see cref="Agent.BeginGreedyEpisode"/>. It changes nothing of the training.
    /// </summary>
    /// <param name="observation">One row.</param>
    /// <param name="probabilities">Where the probabilities go; <see cref="ProbabilityCount"/> of them.</param>
    void ActionProbabilities(ReadOnlySpan<float> observation, Span<float> probabilities);

    /// <summary>The same among the actions that are allowed: those that are not have the probability 0. By default the mask is not looked at.</summary>
    /// <param name="observation">One row.</param>
    /// <param name="allowed">One mask (<see cref="ActionMasks"/>); empty where all actions are allowed.</param>
    /// <param name="probabilities">Where the probabilities go; <see cref="ProbabilityCount"/> of them.</param>
    void ActionProbabilities(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> probabilities) => ActionProbabilities(observation, probabilities);
}
