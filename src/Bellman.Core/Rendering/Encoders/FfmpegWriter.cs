using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Bellman.Core;

/// <summary>Writes a video through the program ffmpeg, which gets the pixels as they are.</summary>
internal sealed class FfmpegWriter : FrameWriter
{
    private const string Missing =
        "needs the program ffmpeg, which is not on the path: install it (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg), or write .gif, .apng or .png, which need nothing else.";

    private readonly string _path;
    private readonly string _temporary;
    private readonly Process _process;
    private readonly Task<string> _messages;
    private bool _open = true;

    public FfmpegWriter(string path, int width, int height, double framesPerSecond)
    {
        (Width, Height) = (width, height);
        Require(Path.GetExtension(path));
        _path = Path.GetFullPath(path);
        _temporary = _path + ".tmp";

        // The file is made here, so that a place that can't be written to is named as such and before anything is drawn.
        using (new PendingFile(path))
        {
        }

        _process = Start(path, Arguments(framesPerSecond));
        _messages = _process.StandardError.ReadToEndAsync();
    }

    private protected override void OnAdd(ReadOnlySpan<uint> pixels)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes(pixels));
        }
        catch (IOException exception)
        {
            throw new IOException(Failed(), exception);
        }
    }

    private protected override void OnComplete()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException exception)
        {
            throw new IOException(Failed(), exception);
        }

        _process.WaitForExit();
        if (_process.ExitCode != 0) throw new IOException(Failed());
        File.Move(_temporary, _path, overwrite: true);
        _open = false;
    }

    protected override void Dispose(bool disposing)
    {
        if (_open)
        {
            _open = false;
            if (!_process.HasExited) _process.Kill();
            _process.WaitForExit();
            File.Delete(_temporary);
        }

        _process.Dispose();
    }

    /// <summary>Requires the program, which is looked for on the path.</summary>
    /// <param name="ending">The ending of the file that needs it.</param>
    /// <exception cref="IOException">It is not there.</exception>
    public static void Require(string ending)
    {
        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, name)))) throw new IOException($"A {ending} file {Missing}");
    }

    private static Process Start(string path, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"A {Path.GetExtension(path)} file {Missing}", exception);
        }
    }

    private IEnumerable<string> Arguments(double framesPerSecond)
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}"), rate = framesPerSecond.ToString(CultureInfo.InvariantCulture);
        string[] input = ["-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", size, "-r", rate, "-i", "-", "-an"];

        // Players want colours at half the resolution, and that an even number of pixels.
        string[] picture = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"];
        string[] codec = Path.GetExtension(_path).Equals(".webm", StringComparison.OrdinalIgnoreCase)
            ? ["-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-f", "webm"]
            : ["-c:v", "libx264", "-crf", "18", "-movflags", "+faststart", "-f", "mp4"];
        return [.. input, .. picture, .. codec, _temporary];
    }

    private string Failed()
    {
        _process.WaitForExit();
        string last = _messages.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it says nothing";
        return $"ffmpeg could not write '{_path}': {last}";
    }
}
