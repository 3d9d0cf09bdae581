using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Reads what <see cref="CheckpointWriter"/> wrote. The whole file is checked when it is opened, so that a damaged one never reaches a training.
/// Every error is a <see cref="CheckpointFormatException"/> that names the file and the entry.
/// </summary>
public sealed class CheckpointReader
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (EntryType Type, int Offset, int Length)> _entries = new(StringComparer.Ordinal);
    private readonly NameScope _scope = new();
    private readonly string _file;

    private CheckpointReader(byte[] bytes, string file)
    {
        _bytes = bytes;
        _file = file;
    }

    /// <summary>Which of the kinds it is.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Opens and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kinds">The kinds of which it must be one.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CheckpointFormatException">It is damaged, or of another kind or version.</exception>
    public static CheckpointReader Open(string path, params ReadOnlySpan<string> kinds)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllBytes(path), path, kinds);
    }

    /// <summary>Reads the same from bytes in memory.</summary>
    /// <param name="bytes">The content of a file.</param>
    /// <param name="kind">The kind that it must be.</param>
    /// <param name="file">The name for error messages.</param>
    /// <exception cref="CheckpointFormatException">It is damaged, or of another kind or version.</exception>
    public static CheckpointReader Parse(byte[] bytes, string kind, string file)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Parse(bytes, file, [kind]);
    }

    /// <summary>Prefixes the names of what is read until the result is disposed.</summary>
    public IDisposable Section(string name) => _scope.Enter(name);

    /// <summary>Whether there is an entry of this name in the present section.</summary>
    public bool Contains(string name) => _entries.ContainsKey(_scope.Full(name));

    /// <summary>Reads one value.</summary>
    public bool ReadBoolean(string name) => Find(EntryType.Boolean, name, 1)[0] != 0;

    /// <inheritdoc cref="ReadBoolean"/>
    public int ReadInt32(string name) => MemoryMarshal.Read<int>(Find(EntryType.Int32, name, 4));

    /// <inheritdoc cref="ReadBoolean"/>
    public long ReadInt64(string name) => MemoryMarshal.Read<long>(Find(EntryType.Int64, name, 8));

    /// <inheritdoc cref="ReadBoolean"/>
    public ulong ReadUInt64(string name) => MemoryMarshal.Read<ulong>(Find(EntryType.UInt64, name, 8));

    /// <inheritdoc cref="ReadBoolean"/>
    public float ReadSingle(string name) => MemoryMarshal.Read<float>(Find(EntryType.Single, name, 4));

    /// <inheritdoc cref="ReadBoolean"/>
    public double ReadDouble(string name) => MemoryMarshal.Read<double>(Find(EntryType.Double, name, 8));

    /// <inheritdoc cref="ReadBoolean"/>
    public string ReadText(string name) => Encoding.UTF8.GetString(Find(EntryType.Text, name, null));

    /// <summary>Reads an array of whatever length it has.</summary>
    public byte[] ReadBytes(string name) => Find(EntryType.Byte, name, null).ToArray();

    /// <inheritdoc cref="ReadBytes"/>
    public float[] ReadSingles(string name) => MemoryMarshal.Cast<byte, float>(Find(EntryType.Single, name, null)).ToArray();

    /// <inheritdoc cref="ReadBytes"/>
    public double[] ReadDoubles(string name) => MemoryMarshal.Cast<byte, double>(Find(EntryType.Double, name, null)).ToArray();

    /// <summary>Reads an array into memory of exactly its length.</summary>
    public void Read(string name, Span<byte> destination) => Find(EntryType.Byte, name, destination.Length).CopyTo(destination);

    /// <inheritdoc cref="Read(string, Span{byte})"/>
    public void Read(string name, Span<int> destination) =>
        Find(EntryType.Int32, name, destination.Length * 4).CopyTo(MemoryMarshal.AsBytes(destination));

    /// <inheritdoc cref="Read(string, Span{byte})"/>
    public void Read(string name, Span<long> destination) =>
        Find(EntryType.Int64, name, destination.Length * 8).CopyTo(MemoryMarshal.AsBytes(destination));

    /// <inheritdoc cref="Read(string, Span{byte})"/>
    public void Read(string name, Span<float> destination) =>
        Find(EntryType.Single, name, destination.Length * 4).CopyTo(MemoryMarshal.AsBytes(destination));

    /// <inheritdoc cref="Read(string, Span{byte})"/>
    public void Read(string name, Span<double> destination) =>
        Find(EntryType.Double, name, destination.Length * 8).CopyTo(MemoryMarshal.AsBytes(destination));

    /// <summary>Restores the state of a generator.</summary>
    public void Read(string name, Pcg64 rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        ReadOnlySpan<byte> state = Find(EntryType.Byte, name, Pcg64.StateBytes);
        try
        {
            rng.ReadState(state);
        }
        catch (ArgumentException)
        {
            throw Fault($"its entry '{_scope.Full(name)}' is not the state of a generator.");
        }
    }

    /// <summary>An exception that names this file, for values which can be read but not be right.</summary>
    /// <param name="what">What is not right.</param>
    /// <param name="reason">What told of it. Default: nothing.</param>
    public CheckpointFormatException Fault(string what, Exception? reason = null) =>
        reason is null ? new($"{_file}: {what}") : new($"{_file}: {what}", reason);

    private static CheckpointReader Parse(byte[] bytes, string file, ReadOnlySpan<string> kinds)
    {
        var reader = new CheckpointReader(bytes, file);
        reader.Check(kinds);
        return reader;
    }

    private ReadOnlySpan<byte> Find(EntryType type, string name, int? length)
    {
        string full = _scope.Full(name);
        if (!_entries.TryGetValue(full, out var entry)) throw Fault($"it has no entry '{full}'.");
        if (entry.Type != type) throw Fault($"its entry '{full}' is of type {entry.Type}, not {type}.");
        if (length is { } needed && entry.Length != needed)
            throw Fault($"its entry '{full}' has {entry.Length} bytes, where {needed} are needed.");
        return _bytes.AsSpan(entry.Offset, entry.Length);
    }

    private void Check(ReadOnlySpan<string> kinds)
    {
        int end = _bytes.Length - CheckpointFormat.HashBytes;
        if (end < 0 || !_bytes.AsSpan().StartsWith(CheckpointFormat.Magic)) throw Fault("this is not a Bellman file.");
        if (!SHA256.HashData(_bytes.AsSpan(0, end)).AsSpan().SequenceEqual(_bytes.AsSpan(end)))
            throw Fault("the file is damaged: its checksum does not match its content.");
        int at = CheckpointFormat.Magic.Length;
        uint version = TakeUInt32(ref at);
        if (version != CheckpointFormat.Version)
            throw Fault($"it has format version {version}; this program reads version {CheckpointFormat.Version}. Use the Bellman that wrote it, or a newer one.");
        Kind = TakeText(ref at);
        if (!kinds.Contains(Kind)) throw Fault($"it is a {Kind} file, not a {string.Join(" or ", kinds)} file.");
        while (_bytes[at] != CheckpointFormat.End)
        {
            var type = (EntryType)_bytes[at++];
            string name = TakeText(ref at);
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at, 8));
            at += 8;
            _entries[name] = (type, at, length);
            at += length;
        }
    }

    private uint TakeUInt32(ref int at)
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at, 4));
        at += 4;
        return value;
    }

    private string TakeText(ref int at)
    {
        int length = (int)TakeUInt32(ref at);
        string text = Encoding.UTF8.GetString(_bytes, at, length);
        at += length;
        return text;
    }
}
