using System.ComponentModel;
using System.Diagnostics;

namespace Bellman.Board;

/// <summary>The user's browser.</summary>
public static class Browser
{
    /// <summary>Opens a page.</summary>
    /// <returns>Whether there is a browser to ask; on a server without a screen there is none.</returns>
    public static bool TryOpen(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (OperatingSystem.IsLinux() && !HasScreen()) return false;
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process? browser = Process.Start(start);
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }

    private static bool HasScreen() =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
}
