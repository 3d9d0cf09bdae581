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

    /// <summary>The options that the run was started with.</summary>
    /// <exception cref="IOException">Its configuration can't be read or is damaged.</exception>
    public static RunOptions Options(RunFolder folder)
    {
        try
        {
            RunOptions options = RunOptionsJson.Read(RunOptionsJson.Parse(File.ReadAllText(folder.ConfigFile), folder.ConfigFile));
            return options.Seed is null ? throw new FormatException("it names no seed.") : options;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new IOException($"The run's configuration '{folder.ConfigFile}' can't be used: {exception.Message}", exception);
        }
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
