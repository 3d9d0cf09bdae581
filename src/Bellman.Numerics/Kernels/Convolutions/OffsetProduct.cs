using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Computes an <see cref="OffsetTile"/> for the columns of one panel with the widest vectors there are.</summary>
internal static unsafe class OffsetProduct
{
    public static void Compute<TStart, TFinish>(OffsetTile* tile, int panel, SimdWidth width)
        where TStart : struct, IProductStart
        where TFinish : struct, IProductFinish
    {
        switch (width)
        {
            case SimdWidth.Bits512 when panel == PanelLayout.Width:
                OffsetTiles<Simd512, Vector512<float>, TileColumns.Two, TStart, TFinish>.Compute(tile, panel);
                break;
            case SimdWidth.Bits512:
                OffsetTiles<Simd512, Vector512<float>, TileColumns.One, TStart, TFinish>.Compute(tile, panel);
                break;
            case SimdWidth.Bits256:
                OffsetTiles<Simd256, Vector256<float>, TileColumns.Two, TStart, TFinish>.Compute(tile, panel);
                break;
            default:
                OffsetTiles<Simd128, Vector128<float>, TileColumns.Two, TStart, TFinish>.Compute(tile, panel);
                break;
        }
    }

    /// <summary>Computes a tile whose sums begin at zero and are multiplied by the derivative of a function.</summary>
    public static void ComputeDerivative(ActivationKind activation, OffsetTile* tile, int panel, SimdWidth width)
    {
        switch (activation)
        {
            case ActivationKind.ReLU:
                Compute<ProductStart.AtZero, ProductFinish.ReLUDerivative>(tile, panel, width);
                break;
            case ActivationKind.Tanh:
                Compute<ProductStart.AtZero, ProductFinish.TanhDerivative>(tile, panel, width);
                break;
            case ActivationKind.Sigmoid:
                Compute<ProductStart.AtZero, ProductFinish.SigmoidDerivative>(tile, panel, width);
                break;
            case ActivationKind.LeakyReLU:
                Compute<ProductStart.AtZero, ProductFinish.LeakyReLUDerivative>(tile, panel, width);
                break;
            default:
                Compute<ProductStart.AtZero, ProductFinish.Plain>(tile, panel, width);
                break;
        }
    }
}
