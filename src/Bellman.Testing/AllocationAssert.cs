namespace Bellman.Testing;

/// <summary>Checks that code allocates nothing, as everything in the hot loop must.</summary>
public static class AllocationAssert
{
    private const int WarmUps = 3;
    private const int Attempts = 3;

    /// <summary>Checks that an action allocates no byte on the calling thread.</summary>
    /// <param name="action">The code. It is run a few times before it is measured, so that first uses may allocate.</param>
    /// <param name="repetitions">How often it is run while it is measured, at least 1. Default 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="repetitions"/> is below 1.</exception>
    /// <exception cref="CheckFailedException">It allocated.</exception>
    public static void Zero(Action action, int repetitions = 1)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        for (int i = 0; i < WarmUps; i++)
            action();
        long bytes = Measure(action, repetitions);
        if (bytes != 0)
            throw new CheckFailedException($"{bytes} bytes were allocated in {Examination.Counted(repetitions, "repetition")}, where none may be.");
    }

    /// <summary>Counts what the calling thread allocates.</summary>
    internal static long Measure(Action action, int repetitions)
    {
        // A garbage collection, which another thread may cause at any time, takes the thread's allocation buffer from it, and the counter
        // takes what was left of the buffer for allocated. Code that allocates does so whenever it is measured.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < repetitions; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
