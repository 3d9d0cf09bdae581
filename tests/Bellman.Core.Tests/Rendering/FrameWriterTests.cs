using System.Numerics;

namespace Bellman.Core.Tests.Rendering;

public sealed class FrameWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    public void Apng_OfMovingPictures_ShowsEveryPixel(int count)
    {
        using var folder = new TemporaryFolder();
        List<uint[]> pictures = Write(folder.File("moving.apng"), count, framesPerSecond: 12.5, Moving);
        List<(uint[] Pixels, double Seconds)> read = ReadPng.Frames(File.ReadAllBytes(folder.File("moving.apng")));
        Assert.Equal(pictures, read.Select(frame => frame.Pixels));
        Assert.All(read, frame => Assert.Equal(1 / 12.5, frame.Seconds, 1e-9));
        Assert.Equal([folder.File("moving.apng")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Gif_OfFewColours_ShowsEveryPixel()
    {
        using var folder = new TemporaryFolder();
        List<uint[]> pictures = Write(folder.File("moving.gif"), 23, framesPerSecond: 30, Moving);
        List<(uint[] Pixels, int Delay)> read = ReadGif.Frames(File.ReadAllBytes(folder.File("moving.gif")));
        Assert.Equal(pictures, read.Select(frame => frame.Pixels));

        // A thirtieth of a second is no whole number of hundredths: the sum is right all the same.
        Assert.InRange(read.Sum(frame => frame.Delay), 76, 77);
    }

    [Fact]
    public void Gif_OfThousandsOfColours_IsNearEveryPixel()
    {
        using var folder = new TemporaryFolder();
        List<uint[]> pictures = Write(folder.File("many.gif"), 2, framesPerSecond: 50, (canvas, step) =>
        {
            for (int i = 0; i < 60; i++)
            {
                for (int j = 0; j < 40; j++) canvas.FillRectangle(i, j, 1, 1, new Rgba((byte)(i * 4), (byte)(j * 6), (byte)(step * 9)));
            }
        });
        List<(uint[] Pixels, int Delay)> read = ReadGif.Frames(File.ReadAllBytes(folder.File("many.gif")));
        for (int frame = 0; frame < pictures.Count; frame++)
        {
            for (int i = 0; i < pictures[frame].Length; i++)
            {
                for (int shift = 0; shift < 24; shift += 8)
                    Assert.InRange((int)((read[frame].Pixels[i] >> shift) & 255) - (int)((pictures[frame][i] >> shift) & 255), -16, 16);
            }
        }
    }

    [Fact]
    public void Gif_OfNoise_FillsTheTableOfCodesAgainAndAgain()
    {
        using var folder = new TemporaryFolder();
        var random = new Numerics.Pcg64(1);
        List<uint[]> pictures = Write(folder.File("noise.gif"), 1, framesPerSecond: 50, (canvas, _) =>
        {
            for (int i = 0; i < 60 * 40; i++) canvas.FillRectangle(i % 60, i / 60, 1, 1, new Rgba((byte)(random.Next(15) * 17), (byte)(random.Next(15) * 17), 0));
        });
        Assert.Equal(pictures[0], ReadGif.Frames(File.ReadAllBytes(folder.File("noise.gif")))[0].Pixels);
    }

    [Fact]
    public void Png_Single_ShowsEveryPixel()
    {
        using var folder = new TemporaryFolder();
        var canvas = new RgbCanvas(60, 40, 2);
        Moving(canvas, 3);
        PngFile.Write(folder.File("one.png"), canvas);
        Assert.Equal(canvas.Pixels.ToArray(), ReadPng.Frames(File.ReadAllBytes(folder.File("one.png")))[0].Pixels);
    }

    [Fact]
    public void PngFolder_OfPictures_HasAFileForEach()
    {
        using var folder = new TemporaryFolder();
        List<uint[]> pictures = Write(folder.File("frames.png"), 3, framesPerSecond: 30, Moving);
        string[] files = [.. Directory.GetFiles(folder.File("frames")).Order()];
        Assert.Equal(["00001.png", "00002.png", "00003.png"], files.Select(Path.GetFileName));
        Assert.Equal(pictures, files.Select(file => ReadPng.Frames(File.ReadAllBytes(file))[0].Pixels));
        Assert.Throws<IOException>(() => FrameWriter.Open(folder.File("frames.png"), 60, 40, 30));
    }

    [Theory]
    [InlineData("left.gif")]
    [InlineData("left.apng")]
    [InlineData("left.png")]
    public void Dispose_WithoutComplete_LeavesTheFormerFileAndNothingElse(string name)
    {
        using var folder = new TemporaryFolder();
        if (name != "left.png") File.WriteAllText(folder.File(name), "former");
        string[] before = Directory.GetFileSystemEntries(folder.Path);
        using (FrameWriter writer = FrameWriter.Open(folder.File(name), 60, 40, 30)) writer.Add(new RgbCanvas(60, 40));
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path));
        if (name != "left.png") Assert.Equal("former", File.ReadAllText(folder.File(name)));
    }

    [Fact]
    public void Open_BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => FrameWriter.Open("film.avi", 60, 40, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameWriter.Open("film.gif", 60, 40, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameWriter.Open("film.gif", 0, 40, 30));
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("taken.gif"));
        Assert.Throws<IOException>(() => FrameWriter.Open(folder.File("taken.gif"), 60, 40, 30));
        using FrameWriter writer = FrameWriter.Open(folder.File("film.gif"), 60, 40, 30);
        Assert.Throws<InvalidOperationException>(writer.Complete);
        Assert.Throws<ArgumentException>(() => writer.Add(new RgbCanvas(61, 40)));
    }

    /// <summary>A disc and a number that move over a background; the third picture is like the second.</summary>
    private static void Moving(RgbCanvas canvas, int step)
    {
        canvas.Clear(new Rgba(20, 30, 40));
        canvas.FillRectangle(0, 30, 60, 10, new Rgba(90, 120, 60));
        canvas.FillCircle(new Vector2(4 + (2 * (step == 2 ? 1 : step)), 20), 5, Rgba.White);
    }

    private static List<uint[]> Write(string path, int count, double framesPerSecond, Action<RgbCanvas, int> draw)
    {
        var canvas = new RgbCanvas(60, 40);
        var pictures = new List<uint[]>();
        using FrameWriter writer = FrameWriter.Open(path, 60, 40, framesPerSecond);
        for (int step = 0; step < count; step++)
        {
            draw(canvas, step);
            writer.Add(canvas);
            pictures.Add(canvas.Pixels.ToArray());
        }

        writer.Complete();
        return pictures;
    }
}
