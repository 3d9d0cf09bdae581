namespace Bellman.Core.Tests;

/// <summary>
/// A world that shows given observations one after the other, beginning anew with each episode; it terminates with the last. Each step is rewarded
/// by the script, or by 1. The action that was taken last can be looked at.
/// </summary>
internal sealed class Scripted(Space observations, Space actions, params float[][] rows) : Env
{
    private int _at;

    public Scripted(Space observations, params float[][] rows)
        : this(observations, new Discrete(2), rows)
    {
    }

    public override Space ObservationSpace => observations;

    public override Space ActionSpace => actions;

    /// <summary>The reward of each step; none for 1.</summary>
    public float[] Rewards { get; init; } = [];

    public float[] LastAction { get; } = new float[actions.Size];

    public int Steps { get; private set; }

    protected override void OnReset(Span<float> observation)
    {
        _at = 0;
        rows[0].CopyTo(observation);
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        Steps++;
        action[..actions.Size].CopyTo(LastAction);
        rows[++_at].CopyTo(observation);
        return new StepResult(Rewards.Length > 0 ? Rewards[_at - 1] : 1, Terminated: _at == rows.Length - 1);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("at", _at);

    protected override void OnLoad(CheckpointReader reader) => _at = reader.ReadInt32("at");
}
