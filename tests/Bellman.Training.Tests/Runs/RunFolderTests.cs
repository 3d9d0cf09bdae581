using System.Text.Json.Nodes;

namespace Bellman.Training.Tests;

public sealed class RunFolderTests
{
    [Fact]
    public void Create_NameIsTaken_CountsOn()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Enumerable.Range(0, 3).Select(_ => RunFolder.Create(folder.Path, "CartPole-v1", "dqn-seed1").Name)];
        Assert.Equal(["dqn-seed1", "dqn-seed1-2", "dqn-seed1-3"], names);
        Assert.True(Directory.Exists(folder.File("CartPole-v1", "dqn-seed1-3")));
    }

    [Fact]
    public async Task Create_AtTheSameTime_AllDiffer()
    {
        using var folder = new TemporaryFolder();
        string Create() => RunFolder.Create(folder.Path, "E-v0", "run").Name;
        string[] names = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(Create)));
        Assert.Equal(16, names.Distinct().Count());
    }

    [Fact]
    public void Create_IdWithSlash_IsOneFolder()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.Create(folder.Path, "ALE/Pong-v5", "dqn");
        Assert.Equal(folder.File("ALE-Pong-v5", "dqn"), run.Root);
    }

    [Fact]
    public void Create_NameOfDots_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => RunFolder.Create(folder.Path, "E-v0", ".."));
    }

    [Fact]
    public void CreateAt_FolderWithContent_Throws()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mine.txt"), "precious");
        var exception = Assert.Throws<IOException>(() => RunFolder.CreateAt(folder.Path));
        Assert.Contains("already holds something", exception.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(folder.File("mine.txt")));
    }

    [Fact]
    public void CreateAt_EmptyOrMissingFolder_Succeeds()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("empty"));
        Assert.Equal("empty", RunFolder.CreateAt(folder.File("empty")).Name);
        Assert.Equal("new", RunFolder.CreateAt(folder.File("a", "new")).Name);
        Assert.Throws<IOException>(() => RunFolder.CreateAt(folder.File("empty")));
    }

    [Fact]
    public void Open_FolderOfSomethingElse_ThrowsAndNamesIt()
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.Throws<FileNotFoundException>(() => RunFolder.Open(folder.Path));
        Assert.Contains(folder.Path, exception.Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Open(folder.File("nowhere")));
    }

    [Fact]
    public void Config_Written_ReadsBackThroughOpen()
    {
        using var folder = new TemporaryFolder();
        RunFolder.CreateAt(folder.File("run")).WriteConfig(new JsonObject { ["seed"] = 7 });
        Assert.Equal(7, (int)RunFolder.Open(folder.File("run")).ReadConfig()["seed"]!);
    }

    [Fact]
    public void WriteConfig_Again_KeepsTheVersionsOfTheStart()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        run.WriteConfig(new JsonObject { ["seed"] = 7, ["versions"] = new JsonObject { ["bellman"] = "1.0" } });
        run.WriteConfig(new JsonObject { ["seed"] = 8, ["versions"] = new JsonObject { ["bellman"] = "2.0" } });
        Assert.Equal((8, "1.0"), ((int)run.ReadConfig()["seed"]!, (string)run.ReadConfig()["versions"]!["bellman"]!));
    }

    [Fact]
    public void ReadConfig_NotJson_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        File.WriteAllText(run.ConfigFile, "{ broken");
        Assert.Contains(run.ConfigFile, Assert.Throws<FormatException>(run.ReadConfig).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_HeldByAnother_ThrowsUntilReleased()
    {
        using var folder = new TemporaryFolder();
        RunFolder run = RunFolder.CreateAt(folder.File("run"));
        IDisposable held = run.Lock();
        Assert.Contains("Another process", Assert.Throws<IOException>(run.Lock).Message, StringComparison.Ordinal);
        held.Dispose();
        run.Lock().Dispose();
    }
}
