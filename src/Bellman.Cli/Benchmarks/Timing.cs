using System.Diagnostics;

namespace Bellman.Cli;

/// <summary>
/// Times an operation that is repeated many times. The least of many repetitions is taken: on a machine that others use too, it is what
/// the operation costs, while a mean is what the others cost as well.
/// </summary>
/// <param name="Seconds">The seconds of one operation, the least of all repetitions.</param>
/// <param name="AllocatedBytes">The bytes that one operation allocated, on average.</param>
internal readonly record struct Timing(double Seconds, double AllocatedBytes)
{
    private const double WarmUpSeconds = 0.4;
    private const double RepetitionSeconds = 0.01;
    private const int Repetitions = 60;

    /// <summary>Times an operation.</summary>
    /// <param name="operation">Makes the operation as often as it is told.</param>
    public static Timing Of(Action<int> operation)
    {
        int count = WarmUp(operation);
        double least = double.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            operation(count);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds / count);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        operation(count);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Timing(least, (double)allocated / count);
    }

    /// <summary>Runs until the code is compiled with all optimizations, and finds how many operations fill a repetition.</summary>
    private static int WarmUp(Action<int> operation)
    {
        long start = Stopwatch.GetTimestamp();
        int count = 1;
        while (true)
        {
            long begin = Stopwatch.GetTimestamp();
            operation(count);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            bool warm = Stopwatch.GetElapsedTime(start).TotalSeconds >= WarmUpSeconds;
            if (warm && seconds >= RepetitionSeconds / 2) return count;
            if (seconds < RepetitionSeconds) count = Math.Max(count + 1, (int)(count * Math.Clamp(RepetitionSeconds / Math.Max(seconds, 1e-9), 1, 4)));
        }
    }
}
