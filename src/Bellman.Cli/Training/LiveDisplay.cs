using System.Runtime.CompilerServices;
using Bellman.Training;
using Spectre.Console;

namespace Bellman.Cli;

/// <summary>A training on a terminal: a panel that is drawn from snapshots.</summary>
internal sealed class LiveDisplay : ITrainingDisplay
{
    private readonly LiveRegion _region;
    private readonly ProgressFeed _feed;
    private TrainingSnapshot? _snapshot;
    private StrongBox<EvaluationEpisode>? _evaluation;

    /// <summary>Creates the display; nothing is drawn yet.</summary>
    /// <param name="console">Where it is drawn; <see langword="null"/> for the terminal.</param>
    public LiveDisplay(IAnsiConsole? console = null)
    {
        _region = new LiveRegion(console);
        _feed = new ProgressFeed(LiveRegion.Interval, snapshot => Volatile.Write(ref _snapshot, snapshot))
        {
            Evaluated = _ => Volatile.Write(ref _evaluation, null),
        };
    }

    /// <inheritdoc/>
    public ICallback? Callback => _feed;

    /// <inheritdoc/>
    public void Start(TrainingJob job, long resumedAt)
    {
        var panel = new LivePanel(job);
        _region.Start(width => Volatile.Read(ref _snapshot) is { } snapshot
            ? panel.Render(snapshot, Volatile.Read(ref _evaluation)?.Value, width)
            : null);
    }

    /// <inheritdoc/>
    public void Evaluating(EvaluationEpisode episode) => Volatile.Write(ref _evaluation, new StrongBox<EvaluationEpisode>(episode));

    /// <inheritdoc/>
    public void Warn(string message) => _region.Warn(message);

    /// <inheritdoc/>
    public void Stop()
    {
        _feed.Dispose();
        _region.Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _region.Dispose();
    }
}
