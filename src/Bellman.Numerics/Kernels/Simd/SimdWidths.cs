using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Knows the widest vectors of the machine.</summary>
internal static class SimdWidths
{
    /// <summary>The widest that the machine has in hardware. The compiler knows the answer and drops the other branches.</summary>
    public static SimdWidth Native =>
        Vector512.IsHardwareAccelerated ? SimdWidth.Bits512 : Vector256.IsHardwareAccelerated ? SimdWidth.Bits256 : SimdWidth.Bits128;
}
