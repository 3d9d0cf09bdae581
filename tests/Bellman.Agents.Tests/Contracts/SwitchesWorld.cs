using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Shows two lights, and pays 1 for each switch that stands as its light.</summary>
internal sealed class SwitchesWorld : Env
{
    private readonly int[] _lights = new int[2];

    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 2);

    public override Space ActionSpace { get; } = new MultiBinary(2);

    protected override void OnReset(Span<float> observation) => Show(observation);

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = (action[0] == _lights[0] ? 1 : 0) + (action[1] == _lights[1] ? 1 : 0);
        Show(observation);
        return new StepResult(reward, Terminated: false);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("lights", _lights.AsSpan());

    protected override void OnLoad(CheckpointReader reader) => reader.Read("lights", _lights.AsSpan());

    private void Show(Span<float> observation)
    {
        (_lights[0], _lights[1]) = (Rng.Next(2), Rng.Next(2));
        (observation[0], observation[1]) = (_lights[0], _lights[1]);
    }
}
