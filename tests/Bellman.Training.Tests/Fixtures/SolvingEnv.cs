using Bellman.Core;

namespace Bellman.Training.Tests;

/// <summary>Episodes of two steps whose returns are given: the n-th one, from 1, has the return f(n).</summary>
internal sealed class SolvingEnv(Func<int, double> episodeReturn) : Env
{
    private int _episode;
    private int _step;

    public override Space ObservationSpace { get; } = new Box(-1f, 1f, size: 2);

    public override Space ActionSpace { get; } = new Discrete(2);

    protected override void OnReset(Span<float> observation)
    {
        _episode++;
        _step = 0;
        observation.Clear();
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        observation.Clear();
        return ++_step == 2 ? new StepResult((float)episodeReturn(_episode), Terminated: true) : new StepResult(0, Terminated: false);
    }
}
