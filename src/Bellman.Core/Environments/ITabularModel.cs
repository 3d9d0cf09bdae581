namespace Bellman.Core;

/// <summary>
/// The whole dynamics of a world with numbered states and actions (Gymnasium's <c>env.unwrapped.P</c>), for planning: value iteration,
/// optimal values, exact evaluation of a policy. An environment that knows its dynamics has this on <see cref="Env.Unwrapped"/>.
/// </summary>
public interface ITabularModel
{
    /// <summary>How many states there are; they are numbered from 0, as observations are.</summary>
    int StateCount { get; }

    /// <summary>How many actions there are in each state, numbered from 0.</summary>
    int ActionCount { get; }

    /// <summary>How likely an episode starts in each state.</summary>
    ReadOnlySpan<double> InitialDistribution { get; }

    /// <summary>What can happen when an action is taken in a state. The same state may stand there more than once.</summary>
    /// <param name="state">A state from 0 to below <see cref="StateCount"/>.</param>
    /// <param name="action">An action from 0 to below <see cref="ActionCount"/>.</param>
    /// <returns>The outcomes; at least one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or action.</exception>
    ReadOnlySpan<TabularOutcome> Outcomes(int state, int action);
}
