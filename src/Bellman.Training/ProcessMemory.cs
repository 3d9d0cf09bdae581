using System.Buffers.Text;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Bellman.Training;

/// <summary>
/// How much memory this process holds. Asking the operating system takes long, so that it is asked once a second at most, and on Linux
/// by way of a file that stays open, which allocates nothing.
/// </summary>
internal static class ProcessMemory
{
    /// <summary>Sizes in pages; the second is what is resident.</summary>
    private const string Sizes = "/proc/self/statm";

    private static readonly SafeFileHandle? File = System.IO.File.Exists(Sizes) ? System.IO.File.OpenHandle(Sizes) : null;
    private static long _asked;
    private static long _bytes;

    public static long UsedBytes
    {
        get
        {
            long now = Stopwatch.GetTimestamp();
            if (_bytes == 0 || now - _asked > Stopwatch.Frequency)
            {
                _bytes = Ask();
                _asked = now;
            }

            return _bytes;
        }
    }

    public static long TotalBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static long Ask()
    {
        if (File is null) return Environment.WorkingSet;
        Span<byte> buffer = stackalloc byte[128];
        ReadOnlySpan<byte> text = buffer[..RandomAccess.Read(File, buffer, 0)];
        int space = text.IndexOf((byte)' ');
        return Utf8Parser.TryParse(text[(space + 1)..], out long pages, out _) ? pages * Environment.SystemPageSize : Environment.WorkingSet;
    }
}
