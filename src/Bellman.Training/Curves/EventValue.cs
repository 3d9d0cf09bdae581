using System.Buffers.Binary;

namespace Bellman.Training;

/// <summary>One value of an event: a scalar or a histogram under a name.</summary>
internal readonly ref struct EventValue
{
    /// <summary>The name, in UTF-8.</summary>
    public ReadOnlySpan<byte> Tag { get; private init; }

    /// <summary>The number; <see langword="null"/> where the value is none.</summary>
    public double? Scalar { get; private init; }

    /// <summary>The <c>HistogramProto</c> message; empty where the value is none.</summary>
    public ReadOnlySpan<byte> Histogram { get; private init; }

    /// <summary>Reads a <c>Summary.Value</c> message. TensorFlow 2 writes scalars as tensors without dimensions.</summary>
    public static EventValue Read(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> tag = default, histogram = default;
        double? scalar = null;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1) tag = reader.Bytes;
            else if (reader.Field == 2) scalar = reader.Single;
            else if (reader.Field == 5) histogram = reader.Bytes;
            else if (reader.Field == 8) scalar = Tensor(reader.Bytes);
        }

        return new EventValue { Tag = tag, Scalar = scalar, Histogram = histogram };
    }

    /// <summary>The only number of a <c>TensorProto</c>: float is type 1, double type 2; the number is packed, or the tensor's bytes.</summary>
    private static double? Tensor(ReadOnlySpan<byte> message)
    {
        long type = 0;
        ReadOnlySpan<byte> bytes = default;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1) type = reader.Int64;
            else if (reader.Field is 4 or 5 or 6) bytes = reader.Bytes;
        }

        return (type, bytes.Length) switch
        {
            (1, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            (2, 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            _ => null,
        };
    }
}
