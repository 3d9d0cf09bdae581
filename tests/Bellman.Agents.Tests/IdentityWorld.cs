using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Shows one of three marks and pays 1 for naming it; the simplest world in which an action must depend on what is seen.</summary>
internal sealed class IdentityWorld : Env
{
    private int _mark;

    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 3);

    public override Space ActionSpace { get; } = new Discrete(3, start: 5);

    protected override void OnReset(Span<float> observation) => Show(observation);

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = Discrete.Index(action) == _mark + 5 ? 1f : 0f;
        Show(observation);
        return new StepResult(reward, Terminated: false);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("mark", _mark);

    protected override void OnLoad(CheckpointReader reader) => _mark = reader.ReadInt32("mark");

    private void Show(Span<float> observation)
    {
        _mark = Rng.Next(3);
        observation.Clear();
        observation[_mark] = 1f;
    }
}
