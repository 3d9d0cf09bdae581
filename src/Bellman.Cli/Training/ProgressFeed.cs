using Bellman.Training;

namespace Bellman.Cli;

/// <summary>
/// Hands out snapshots of a training at a steady pace without slowing it: a timer sets a flag, and the training's thread,
/// which looks at that flag once a step, takes the snapshot.
/// </summary>
internal sealed class ProgressFeed : ICallback, IDisposable
{
    private readonly Action<TrainingSnapshot> _show;
    private readonly Timer _timer;
    private volatile bool _due;

    /// <summary>Creates the feed.</summary>
    /// <param name="interval">The time between two snapshots.</param>
    /// <param name="show">Takes a snapshot in, on the training's thread.</param>
    public ProgressFeed(TimeSpan interval, Action<TrainingSnapshot> show)
    {
        _show = show;
        _timer = new Timer(_ => _due = true, null, interval, interval);
    }

    /// <summary>Hears of every evaluation, on the training's thread. Default: nothing.</summary>
    public Action<EvaluationReport>? Evaluated { get; init; }

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context) => Show(context);

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        if (_due) Show(context);
    }

    /// <inheritdoc/>
    public void OnEvaluation(TrainingContext context, EvaluationReport evaluation)
    {
        Evaluated?.Invoke(evaluation);
        _due = true;
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context) => Show(context);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Show(TrainingContext context)
    {
        _due = false;
        _show(TrainingSnapshot.Of(context));
    }
}
