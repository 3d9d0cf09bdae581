using System.Diagnostics;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>Updates of a network on one thread, on two, and on one beside another that does the same, in short stretches one after the other; the fastest of each counts.</summary>
/// <param name="make">Makes what is updated.</param>
/// <param name="learn">Updates it once.</param>
internal sealed class ThreadCase(Func<NetworkUpdate> make, Action<NetworkUpdate> learn)
{
    private const int Stretches = 400;
    private const double StretchSeconds = 0.003;
    private const double WarmUpSeconds = 0.4;
    private const double LongestSeconds = 4;

    private ThreadTimes? _times;
    private int _count = 1;

    /// <summary>The times, measured when they are asked for first.</summary>
    public ThreadTimes Times => _times ??= Measure();

    private ThreadTimes Measure()
    {
        NetworkUpdate update = make(), other = make();
        using var helpers = new KernelThreads(2);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
        {
            double seconds = Seconds(update);
            Helped(helpers, update);
            _count = Math.Max(1, (int)(StretchSeconds / seconds));
        }

        double one = double.MaxValue, two = double.MaxValue, beside = double.MaxValue;
        long allocated = 0, made = 0, begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < Stretches && Stopwatch.GetElapsedTime(begin).TotalSeconds < LongestSeconds; i++)
        {
            one = Math.Min(one, Seconds(update));
            long before = GC.GetAllocatedBytesForCurrentThread();
            two = Math.Min(two, Helped(helpers, update));
            made += _count;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            beside = Math.Min(beside, Beside(update, other));
        }

        return new ThreadTimes(one, two, beside, (double)allocated / made);
    }

    private double Helped(KernelThreads helpers, NetworkUpdate update)
    {
        KernelThreads.Use(helpers);
        double seconds = Seconds(update);
        KernelThreads.Use(null);
        return seconds;
    }

    /// <summary>The slower of two that begin together counts: for as long as it takes, both are there.</summary>
    private double Beside(NetworkUpdate update, NetworkUpdate other)
    {
        double itsSeconds = 0;
        using var beginning = new Barrier(2);
        var thread = new Thread(() =>
        {
            beginning.SignalAndWait();
            itsSeconds = Seconds(other);
        });
        thread.Start();
        beginning.SignalAndWait();
        double seconds = Seconds(update);
        thread.Join();
        return Math.Max(seconds, itsSeconds);
    }

    private double Seconds(NetworkUpdate update)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _count; i++) learn(update);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / _count;
    }
}
