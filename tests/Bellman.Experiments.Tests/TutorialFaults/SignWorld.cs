using Bellman.Core;

namespace Bellman.Experiments.Tests;

/// <summary>Shows +1 or -1 by chance and pays just that, whatever is done; then the episode is over. Each sign is worth itself.</summary>
internal sealed class SignWorld(Space actions) : Env
{
    private float _sign;

    public override Space ObservationSpace { get; } = new Box(low: -1, high: 1, size: 1);

    public override Space ActionSpace => actions;

    protected override void OnReset(Span<float> observation) => observation[0] = _sign = Rng.Next(2) == 0 ? -1 : 1;

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        observation[0] = _sign;
        return new StepResult(_sign, Terminated: true);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("sign", _sign);

    protected override void OnLoad(CheckpointReader reader) => _sign = reader.ReadSingle("sign");
}
