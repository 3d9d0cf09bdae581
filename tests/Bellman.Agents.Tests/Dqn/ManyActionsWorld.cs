using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>An endless world of a thousand actions, so that two random ones in a row are hardly ever the same.</summary>
internal sealed class ManyActionsWorld : Env
{
    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

    public override Space ActionSpace { get; } = new Discrete(1000);

    protected override void OnReset(Span<float> observation) => observation[0] = 1f;

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        observation[0] = 1f;
        return new StepResult(0, Terminated: false);
    }
}
