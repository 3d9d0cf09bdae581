namespace Bellman.Core;

/// <summary>
/// A file that is being written beside its target, which it replaces when it is complete and not before: the target is either the new file or, when
/// something failed or <see cref="Commit"/> was not called, still the old one.
/// </summary>
public sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private bool _open = true;

    /// <summary>Begins a file; its folder is created where it is missing.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="IOException">The folder cannot be written to, or the path is a folder.</exception>
    public PendingFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path)) throw new IOException($"'{path}' is a folder, where a file is to be written.");
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _temporary = _path + ".tmp";
        try
        {
            Stream = new FileStream(_temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (FileNotFoundException exception)
        {
            // What the system says of a place in which no file can be made.
            throw new IOException($"'{path}' can't be written: there can be no file in that folder.", exception);
        }
    }

    /// <summary>Where the content goes; it can be gone back in.</summary>
    public FileStream Stream { get; }

    /// <summary>Flushes the file to the disk and puts it in its place.</summary>
    /// <exception cref="IOException">The disk is full or the target cannot be replaced; it then stands as it was.</exception>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _open = false;
    }

    /// <summary>Takes an uncommitted file away.</summary>
    public void Dispose()
    {
        if (!_open) return;
        _open = false;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // On a full disk what was still in memory can't be written; the file is taken away all the same.
        }

        try
        {
            File.Delete(_temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report; a left-over temporary file does no harm and is overwritten next time.
        }
    }
}
