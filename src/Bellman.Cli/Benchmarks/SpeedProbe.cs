using System.Diagnostics;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Lets a training warm up, measures some stretches of it, and stops it. The fastest stretch counts.</summary>
/// <param name="firstStep">The environment step from which on the agent learns.</param>
internal sealed class SpeedProbe(long firstStep) : ICallback
{
    private const int Stretches = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(0.5);

    private const int StepsBetweenLooks = 64;

    private long _timestamp;
    private long _updates;
    private long _nextLook;
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
        if (context.Step < firstStep) return;
        if (_timestamp == 0) _timestamp = Stopwatch.GetTimestamp();

        // A stretch begins and ends with an update, so that one of an agent that plays long rollouts has as much learning in it as playing.
        // Looking at the clock after every step would be a part of what is measured.
        if (context.Agent.Updates == _updates || context.Step < _nextLook) return;
        _updates = context.Agent.Updates;
        _nextLook = context.Step + StepsBetweenLooks;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_timestamp);
        if (_stretch < 0 ? elapsed < WarmUp : elapsed < Stretch) return;
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
