using System.Diagnostics;

namespace Bellman.Cli;

/// <summary>How much memory the program uses, of how much there is. Asked of the system once a second at most.</summary>
internal static class Memory
{
    private static long _asked;
    private static string _text = "";

    /// <summary>For instance <c>310 MB / 15.6 GB</c>.</summary>
    public static string Describe()
    {
        long now = Stopwatch.GetTimestamp();
        if (_text.Length == 0 || now - _asked > Stopwatch.Frequency)
        {
            _asked = now;
            _text = $"{Format.Bytes(Environment.WorkingSet)} / {Format.Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)}";
        }

        return _text;
    }
}
