using System.Diagnostics;

namespace Bellman.Training;

/// <summary>
/// A file that only grows, such as a table of progress. What is appended is handed on to the operating system about once a second, so that
/// others can follow; a resumed training cuts it back to the length that its checkpoint knows.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="open">Opens it for reading its length and for writing; tests put a disk that gets full there.</param>
internal sealed class AppendFile(string path, Func<string, Stream>? open = null) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private Stream? _stream;
    private int _used;
    private long _flushed;
    private long _flushedAt;

    public bool IsOpen => _stream is not null;

    /// <summary>The length with what is still in memory.</summary>
    public long Length => _flushed + _used;

    /// <summary>Opens the file and forgets what is beyond the first bytes.</summary>
    /// <param name="keep">How many bytes stay; 0 for a new file.</param>
    public void Open(long keep)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Stream stream = (open ?? OpenFile)(path);
        try
        {
            if (stream.Length > keep) stream.SetLength(keep);
            _flushed = stream.Seek(0, SeekOrigin.End);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        _stream = stream;
        _flushedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Appends a whole row or record, at most 64 KiB.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used) Flush();
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
        if (Stopwatch.GetElapsedTime(_flushedAt).TotalSeconds >= 1) Flush();
    }

    /// <summary>Hands everything to the operating system. If that fails, the file still ends with a whole row.</summary>
    public void Flush()
    {
        if (_stream is null) return;
        int count = _used;
        _used = 0;
        _flushedAt = Stopwatch.GetTimestamp();
        try
        {
            _stream.Write(_buffer.AsSpan(0, count));
            _flushed += count;
        }
        catch (IOException)
        {
            CutOffRest();
            throw;
        }
    }

    public void Dispose()
    {
        if (_stream is null) return;
        try
        {
            Flush();
        }
        finally
        {
            _stream.Dispose();
            _stream = null;
        }
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void CutOffRest()
    {
        try
        {
            _stream!.SetLength(_flushed);
        }
        catch (IOException)
        {
            // The first failure is the one to report.
        }
    }
}
