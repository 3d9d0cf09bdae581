using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Two classic faults, put into a world: time limits that count as terminal states, and terminal states that are bootstrapped from.</summary>
/// <param name="inner">The world, its time limit included.</param>
/// <param name="terminal">What every end is reported as: a terminal state or a time limit.</param>
internal sealed class ChangedEnds(Env inner, bool terminal) : Wrapper(inner)
{
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = base.OnStep(action, observation);
        bool ends = result.Terminated || result.Truncated;
        return result with { Terminated = ends && terminal, Truncated = ends && !terminal };
    }
}
