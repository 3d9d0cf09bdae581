using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

public sealed class RecordTests
{
    [Theory]
    [InlineData("film.gif", "GIF89a")]
    [InlineData("film.apng", "\u0089PNG")]
    public void Record_AnEnvironment_WritesTheSameFileAgain(string name, string begin)
    {
        using var folder = new TemporaryFolder();
        string[] command = ["record", "CartPole-v1", "--seed", "3", "--out"];
        JsonObject[] lines = Bellman.RunIn(folder.Path, [.. command, name, "--json"]).ShouldSucceed().Json;
        byte[] film = File.ReadAllBytes(folder.File(name));
        Assert.Equal(begin, System.Text.Encoding.Latin1.GetString(film, 0, begin.Length));
        Assert.Equal("recorded", (string?)lines[^1]["event"]);

        // The first picture, one for each step, and seven tenths of a second at the end.
        Assert.Equal(1 + (int)lines[0]["length"]! + 35, (int)lines[^1]["frames"]!);
        Bellman.RunIn(folder.Path, [.. command, "again" + Path.GetExtension(name)]).ShouldSucceed();
        Assert.Equal(film, File.ReadAllBytes(folder.File("again" + Path.GetExtension(name))));
    }

    [Fact]
    public void Record_ARun_PlaysAsEvaluateDoes()
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, "train", "CartPole-v1", "--steps", "600", "--seed", "5", "--out", "run", "--quiet").ShouldSucceed();
        JsonObject evaluated = Bellman.RunIn(folder.Path, "evaluate", "run", "--episodes", "2", "--seed", "9", "--json").ShouldSucceed().Json[1];
        JsonObject[] recorded = Bellman.RunIn(folder.Path, "record", "run", "--episodes", "2", "--seed", "9", "--json", "--out", "film.gif").ShouldSucceed().Json;
        Assert.Equal(evaluated.ToJsonString(), recorded[1].ToJsonString());
        File.Copy(folder.File("run", "model.bellman"), folder.File("moved.bellman"));
        Bellman.RunIn(folder.Path, "record", "moved.bellman", "--out", "one.svg", "--seed", "9").ShouldSucceed();
        string svg = File.ReadAllText(folder.File("one.svg"));
        Assert.Contains(">push left</text>", svg, StringComparison.Ordinal);
        Assert.Contains("return", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MountainCar-v0", "dqn", ">velocity</text>")]
    [InlineData("FrozenLake-v1", "qlearning", ">best action</text>")]
    public void Record_Map_ShowsValuesAndBestActions(string environment, string agent, string text)
    {
        using var folder = new TemporaryFolder();
        Bellman.RunIn(folder.Path, "train", environment, "--agent", agent, "--steps", "1500", "--seed", "5", "--out", "run", "--quiet").ShouldSucceed();
        Bellman.RunIn(folder.Path, "record", "run", "--map", "--out", "map.svg").ShouldSucceed();
        Assert.Contains(text, File.ReadAllText(folder.File("map.svg")), StringComparison.Ordinal);
        Bellman.RunIn(folder.Path, "record", "run", "--map", "--out", "map.png").ShouldSucceed();
        Assert.True(File.Exists(folder.File("map.png")));
    }

    [Fact]
    public void Record_Png_IsAFolderOrOnePicture()
    {
        using var folder = new TemporaryFolder();
        int frames = (int)Bellman.RunIn(folder.Path, "record", "CartPole-v1", "--seed", "3", "--out", "frames.png", "--no-overlay", "--json").ShouldSucceed().Json[^1]["frames"]!;
        Assert.Equal(frames, Directory.GetFiles(folder.File("frames")).Length);
        Bellman.RunIn(folder.Path, "record", "CartPole-v1", "--seed", "3", "--out", "one.png", "--no-overlay", "--frame", "4").ShouldSucceed();
        Assert.Equal(File.ReadAllBytes(folder.File("frames", "00005.png")), File.ReadAllBytes(folder.File("one.png")));
    }

    [Theory]
    [InlineData(2, "There is no run folder, model file or environment 'CartPole-v9'. Did you mean 'CartPole-v1'?", "CartPole-v9", "--out", "film.gif")]
    [InlineData(2, "--out is missing: the file to write, for instance --out episode.gif.", "CartPole-v1")]
    [InlineData(2, "--out takes a file that ends with .mp4, .webm, .gif, .apng, .png or .svg, but was given 'film.avi'.", "CartPole-v1", "--out", "film.avi")]
    [InlineData(2, "--scale takes a whole number of at most 8, but was given 9.", "CartPole-v1", "--out", "film.gif", "--scale", "9")]
    [InlineData(2, "--frame goes with .png and .svg, which can be a single picture.", "CartPole-v1", "--out", "film.gif", "--frame", "3")]
    [InlineData(2, "--map goes with a trained model: a run folder or a model file.", "CartPole-v1", "--out", "map.svg", "--map")]
    [InlineData(2, "--map is a single picture: --out takes a .png or .svg file.", "CartPole-v1", "--out", "map.gif", "--map")]
    [InlineData(2, "--best goes with a trained model; 'CartPole-v1' is an environment.", "CartPole-v1", "--out", "film.gif", "--best")]
    [InlineData(2, "There is no option 'environment.gravty'. Did you mean 'environment.gravity'?", "LunarLander-v3", "--out", "film.png", "--set", "environment.gravty=-5")]
    [InlineData(2, "--set goes with an environment; 'film.gif' is a model, which plays in worlds like those of its training.", "film.gif", "--out", "film.png", "--set", "environment.gravity=-5")]
    [InlineData(1, "'film.gif' is a folder, where a file is to be written.", "CartPole-v1", "--out", "film.gif")]
    public void Record_WhatCannotBe_IsOneLineAndLeavesNothing(int code, string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("film.gif"));
        Bellman.RunIn(folder.Path, ["record", .. arguments]).ShouldFail(code, "bellman: " + message);
        Assert.Equal([folder.File("film.gif")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Record_Set_ShowsAnotherWorld()
    {
        using var folder = new TemporaryFolder();
        string[] record = ["record", "LunarLander-v3", "--seed", "3", "--frame", "20", "--out"];
        Bellman.RunIn(folder.Path, [.. record, "usual.png"]).ShouldSucceed();
        Bellman.RunIn(folder.Path, [.. record, "same.png", "--set", "environment.gravity=-10"]).ShouldSucceed();
        Bellman.RunIn(folder.Path, [.. record, "light.png", "--set", "environment.gravity=-1"]).ShouldSucceed();
        Assert.Equal(File.ReadAllBytes(folder.File("usual.png")), File.ReadAllBytes(folder.File("same.png")));
        Assert.NotEqual(File.ReadAllBytes(folder.File("usual.png")), File.ReadAllBytes(folder.File("light.png")));
    }

    [Fact]
    public void Record_AfterTheEpisodesEnd_SaysWhenItEnds()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunIn(folder.Path, "record", "CartPole-v1", "--seed", "3", "--out", "one.svg", "--frame", "400");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("bellman: The episode of seed 3 ends after ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("webm")]
    public void Record_ThroughFfmpeg_IsAVideoOfAllPictures(string ending)
    {
        Assert.SkipUnless(Bellman.IsInstalled("ffmpeg") && Bellman.IsInstalled("ffprobe"), "NO FFMPEG: real videos are not tested. Install ffmpeg.");
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunScript(
            folder.Path,
            $"bellman record CartPole-v1 --out film.{ending} --seed 1 --fps 20 --json | tail -n 1; ffprobe -v error -count_frames -select_streams v -show_entries stream=width,height,r_frame_rate,nb_read_frames -of csv=p=0 film.{ending}");
        string[] lines = result.Output.Trim().Split('\n');
        int frames = JsonNode.Parse(lines[0])!["frames"]!.GetValue<int>();
        Assert.Equal($"600,456,20/1,{frames}", lines[1]);
        Assert.Equal([$"film.{ending}"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Record_WithoutFfmpeg_SaysWhatToInstallAndWhatWorksWithout()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Bellman.RunScript(folder.Path, "dotnet=$(command -v dotnet); dotnet() { \"$dotnet\" \"$@\"; }; PATH=/nowhere; bellman record CartPole-v1 --out film.mp4");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("bellman: A .mp4 file needs the program ffmpeg, which is not on the path: install it", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(".apng", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
