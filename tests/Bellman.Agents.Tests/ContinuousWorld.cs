using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>A world whose action is a number, for agents that must refuse it.</summary>
internal sealed class ContinuousWorld : Env
{
    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

    public override Space ActionSpace { get; } = new Box(low: -1f, high: 1f, size: 1);

    protected override void OnReset(Span<float> observation) => observation[0] = 0f;

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) => new(0f, Terminated: false);
}
