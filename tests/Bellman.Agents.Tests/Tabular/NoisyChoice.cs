using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>
/// From state 0 every action leads on for nothing to state 1, where every action pays -0.1 on average, give or take 1, and ends the episode
/// (Sutton and Barto 2018, example 6.7): the largest of the estimates there is too large, and state 0 looks better than it is.
/// </summary>
internal sealed class NoisyChoice : Env
{
    private bool _chosen;

    public override Space ObservationSpace { get; } = new Discrete(2);

    public override Space ActionSpace { get; } = new Discrete(8);

    protected override void OnReset(Span<float> observation)
    {
        _chosen = false;
        observation[0] = 0;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        observation[0] = 1;
        if (_chosen) return new StepResult((float)Rng.Normal(-0.1, 1), Terminated: true);
        _chosen = true;
        return new StepResult(0, Terminated: false);
    }
}
