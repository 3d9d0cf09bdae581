namespace Bellman.Training;

/// <summary>
/// Files one behind the other as if they were one, which may grow while they are read. They are opened for each reading alone, and shared in every way, so that a
/// reader is never in a writer's way.
/// </summary>
internal sealed class GrowingFiles(IReadOnlyList<string> paths)
{
    /// <summary>The bytes of all together, as far as they are written. What is missing has none.</summary>
    public long Length => paths.Sum(LengthOf);

    /// <summary>Reads some bytes, at most up to the end of one of the files.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public int Read(long at, Span<byte> into)
    {
        foreach (string path in paths)
        {
            long length = LengthOf(path);
            if (at >= length)
            {
                at -= length;
                continue;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return RandomAccess.Read(file.SafeFileHandle, into, at);
        }

        return 0;
    }

    private static long LengthOf(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? info.Length : 0;
    }
}
