using Microsoft.Win32.SafeHandles;

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
        using Opened opened = Open();
        return opened.Read(at, into);
    }

    /// <summary>Opens the files, for readings at several places.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public Opened Open()
    {
        var files = new List<SafeFileHandle>();
        foreach (string path in paths)
        {
            if (File.Exists(path)) files.Add(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }

        return new Opened(files);
    }

    private static long LengthOf(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? info.Length : 0;
    }

    /// <summary>The files while they are open.</summary>
    public sealed class Opened(List<SafeFileHandle> files) : IDisposable
    {
        private readonly long[] _lengths = [.. files.Select(RandomAccess.GetLength)];

        /// <summary>The bytes of all together, when they were opened.</summary>
        public long Length => _lengths.Sum();

        /// <inheritdoc cref="GrowingFiles.Read"/>
        public int Read(long at, Span<byte> into)
        {
            for (int i = 0; i < files.Count; at -= _lengths[i++])
            {
                if (at < _lengths[i]) return RandomAccess.Read(files[i], into, at);
            }

            return 0;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (SafeFileHandle file in files) file.Dispose();
        }
    }
}
