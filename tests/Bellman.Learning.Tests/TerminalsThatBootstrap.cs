using Bellman.Core;

namespace Bellman.Learning.Tests;

/// <summary>A classic fault, put into a world: a terminal state is reported as a time limit, so that agents expect rewards beyond it.</summary>
internal sealed class TerminalsThatBootstrap(Env inner) : Wrapper(inner)
{
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = base.OnStep(action, observation);
        return result with { Terminated = false, Truncated = result.Terminated || result.Truncated };
    }
}
