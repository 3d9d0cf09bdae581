using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Shows two marks, of two and of three kinds, and pays 1 for each that is named; the names of the second begin at 3.</summary>
internal sealed class SeveralMarksWorld : Env
{
    private readonly int[] _marks = new int[2];

    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 2f, size: 2);

    public override Space ActionSpace { get; } = new MultiDiscrete([2, 3], [0, 3]);

    protected override void OnReset(Span<float> observation) => Show(observation);

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = (action[0] == _marks[0] ? 1 : 0) + (action[1] == 3 + _marks[1] ? 1 : 0);
        Show(observation);
        return new StepResult(reward, Terminated: false);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("marks", _marks.AsSpan());

    protected override void OnLoad(CheckpointReader reader) => reader.Read("marks", _marks.AsSpan());

    private void Show(Span<float> observation)
    {
        (_marks[0], _marks[1]) = (Rng.Next(2), Rng.Next(3));
        (observation[0], observation[1]) = (_marks[0], _marks[1]);
    }
}
