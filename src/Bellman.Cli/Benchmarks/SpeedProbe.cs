using System.Diagnostics;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>
/// Lets a training warm up from its first update on, measures some stretches of it, and stops it. The fastest stretch counts. Each begins and ends right after an update, so that an agent
/// which acts for a while and then learns for a while is measured over whole rounds of both.
/// </summary>
internal sealed class SpeedProbe : ICallback
{
    private const int Stretches = 4;

    /// <summary>Looking at the clock after every update of a quick agent would be a part of what is measured.</summary>
    private const long StepsBetweenLooks = 64;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(0.4);

    private long _updates;
    private long _looked = -StepsBetweenLooks;
    private long _timestamp;
    private long _step;
    private long _bytes;
    private int _stretch = -1;

    /// <summary>Environment steps per second in the fastest stretch.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>Bytes allocated on the training's thread for each step of all stretches.</summary>
    public double AllocatedBytesPerStep { get; private set; }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        if (context.Agent.Updates == _updates) return;
        _updates = context.Agent.Updates;
        if (context.Step - _looked < StepsBetweenLooks) return;
        _looked = context.Step;
        if (_timestamp == 0) _timestamp = Stopwatch.GetTimestamp();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_timestamp);
        if (elapsed < (_stretch < 0 ? WarmUp : Stretch)) return;
        if (_stretch >= 0) End(context, elapsed);
        if (_stretch == Stretches - 1) context.RequestStop();
        Begin(context);
    }

    private void Begin(TrainingContext context)
    {
        _stretch++;
        _step = context.Step;
        _bytes = GC.GetAllocatedBytesForCurrentThread();
        _timestamp = Stopwatch.GetTimestamp();
    }

    private void End(TrainingContext context, TimeSpan elapsed)
    {
        long steps = context.Step - _step;
        StepsPerSecond = Math.Max(StepsPerSecond, steps / elapsed.TotalSeconds);
        AllocatedBytesPerStep += (GC.GetAllocatedBytesForCurrentThread() - _bytes) / (double)steps / Stretches;
    }
}
