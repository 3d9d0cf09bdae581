using System.Diagnostics;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Times a few rounds of updates after one another, with the acting between them, again and again while a training runs; the fastest count. On a busy machine a moment is quiet more often than a while is.</summary>
/// <param name="every">The steps of a round.</param>
internal sealed class RoundWindows(int every) : ICallback
{
    private const int Rounds = 4;

    private long _began = -1;
    private long _timestamp;

    /// <summary>The steps a second of the fastest.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>Forgets what was measured.</summary>
    public void Clear() => StepsPerSecond = 0;

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context) => _began = -1;

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        if (context.Step % every != 0 || (_began >= 0 && context.Step - _began < every * Rounds)) return;
        long now = Stopwatch.GetTimestamp();
        if (_began >= 0) StepsPerSecond = Math.Max(StepsPerSecond, (context.Step - _began) / Stopwatch.GetElapsedTime(_timestamp, now).TotalSeconds);
        (_began, _timestamp) = (context.Step, now);
    }
}
