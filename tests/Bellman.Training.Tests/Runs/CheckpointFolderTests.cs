namespace Bellman.Training.Tests;

public sealed class CheckpointFolderTests
{
    [Fact]
    public void Write_MoreThanKept_RemovesTheOldest()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointFolder(folder.File("checkpoints"), keep: 2);
        Assert.Empty(checkpoints.Files);
        foreach (long step in (long[])[100, 50_000, 1_234_567_890]) Write(checkpoints, step);
        Assert.Equal(["step-1234567890.ckpt", "step-000050000.ckpt"], checkpoints.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void Write_AfterGoingBack_KeepsWhatWasJustWritten()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointFolder(folder.Path, keep: 2);
        foreach (long step in (long[])[300, 400, 100]) Write(checkpoints, step);
        Assert.Contains("step-000000100.ckpt", checkpoints.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void Write_Fails_FormerOnesStand()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointFolder(folder.Path, keep: 1);
        Write(checkpoints, 1);
        Assert.Throws<IOException>(() => checkpoints.Write(2, _ => throw new IOException("disk full")));
        Assert.Equal(["step-000000001.ckpt"], checkpoints.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void Write_OldOneCannotBeRemoved_WarnsButHasWritten()
    {
        using var folder = new TemporaryFolder();
        var warnings = new List<string>();
        var checkpoints = new CheckpointFolder(folder.Path, keep: 1, _ => throw new UnauthorizedAccessException("It is held."));
        Write(checkpoints, 1);
        checkpoints.Write(2, path => File.WriteAllText(path, "new"), warnings.Add);
        Assert.Equal(2, checkpoints.Files.Count);
        Assert.Equal($"The checkpoint at 2 steps was written, but an old one can't be removed from '{folder.Path}': It is held.", Assert.Single(warnings));
    }

    [Fact]
    public void OpenNewest_AllDamaged_IsNullAfterAWarningForEach()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointFolder(folder.Path);
        Write(checkpoints, 1);
        Write(checkpoints, 2);
        var warnings = new List<string>();
        Assert.Null(checkpoints.OpenNewest(warnings.Add));
        Assert.Equal(2, warnings.Count);
    }

    private static void Write(CheckpointFolder folder, long step) => folder.Write(step, path =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "not a checkpoint");
    });
}
