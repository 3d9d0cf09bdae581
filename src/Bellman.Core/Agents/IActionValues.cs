namespace Bellman.Core;

/// <summary>
/// An agent that knows a value for each of a finite number of actions, such as a deep Q-network. Training reports the mean of
/// the largest value over fixed states, which shows learning more smoothly than returns do (Mnih et al. 2013, section 5.1).
/// </summary>
public interface IActionValues
{
    /// <summary>How many actions there are.</summary>
    int ActionCount { get; }

    /// <summary>Says that the next state is the first of an episode, as <see cref="Agent.BeginGreedyEpisode"/> does.</summary>
    void BeginGreedyEpisode()
    {
    }

    /// <summary>
    /// Computes the value of each action in one state; for an agent with a memory, in the state that follows those since
    /// <see cref="BeginGreedyEpisode"/>. It changes nothing of the training.
    /// </summary>
    /// <param name="observation">One row.</param>
    /// <param name="values">Where the values go; <see cref="ActionCount"/> of them.</param>
    void ActionValues(ReadOnlySpan<float> observation, Span<float> values);
}
