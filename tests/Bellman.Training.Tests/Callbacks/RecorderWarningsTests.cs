using Bellman.Core;

namespace Bellman.Training.Tests;

public sealed class RecorderWarningsTests
{
    [Theory]
    [InlineData(15, 1)]
    [InlineData(60, 2)]
    public void Run_WhereVideosCannotBeWritten_GoesOnAndWarnsOnceAndAtTheEnd(int steps, int warnings)
    {
        using var folder = new TemporaryFolder();
        string videos = Path.Combine(folder.Path, "videos");
        using VectorEnv worlds = VectorEnv.Of(() => new RecordVideo(new CountingEnv(), videos, every: 2), count: 1, threads: 1);
        Directory.Delete(videos);
        File.WriteAllText(videos, "in the way");
        List<string> heard = [];
        var trainer = new Trainer(worlds, new DummyAgent(worlds)) { Seed = 1, Warn = heard.Add };
        Assert.Equal(steps, trainer.Run(steps).Steps);
        Assert.Equal(warnings, heard.Count);
        Assert.StartsWith("A video of the training can't be written: ", heard[0], StringComparison.Ordinal);
        Assert.EndsWith("The training goes on.", heard[0], StringComparison.Ordinal);
        if (warnings > 1) Assert.Equal("4 videos of the training could not be written.", heard[1]);
    }

    [Fact]
    public void Run_WhereVideosAreWritten_WarnsOfNothing()
    {
        using var folder = new TemporaryFolder();
        using VectorEnv worlds = VectorEnv.Of(() => new RecordVideo(new CountingEnv(length: 3), folder.Path, every: 100), count: 2, threads: 1);
        List<string> heard = [];
        new Trainer(worlds, new DummyAgent(worlds)) { Seed = 1, Warn = heard.Add }.Run(40);
        Assert.Empty(heard);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }
}
