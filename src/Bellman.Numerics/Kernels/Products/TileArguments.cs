namespace Bellman.Numerics;

/// <summary>One panel of a <see cref="ProductArguments"/>, as the tile kernels take it.</summary>
/// <remarks>Strides are in bytes.</remarks>
internal unsafe struct TileArguments
{
    public int Depth;
    public nint ARowStride;
    public nint ADepthStride;
    public nint BStride;
    public nint CStride;

    /// <summary>The distance in bytes from an element of C to the same element of the finish's matrix.</summary>
    public nint FactorOffset;

    public float Slope;
}
