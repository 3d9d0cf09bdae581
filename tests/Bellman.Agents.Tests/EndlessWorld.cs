using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Pays the same reward for ever; only a time limit ends an episode. Every state and action is worth reward / (1 - gamma).</summary>
internal sealed class EndlessWorld(float reward = 1f, bool terminates = false, Space? actions = null) : Env
{
    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

    public override Space ActionSpace { get; } = actions ?? new Discrete(2);

    protected override void OnReset(Span<float> observation) => observation[0] = 1f;

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        observation[0] = 1f;
        return new StepResult(reward, Terminated: terminates);
    }

    protected override void OnSave(CheckpointWriter writer)
    {
    }

    protected override void OnLoad(CheckpointReader reader)
    {
    }
}
