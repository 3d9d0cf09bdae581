using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>
/// Always shows the same; the action that pays 1 depends on how many steps ago the episode began, and episodes last as long as they please. Only an agent that
/// remembers, and that forgets when an episode ends, can keep the rhythm.
/// </summary>
internal sealed class RhythmWorld : Env
{
    /// <summary>The action that pays at each step of an episode.</summary>
    public static readonly int[] Rhythm = [1, 1, 0, 1, 0, 0];

    private int _step;
    private int _length;

    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 1);

    public override Space ActionSpace { get; } = new Discrete(2);

    protected override void OnReset(Span<float> observation)
    {
        _step = 0;
        _length = 2 + Rng.Next(Rhythm.Length - 1);
        observation[0] = 1;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = Discrete.Index(action) == Rhythm[_step] ? 1 : 0;
        observation[0] = 1;
        return new StepResult(reward, Terminated: ++_step == _length);
    }
}
