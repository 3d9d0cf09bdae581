using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>A world in which something is not a number from a step of its life on.</summary>
/// <param name="inner">The world.</param>
/// <param name="from">The step.</param>
/// <param name="quantity">What it is: reward, observation, or nothing.</param>
internal sealed class FaultyWorld(Env inner, int from, string quantity) : Wrapper(inner)
{
    private int _steps;

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        StepResult result = base.OnStep(action, observation);
        if (++_steps < from) return result;
        if (quantity == "observation") observation[^1] = float.NaN;
        return quantity == "reward" ? result with { Reward = float.PositiveInfinity } : result;
    }
}
