namespace Bellman.Core;

/// <summary>Facts about element types.</summary>
internal static class ElementTypeExtensions
{
    /// <summary>Largest integer up to which every integer is exact in a float.</summary>
    public const int LargestExact = 1 << 24;

    public static bool IsInteger(this ElementType element) => element > ElementType.Double;

    public static float Smallest(this ElementType element) => element switch
    {
        ElementType.Byte => byte.MinValue,
        ElementType.SByte => sbyte.MinValue,
        ElementType.Int16 => short.MinValue,
        ElementType.Int32 or ElementType.Int64 => -LargestExact,
        _ => float.NegativeInfinity,
    };

    public static float Largest(this ElementType element) => element switch
    {
        ElementType.Byte => byte.MaxValue,
        ElementType.SByte => sbyte.MaxValue,
        ElementType.Int16 => short.MaxValue,
        ElementType.Int32 or ElementType.Int64 => LargestExact,
        _ => float.PositiveInfinity,
    };

    public static string NumPyName(this ElementType element) => element switch
    {
        ElementType.Single => "float32",
        ElementType.Double => "float64",
        ElementType.Byte => "uint8",
        ElementType.SByte => "int8",
        ElementType.Int16 => "int16",
        ElementType.Int32 => "int32",
        _ => "int64",
    };
}
