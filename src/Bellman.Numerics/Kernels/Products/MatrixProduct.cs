using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Computes <see cref="ProductArguments"/> panel by panel with the widest vectors there are.</summary>
internal static unsafe class MatrixProduct
{
    public static void Compute<TStart, TFinish>(ProductArguments* product)
        where TStart : struct, IProductStart
        where TFinish : struct, IProductFinish =>
        Compute<TStart, TFinish>(product, SimdWidths.Native);

    public static void Compute<TStart, TFinish>(ProductArguments* product, SimdWidth width)
        where TStart : struct, IProductStart
        where TFinish : struct, IProductFinish
    {
        var tile = new TileArguments
        {
            Depth = product->Depth,
            ARowStride = product->ARowStride,
            ADepthStride = product->ADepthStride,
            FactorOffset = product->Factor == null ? 0 : (nint)((byte*)product->Factor - (byte*)product->C),
            Slope = product->Slope,
        };
        for (int column = 0; column < product->Columns;)
        {
            int panel = PanelLayout.WidthAt(column, product->Columns);
            tile.BStride = product->BStride == 0 ? panel * sizeof(float) : product->BStride;
            tile.CStride = product->CStride == 0 ? panel * sizeof(float) : product->CStride;
            float* b = product->B + (product->BStride == 0 ? (nint)column * product->Depth : column);
            float* c = product->C + (product->CStride == 0 ? (nint)column * product->Rows : column);
            Panel<TStart, TFinish>(&tile, product->Rows, panel, product->A, b, c, product->Bias + column, width);
            column += panel;
        }
    }

    private static void Panel<TStart, TFinish>(
        TileArguments* tile, int rows, int panel, float* a, float* b, float* c, float* bias, SimdWidth width)
        where TStart : struct, IProductStart
        where TFinish : struct, IProductFinish
    {
        switch (width)
        {
            case SimdWidth.Bits512 when panel == PanelLayout.Width:
                ProductTiles<Simd512, Vector512<float>, TileColumns.Two, TStart, TFinish>.Panel(tile, rows, panel, a, b, c, bias);
                break;
            case SimdWidth.Bits512:
                ProductTiles<Simd512, Vector512<float>, TileColumns.One, TStart, TFinish>.Panel(tile, rows, panel, a, b, c, bias);
                break;
            case SimdWidth.Bits256:
                ProductTiles<Simd256, Vector256<float>, TileColumns.Two, TStart, TFinish>.Panel(tile, rows, panel, a, b, c, bias);
                break;
            default:
                ProductTiles<Simd128, Vector128<float>, TileColumns.Two, TStart, TFinish>.Panel(tile, rows, panel, a, b, c, bias);
                break;
        }
    }
}
