namespace Bellman.Training;

/// <summary>A folder that only one process at a time works in.</summary>
public static class FolderLock
{
    /// <summary>The name of the file in the folder that is held open meanwhile.</summary>
    public const string FileName = ".lock";

    /// <summary>Keeps other processes out until the result is disposed or the process ends.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="taken">What to say where another process holds it.</param>
    /// <exception cref="IOException">Another process holds it, or the folder is missing.</exception>
    public static IDisposable Take(string folder, string taken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            return new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException(taken, exception);
        }
    }
}
