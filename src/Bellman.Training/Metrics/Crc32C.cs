using System.Buffers.Binary;
using System.Numerics;

namespace Bellman.Training;

/// <summary>The checksum of TensorFlow's record files: CRC-32C (Castagnoli), masked so that a record can hold checksums itself.</summary>
internal static class Crc32C
{
    /// <summary>CRC-32C as RFC 3720 has it; of the ASCII digits 1 to 9 it is 0xE3069283.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>The checksum rotated right by 15 bits, plus 0xA282EAD8.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => uint.RotateRight(Of(bytes), 15) + 0xA282EAD8u;
}
