namespace Bellman.Numerics;

/// <summary>The vector widths that kernels exist for.</summary>
internal enum SimdWidth
{
    /// <summary>4 elements; without vector hardware the runtime computes them one by one.</summary>
    Bits128,

    /// <summary>8 elements.</summary>
    Bits256,

    /// <summary>16 elements.</summary>
    Bits512,
}
