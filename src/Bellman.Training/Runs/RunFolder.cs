using System.Text.Json.Nodes;
using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// A training as a folder, <c>runs/ENVIRONMENT/NAME/</c>: <c>config.json</c>, <c>progress.csv</c>, event files for TensorBoard,
/// <c>checkpoints/</c>, <c>snapshots/</c>, <c>model.bellman</c> (the last), <c>best.bellman</c> and <c>summary.json</c>.
/// </summary>
public sealed class RunFolder
{
    private RunFolder(string path) => Root = Path.GetFullPath(path);

    /// <summary>The folder, as a full path.</summary>
    public string Root { get; }

    /// <summary>The run's name: the folder's own.</summary>
    public string Name => Path.GetFileName(Root.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));

    /// <summary>What the run was started with: its resolved options, versions and seed.</summary>
    public string ConfigFile => Path.Combine(Root, "config.json");

    /// <summary>A row for each episode.</summary>
    public string ProgressFile => Path.Combine(Root, "progress.csv");

    /// <summary>The checkpoints.</summary>
    public string CheckpointsFolder => Path.Combine(Root, "checkpoints");

    /// <summary>Copies of the model that are never removed.</summary>
    public string SnapshotsFolder => Path.Combine(Root, "snapshots");

    /// <summary>The model as it was when training stopped.</summary>
    public string ModelFile => Path.Combine(Root, "model.bellman");

    /// <summary>The best model; see <see cref="BestModel"/> for what that means.</summary>
    public string BestModelFile => Path.Combine(Root, "best.bellman");

    /// <summary>What came of the run.</summary>
    public string SummaryFile => Path.Combine(Root, "summary.json");

    /// <summary>
    /// Makes a new folder for a run, under the first of <paramref name="name"/>, <paramref name="name"/>-2, <paramref name="name"/>-3 and
    /// so on that is still free. Processes that do so at the same time get different ones.
    /// </summary>
    /// <param name="root">Where all runs are, usually <c>runs</c>.</param>
    /// <param name="environment">The environment's id.</param>
    /// <param name="name">What the run is to be called, for instance <c>dqn-seed1</c>.</param>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public static RunFolder Create(string root, string environment, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentException.ThrowIfNullOrEmpty(environment);
        ArgumentException.ThrowIfNullOrEmpty(name);
        string parent = Path.Combine(root, FileName(environment));
        for (int number = 1; ; number++)
        {
            string path = Path.Combine(parent, FileName(name) + (number == 1 ? "" : $"-{number}"));
            if (!Path.Exists(path) && TryClaim(path)) return new RunFolder(path);
        }
    }

    /// <summary>Makes a new folder for a run at a given place.</summary>
    /// <param name="path">The folder; it must be missing or empty.</param>
    /// <exception cref="IOException">It holds something, or can't be made.</exception>
    public static RunFolder CreateAt(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path)) throw new IOException($"'{path}' is a file, not a folder for a run.");
        if ((Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) || !TryClaim(path))
            throw new IOException($"'{path}' already holds something, and nothing is overwritten: resume that run or choose another folder.");
        return new RunFolder(path);
    }

    /// <summary>Opens the folder of an existing run.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It has no <c>config.json</c>, so it is not a run's.</exception>
    public static RunFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) throw new DirectoryNotFoundException($"There is no folder '{path}'.");
        var folder = new RunFolder(path);
        return File.Exists(folder.ConfigFile)
            ? folder
            : throw new FileNotFoundException($"'{path}' is not a run: it has no config.json.", folder.ConfigFile);
    }

    /// <summary>Writes <see cref="ConfigFile"/>. The versions that a former one names stay: they are those that the run was started with.</summary>
    /// <param name="config">The run's resolved options, versions and seed.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    public void WriteConfig(JsonObject config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (File.Exists(ConfigFile) && ReadConfig()["versions"] is { } versions)
        {
            config = config.DeepClone().AsObject();
            config["versions"] = versions.DeepClone();
        }

        AtomicFile.WriteText(ConfigFile, config.ToJsonString(OptionsJson.Format) + "\n");
    }

    /// <summary>Reads <see cref="ConfigFile"/>.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="FormatException">It is not a JSON object.</exception>
    public JsonObject ReadConfig() => ReadObject(ConfigFile);

    /// <summary>Reads <see cref="SummaryFile"/>.</summary>
    /// <returns>The summary, or <see langword="null"/> where the run has not written one yet.</returns>
    /// <exception cref="FormatException">It is not a summary.</exception>
    public RunSummary? ReadSummary() => File.Exists(SummaryFile) ? RunSummary.Parse(File.ReadAllText(SummaryFile), SummaryFile) : null;

    /// <summary>Keeps other processes from training in this folder until the result is disposed or the process ends.</summary>
    /// <exception cref="IOException">Another process is training in it.</exception>
    public IDisposable Lock() => FolderLock.Take(Root, $"Another process is training in '{Root}'.");

    /// <summary>An id such as <c>ALE/Pong-v5</c> as the name of one folder.</summary>
    /// <exception cref="ArgumentException">Nothing is left of the name.</exception>
    public static string FileName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<char> characters = name.ToCharArray();
        foreach (ref char character in characters)
        {
            if (character is '/' or '\\' or ':' || Array.IndexOf(Path.GetInvalidFileNameChars(), character) >= 0) character = '-';
        }

        string safe = characters.ToString();
        return safe.Trim('.').Length == 0 ? throw new ArgumentException($"'{name}' can't be the name of a folder.", nameof(name)) : safe;
    }

    private static JsonObject ReadObject(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new FormatException($"'{path}' is not a JSON object.");
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw new FormatException($"'{path}' is not valid JSON: {exception.Message}", exception);
        }
    }

    private static bool TryClaim(string path)
    {
        Directory.CreateDirectory(path);
        string claim = Path.Combine(path, FolderLock.FileName);
        try
        {
            new FileStream(claim, FileMode.CreateNew).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(claim))
        {
            return false;
        }
    }
}
