using System.Diagnostics;

namespace Bellman.Training;

/// <summary>
/// How much memory this process holds. Asking the operating system takes long, so that it is asked once a second at most.
/// </summary>
internal static class ProcessMemory
{
    private static long _asked;
    private static long _bytes;

    public static long UsedBytes
    {
        get
        {
            long now = Stopwatch.GetTimestamp();
            if (_bytes == 0 || now - _asked > Stopwatch.Frequency)
            {
                _bytes = Environment.WorkingSet;
                _asked = now;
            }

            return _bytes;
        }
    }

    public static long TotalBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
