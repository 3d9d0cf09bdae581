namespace Bellman.Core;

/// <summary>Files that are never half written: everything goes to a temporary file beside the target, is flushed to the disk, and renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file as a whole: afterwards it is either the new one or, when something failed, still the old one.</summary>
    /// <param name="path">The file to create or replace; its folder is created where it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written to; the former file stands.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var file = new PendingFile(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Writes a text file as a whole, in UTF-8.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written to; the former file stands.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
