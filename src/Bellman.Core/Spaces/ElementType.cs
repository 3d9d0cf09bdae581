namespace Bellman.Core;

/// <summary>
/// What the numbers of a <see cref="Box"/> are. Rows hold floats in any case; the type decides how values are drawn and
/// which are contained, and lets pixels be stored as bytes.
/// </summary>
public enum ElementType
{
    /// <summary>Single-precision numbers.</summary>
    Single,

    /// <summary>Double-precision numbers, rounded to floats in rows.</summary>
    Double,

    /// <summary>Integers from 0 to 255, such as pixels.</summary>
    Byte,

    /// <summary>Integers from -128 to 127.</summary>
    SByte,

    /// <summary>16-bit integers.</summary>
    Int16,

    /// <summary>32-bit integers; bounds within 2^24 of zero, where a float is exact.</summary>
    Int32,

    /// <summary>64-bit integers; bounds within 2^24 of zero, where a float is exact.</summary>
    Int64,
}
