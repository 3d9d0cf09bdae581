namespace Bellman.Core.Tests.Rendering;

/// <summary>Videos through a program that stands in for ffmpeg: it writes what it is told and what it gets into the file that it is to make.</summary>
public sealed class FfmpegTests
{
    [Theory]
    [InlineData("film.mp4", "libx264")]
    [InlineData("film.webm", "libvpx-vp9")]
    public void Video_WithFfmpegOnThePath_GetsEveryPixel(string name, string codec)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        OnPath(folder, "for last; do :; done; { echo \"$@\"; cat; } > \"$last\"", () =>
        {
            var canvas = new RgbCanvas(6, 4);
            using (FrameWriter writer = FrameWriter.Open(folder.File(name), 6, 4, 50))
            {
                writer.Add(canvas);
                writer.Add(canvas);
                Assert.False(File.Exists(folder.File(name)));
                writer.Complete();
            }

            string[] said = File.ReadAllText(folder.File(name)).Split('\n', 2);
            Assert.Contains("-f rawvideo -pix_fmt rgba -s 6x4 -r 50 -i -", said[0], StringComparison.Ordinal);
            Assert.Contains(codec, said[0], StringComparison.Ordinal);
            Assert.Equal(said[0].Length + 1 + (2 * 6 * 4 * 4), new FileInfo(folder.File(name)).Length);
            Assert.False(File.Exists(folder.File(name) + ".tmp"));
        });
    }

    [Fact]
    public void Video_WhereFfmpegFails_SaysWhatItSaid()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        OnPath(folder, "cat > /dev/null; echo 'no such codec' >&2; exit 1", () =>
        {
            using FrameWriter writer = FrameWriter.Open(folder.File("film.mp4"), 6, 4, 50);
            writer.Add(new RgbCanvas(6, 4));
            Assert.EndsWith("no such codec", Assert.Throws<IOException>(writer.Complete).Message, StringComparison.Ordinal);
        });
        Assert.False(Path.Exists(folder.File("film.mp4")));
        Assert.False(Path.Exists(folder.File("film.mp4.tmp")));
    }

    [Fact]
    public void Video_WithoutFfmpeg_SaysWhatToInstall()
    {
        using var folder = new TemporaryFolder();
        OnPath(folder, null, () =>
        {
            string message = Assert.Throws<IOException>(() => FrameWriter.Open(folder.File("film.mp4"), 6, 4, 50)).Message;
            Assert.Contains("apt install ffmpeg", message, StringComparison.Ordinal);
            Assert.Contains(".apng", message, StringComparison.Ordinal);
        });
    }

    /// <summary>Runs something while the path begins with a folder in which a script is called ffmpeg, or is nothing but an empty folder.</summary>
    private static void OnPath(TemporaryFolder folder, string? script, Action action)
    {
        string before = Environment.GetEnvironmentVariable("PATH") ?? "", programs = folder.File("programs");
        Directory.CreateDirectory(programs);
        if (script is not null && !OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(programs, "ffmpeg"), "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(Path.Combine(programs, "ffmpeg"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        try
        {
            Environment.SetEnvironmentVariable("PATH", script is null ? programs : programs + Path.PathSeparator + before);
            action();
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", before);
        }
    }
}
