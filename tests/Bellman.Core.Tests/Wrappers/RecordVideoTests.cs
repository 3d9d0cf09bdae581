using Bellman.Core.Tests.Rendering;
using Bellman.Testing;

namespace Bellman.Core.Tests.Wrappers;

public sealed class RecordVideoTests
{
    [Fact]
    public void RecordVideo_Every_RecordsThoseEpisodesAsTheyEnd()
    {
        using var folder = new TemporaryFolder();
        using var env = new RecordVideo(new Countdown(4), folder.Path, every: 2);
        PlayEpisodes(env, 5, steps: 2);
        Assert.Equal(["rl-video-episode-0.gif", "rl-video-episode-2.gif", "rl-video-episode-4.gif"], Names(folder));

        // The first observation and two steps of two each.
        Assert.Equal(3, ReadGif.Frames(File.ReadAllBytes(folder.File("rl-video-episode-0.gif"))).Count);
        Assert.Null(env.Failure);
    }

    [Fact]
    public void RecordVideo_ByDefault_FollowsTheCubes()
    {
        using var folder = new TemporaryFolder();
        using Env env = WrapperRegistry.Wrap(new Countdown(2), $"RecordVideo:\"{folder.Path}\",prefix=film,format=apng");
        PlayEpisodes(env, 29, steps: 1);
        Assert.Equal(["film-episode-0.apng", "film-episode-1.apng", "film-episode-27.apng", "film-episode-8.apng"], Names(folder));
    }

    [Fact]
    public void RecordVideo_OfALength_GoesOnOverEpisodes()
    {
        using var folder = new TemporaryFolder();
        using var env = new RecordVideo(new Countdown(4), folder.Path, every: 10, length: 5);
        PlayEpisodes(env, 3, steps: 2);
        Assert.Equal(6, ReadGif.Frames(File.ReadAllBytes(folder.File("rl-video-episode-0.gif"))).Count);
    }

    [Fact]
    public void RecordVideo_LeftInMidEpisode_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var env = new RecordVideo(new Countdown(4), folder.Path, every: 1))
        {
            env.Reset(new float[2], seed: 1);
            env.Step([1], new float[2]);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void RecordVideo_ResetInMidEpisode_EndsTheVideo()
    {
        using var folder = new TemporaryFolder();
        using var env = new RecordVideo(new Countdown(4), folder.Path, every: 3);
        env.Reset(new float[2], seed: 1);
        env.Step([1], new float[2]);
        env.Reset(new float[2]);
        Assert.Equal(["rl-video-episode-0.gif"], Names(folder));
    }

    [Fact]
    public void RecordVideo_OfSeveralWorlds_KeepsEveryFile()
    {
        using var folder = new TemporaryFolder();
        using VectorEnv worlds = VectorEnv.Of(() => new RecordVideo(new Countdown(2), folder.Path, every: 5), count: 2, threads: 1);
        worlds.Reset(seed: 1);
        worlds.Step([2, 2]);
        Assert.Equal(["rl-video-episode-0-2.gif", "rl-video-episode-0.gif"], Names(folder));
        using Env evaluation = worlds.CreateEnv();
        PlayEpisodes(evaluation, 6, steps: 1);
        Assert.Equal(2, Names(folder).Length);
    }

    [Fact]
    public void RecordVideo_Saved_CountsOnWhereItWas()
    {
        using var folder = new TemporaryFolder();
        using var first = new RecordVideo(new Countdown(2), folder.Path, every: 3);
        PlayEpisodes(first, 2, steps: 1);
        byte[] saved = InMemory.Write(first.Save);
        using var second = new RecordVideo(new Countdown(2), folder.Path, every: 3);
        second.Reset(new float[2], seed: 7);
        second.Load(InMemory.Read(saved));
        PlayEpisodes(second, 2, steps: 1);
        Assert.Equal(["rl-video-episode-0.gif", "rl-video-episode-3.gif"], Names(folder));
    }

    /// <summary>The second world stands for those of the evaluation at the end of a training: making it must not cost the result.</summary>
    [Fact]
    public void RecordVideo_WhereTheFolderVanishes_GoesOnSaysWhyAndRecordsAgainOnceItCan()
    {
        using var folder = new TemporaryFolder();
        string videos = folder.File("videos");
        using var first = new RecordVideo(new Countdown(4), videos, every: 1);
        Directory.Delete(videos);
        File.WriteAllText(videos, "in the way");
        PlayEpisodes(first, 1, steps: 2);
        Assert.NotNull(first.Failure);
        using var second = new RecordVideo(new Countdown(4), videos, every: 1);
        File.Delete(videos);
        PlayEpisodes(second, 1, steps: 2);
        Assert.Equal("rl-video-episode-0.gif", Path.GetFileName(Assert.Single(Directory.GetFiles(videos))));
    }

    [Fact]
    public void RecordVideo_FolderThatNeverWas_IsRefusedAtOnce()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("videos"), "in the way");
        Assert.Throws<IOException>(() => new RecordVideo(new Countdown(4), folder.File("videos"), every: 1));
    }

    [Fact]
    public void RecordVideo_BetweenVideos_AllocatesNothing()
    {
        using var folder = new TemporaryFolder();
        using var env = new RecordVideo(new Countdown(100), folder.Path, every: 1000);
        float[] observation = new float[2], still = [0];
        PlayEpisodes(env, 1, steps: 50);
        env.Reset(observation);
        AllocationAssert.Zero(() => env.Step(still, observation), repetitions: 1000);
    }

    [Theory]
    [InlineData("RecordVideo", "The wrapper RecordVideo needs folder: write RecordVideo:folder=...")]
    public void RecordVideo_WithoutAFolder_IsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => WrapperRegistry.Wrap(new Countdown(), text)).Message);

    [Fact]
    public void RecordVideo_UnknownFormat_NamesThoseThereAre() =>
        Assert.Contains("gif", Assert.Throws<FormatException>(() => WrapperRegistry.Wrap(new Countdown(), "RecordVideo:videos,format=avi")).Message, StringComparison.Ordinal);

    [Fact]
    public void RenderCollection_OfSteps_KeepsPicturesUntilTheyAreTaken()
    {
        using var env = new RenderCollection(new Countdown(9));
        var observation = new float[2];
        env.Reset(observation, seed: 1);
        env.Step([1], observation);
        IReadOnlyList<byte[]> frames = env.Render();
        Assert.Equal(2, frames.Count);
        Assert.All(frames, frame => Assert.Equal(600 * 400 * 3, frame.Length));
        Assert.Empty(env.Render());
        env.Step([1], observation);
        env.Reset(observation);
        Assert.Single(env.Render());
    }

    [Fact]
    public void RenderCollection_KeepingAll_ForgetsNothing()
    {
        using var env = new RenderCollection(new Countdown(9), popFrames: false, resetClean: false);
        var observation = new float[2];
        env.Reset(observation, seed: 1);
        env.Reset(observation);
        Assert.Equal(2, env.Render().Count);
        Assert.Equal(2, env.Render().Count);
    }

    private static void PlayEpisodes(Env env, int episodes, int steps)
    {
        var observation = new float[2];
        for (int episode = 0; episode < episodes; episode++)
        {
            env.Reset(observation, episode == 0 ? 1 : null);
            for (int step = 0; step < steps; step++) Assert.Equal(step == steps - 1, env.Step([2], observation).Done || step == steps - 1);
        }
    }

    private static string[] Names(TemporaryFolder folder) => [.. Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
