using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Writes named values to a checkpoint or model file. Names are paths: <see cref="Section"/> adds a prefix for as long as its scope lasts.
/// The file is written atomically and ends in a checksum (<see cref="WriteFile"/>).
/// </summary>
public sealed class CheckpointWriter
{
    private readonly Stream _stream;
    private readonly IncrementalHash _hash;
    private readonly NameScope _scope = new();

    private long _room;

    private CheckpointWriter(Stream stream, IncrementalHash hash, long room)
    {
        _stream = stream;
        _hash = hash;
        _room = room;
    }

    /// <summary>Writes a whole file atomically.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="kind">What the file is, for instance <c>checkpoint</c> or <c>model</c>; reading asks for the same.</param>
    /// <param name="write">Writes the entries.</param>
    /// <exception cref="IOException">The file cannot be written or would be larger than can be read, 2 GB; a former one stands.</exception>
    public static void WriteFile(string path, string kind, Action<CheckpointWriter> write) =>
        AtomicFile.Write(path, stream => WriteStream(stream, kind, write));

    /// <summary>Writes the same bytes to a stream.</summary>
    /// <exception cref="IOException">They would be more than can be read, 2 GB.</exception>
    public static void WriteStream(Stream stream, string kind, Action<CheckpointWriter> write) =>
        WriteStream(stream, kind, write, CheckpointFormat.LargestFile);

    internal static void WriteStream(Stream stream, string kind, Action<CheckpointWriter> write, long largest)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new CheckpointWriter(stream, hash, largest - CheckpointFormat.HashBytes);
        writer.Put(CheckpointFormat.Magic);
        writer.PutUInt32(CheckpointFormat.Version);
        writer.PutText(kind);
        write(writer);
        writer.Put([CheckpointFormat.End]);
        stream.Write(hash.GetHashAndReset());
    }

    /// <summary>Prefixes the names of what is written until the result is disposed.</summary>
    public IDisposable Section(string name) => _scope.Enter(name);

    /// <summary>Writes one value.</summary>
    public void Write(string name, bool value) => Entry(EntryType.Boolean, name, [value ? (byte)1 : (byte)0]);

    /// <inheritdoc cref="Write(string, bool)"/>
    public void Write(string name, int value) => Write(name, [value]);

    /// <inheritdoc cref="Write(string, bool)"/>
    public void Write(string name, long value) => Write(name, [value]);

    /// <inheritdoc cref="Write(string, bool)"/>
    public void Write(string name, ulong value) => Entry(EntryType.UInt64, name, MemoryMarshal.AsBytes([value]));

    /// <inheritdoc cref="Write(string, bool)"/>
    public void Write(string name, float value) => Write(name, [value]);

    /// <inheritdoc cref="Write(string, bool)"/>
    public void Write(string name, double value) => Write(name, [value]);

    /// <inheritdoc cref="Write(string, bool)"/>
    public void Write(string name, string value) => Entry(EntryType.Text, name, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes an array.</summary>
    public void Write(string name, ReadOnlySpan<byte> values) => Entry(EntryType.Byte, name, values);

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public void Write(string name, ReadOnlySpan<int> values) => Entry(EntryType.Int32, name, MemoryMarshal.AsBytes(values));

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public void Write(string name, ReadOnlySpan<long> values) => Entry(EntryType.Int64, name, MemoryMarshal.AsBytes(values));

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public void Write(string name, ReadOnlySpan<float> values) => Entry(EntryType.Single, name, MemoryMarshal.AsBytes(values));

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public void Write(string name, ReadOnlySpan<double> values) => Entry(EntryType.Double, name, MemoryMarshal.AsBytes(values));

    /// <summary>Writes the state of a generator.</summary>
    public void Write(string name, Pcg64 rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        Span<byte> state = stackalloc byte[Pcg64.StateBytes];
        rng.WriteState(state);
        Write(name, (ReadOnlySpan<byte>)state);
    }

    private void Entry(EntryType type, string name, ReadOnlySpan<byte> bytes)
    {
        Put([(byte)type]);
        PutText(_scope.Full(name));
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)bytes.Length);
        Put(length);
        Put(bytes);
    }

    private void PutText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        PutUInt32((uint)bytes.Length);
        Put(bytes);
    }

    private void PutUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Put(bytes);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _room -= bytes.Length;
        if (_room < 0) throw new IOException("It would be larger than 2 GB, more than can be read again. A smaller replay buffer needs less.");
        _stream.Write(bytes);
        _hash.AppendData(bytes);
    }
}
