using System.Diagnostics;

namespace Bellman.Cli;

/// <summary>Steps and updates per second over the last few seconds, out of a stream of snapshots.</summary>
internal sealed class Pace
{
    private static readonly long Window = 3 * Stopwatch.Frequency;
    private readonly Queue<(long Timestamp, long Step, long Updates)> _past = new();

    /// <summary>Environment steps per second; NaN before there are two snapshots.</summary>
    public double StepsPerSecond { get; private set; } = double.NaN;

    /// <summary>Updates per second; NaN before there are two snapshots.</summary>
    public double UpdatesPerSecond { get; private set; } = double.NaN;

    /// <summary>Takes a snapshot in.</summary>
    public void Add(TrainingSnapshot snapshot)
    {
        _past.Enqueue((snapshot.Timestamp, snapshot.Step, snapshot.Updates));
        while (_past.Count > 2 && snapshot.Timestamp - _past.Peek().Timestamp > Window) _past.Dequeue();
        (long timestamp, long step, long updates) = _past.Peek();
        if (snapshot.Timestamp == timestamp) return;
        double seconds = (snapshot.Timestamp - timestamp) / (double)Stopwatch.Frequency;
        StepsPerSecond = (snapshot.Step - step) / seconds;
        UpdatesPerSecond = (snapshot.Updates - updates) / seconds;
    }
}
