using System.Buffers.Binary;
using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// Writes an event file for TensorBoard: records in TensorFlow's framing (length, checksum of the length, content, checksum of the
/// content), each an <c>Event</c> message with the fields of <c>event.proto</c> and <c>summary.proto</c>. View it with <c>tensorboard
/// --logdir runs</c>. When a training is resumed, events beyond its checkpoint are cut off, so that none is there twice.
/// </summary>
public sealed class TensorBoardSink : IMetricSink
{
    /// <summary>The name of the event file; TensorBoard knows it by its middle part.</summary>
    public const string FileName = "events.out.tfevents.bellman";

    private readonly AppendFile _file;
    private readonly TimeProvider _time;
    private readonly ProtobufBuffer _event = new();
    private readonly ProtobufBuffer _summary = new();
    private readonly ProtobufBuffer _value = new();
    private readonly ProtobufBuffer _content = new();
    private readonly HistogramBuckets _buckets = new();
    private readonly byte[] _record = new byte[1 << 14];
    private long _keep;

    /// <summary>Creates the sink. The file is written with the first metric: anew, unless the training was resumed.</summary>
    /// <param name="folder">The folder for the event file; made where it is missing.</param>
    /// <param name="time">The clock that events are stamped with, for TensorBoard's time axis. Default: the system's.</param>
    public TensorBoardSink(string folder, TimeProvider? time = null)
        : this(folder, time, null)
    {
    }

    internal TensorBoardSink(string folder, TimeProvider? time, Func<string, Stream>? open)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _file = new AppendFile(Path.Combine(folder, FileName), open);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public void Scalar(string name, double value, long step)
    {
        _value.Clear();
        _value.String(1, name);
        _value.Single(2, (float)value);
        WriteValue(step);
    }

    /// <inheritdoc/>
    public void Histogram(string name, ReadOnlySpan<float> values, long step)
    {
        if (!_buckets.Fill(values)) return;
        _content.Clear();
        _content.Double(1, _buckets.Minimum);
        _content.Double(2, _buckets.Maximum);
        _content.Double(3, _buckets.Number);
        _content.Double(4, _buckets.Sum);
        _content.Double(5, _buckets.SumOfSquares);
        _content.Doubles(6, _buckets.Limits);
        _content.Doubles(7, _buckets.Counts);
        _value.Clear();
        _value.String(1, name);
        _value.Bytes(5, _content.Written);
        WriteValue(step);
    }

    /// <inheritdoc/>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("length", _file.IsOpen ? _file.Length : _keep);
    }

    /// <inheritdoc/>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _keep = reader.ReadInt64("length");
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Open()
    {
        _file.Open(_keep);
        if (_file.Length > 0) return;
        BeginEvent();
        _event.String(3, "brain.Event:2");
        WriteRecord(_event.Written);
    }

    private void WriteValue(long step)
    {
        if (!_file.IsOpen) Open();
        _summary.Clear();
        _summary.Bytes(1, _value.Written);
        BeginEvent();
        _event.Int64(2, step);
        _event.Bytes(5, _summary.Written);
        WriteRecord(_event.Written);
    }

    private void BeginEvent()
    {
        _event.Clear();
        _event.Double(1, (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
    }

    private void WriteRecord(ReadOnlySpan<byte> content)
    {
        int length = content.Length;
        Span<byte> record = _record.AsSpan(0, length + 16);
        BinaryPrimitives.WriteInt64LittleEndian(record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], Crc32C.Masked(record[..8]));
        content.CopyTo(record[12..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[(12 + length)..], Crc32C.Masked(content));
        _file.Append(record);
    }
}
