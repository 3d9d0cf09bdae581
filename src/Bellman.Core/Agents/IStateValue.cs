namespace Bellman.Core;

/// <summary>An agent that knows what an observation is worth: the discounted return that its policy earns from there on, as an actor-critic does.</summary>
public interface IStateValue
{
    /// <summary>The value of one state; for an agent with a memory, as the first of an episode. It changes nothing of the training.</summary>
    /// <param name="observation">One row.</param>
    float StateValue(ReadOnlySpan<float> observation);
}
