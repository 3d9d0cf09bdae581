using System.Text.Json.Nodes;
using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Opens a run folder that the user named.</summary>
internal static class OpenRun
{
    /// <summary>The folder.</summary>
    /// <exception cref="UsageException">There is no such folder, or it is not a run's.</exception>
    public static RunFolder Folder(string path)
    {
        try
        {
            return RunFolder.Open(path);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new UsageException($"There is no run folder '{path}'.{Nearby(path)}", exception);
        }
        catch (FileNotFoundException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }

    /// <summary>The options that a run was started with.</summary>
    /// <param name="file">Its configuration.</param>
    /// <exception cref="IOException">The configuration can't be read or is damaged.</exception>
    public static RunOptions Options(string file)
    {
        JsonObject? json = null;
        try
        {
            json = RunOptionsJson.Parse(File.ReadAllText(file), file);
            return RunOptionsJson.Read(json);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new IOException(Failure.About(file, exception) + OtherVersion(json), exception);
        }
    }

    /// <summary>What to do about a configuration that another version of the program wrote; nothing where this one did.</summary>
    private static string OtherVersion(JsonObject? json) =>
        (json?["versions"] as JsonObject)?["bellman"]?.ToString() is { } version && version != ProgramVersion.Bellman
            ? $" The run was made by Bellman {version}, this is {ProgramVersion.Bellman}: use that one, or a newer one."
            : "";

    /// <summary>The options of a configuration that the user named.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="UsageException">There is no such file, or what it says is not right.</exception>
    public static RunOptions GivenOptions(string file)
    {
        JsonObject json = GivenConfiguration(file, "--config");
        try
        {
            return RunOptionsJson.Read(json);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new UsageException(Failure.About(file, exception), exception);
        }
    }

    /// <summary>The content of a configuration that the user named.</summary>
    /// <param name="file">The file.</param>
    /// <param name="flag">The flag that named it.</param>
    /// <exception cref="UsageException">There is no such file, or it is not JSON.</exception>
    public static JsonObject GivenConfiguration(string file, string flag)
    {
        if (Directory.Exists(file)) throw new UsageException($"'{file}' is a folder; {flag} takes a file.");
        if (!File.Exists(file)) throw new UsageException($"There is no file '{file}'.");
        return Failure.OfUsage(() => RunOptionsJson.Parse(File.ReadAllText(file), file));
    }

    /// <summary>Names a run that is there, where the folder above has one.</summary>
    private static string Nearby(string path)
    {
        string? parent = Path.GetDirectoryName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar));
        if (parent is null || !Directory.Exists(parent)) return "";
        IEnumerable<string> runs = Directory.EnumerateDirectories(parent).Select(run => Path.GetFileName(run)!);
        return Numerics.NearestName.Suggestion(Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar)), runs);
    }
}
