namespace Bellman.Core;

/// <summary>
/// The container that checkpoints and models share. Little-endian:
/// <code>
/// "BELLMAN\n"  u32 version  string kind
/// entries:     u8 type (1..8)  string name  u64 byte length  bytes
/// end:         u8 0            32 bytes SHA-256 of all before
/// </code>
/// A string is a u32 byte length and UTF-8. Nothing in the container depends on a clock, so equal entries are equal files.
/// </summary>
internal static class CheckpointFormat
{
    public const uint Version = 1;
    public const byte End = 0;
    public const int HashBytes = 32;

    /// <summary>The most bytes in a file: a reader holds it as one array.</summary>
    public static long LargestFile => Array.MaxLength;

    public static ReadOnlySpan<byte> Magic => "BELLMAN\n"u8;
}
