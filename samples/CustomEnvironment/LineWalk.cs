#region environment
using Bellman.Core;

/// <summary>A point on a line with a wall at -20; the episode ends when it reaches +10.</summary>
public sealed class LineWalk : Env
{
    private float _position;
    public override Space ObservationSpace { get; } = new Box(low: -20f, high: 20f, size: 1);
    public override Space ActionSpace { get; } = new Discrete(2);   // 0 = left, 1 = right

    protected override void OnReset(Span<float> observation)
    {
        _position = Rng.Uniform(-1f, 1f);
        observation[0] = _position;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _position = MathF.Max(-20f, _position + (Discrete.Index(action) == 1 ? 0.5f : -0.5f));
        observation[0] = _position;
        bool reached = _position >= 10f;
        return new StepResult(Reward: reached ? 1f : -0.01f, Terminated: reached);
    }
}
#endregion
