namespace Bellman.Core;

/// <summary>The element type of a checkpoint's entry; the numbers are part of the file format.</summary>
internal enum EntryType : byte
{
    Boolean = 1,
    Byte = 2,
    Int32 = 3,
    Int64 = 4,
    UInt64 = 5,
    Single = 6,
    Double = 7,
    Text = 8,
}
