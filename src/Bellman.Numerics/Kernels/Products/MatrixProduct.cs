using System.Runtime.Intrinsics;

namespace Bellman.Numerics;

/// <summary>Computes <see cref="ProductArguments"/> panel by panel with the widest vectors there are, large ones together with the calling thread's helpers.</summary>
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
        int shares = KernelThreads.Shares(2.0 * product->Rows * product->Columns * product->Depth, Panels(product));
        if (shares == 1)
        {
            Compute<TStart, TFinish>(product, 0, product->Columns, width);
            return;
        }

        var work = new PanelWork<TStart, TFinish> { Product = product, Width = width };
        KernelThreads.Run(shares, ref work);
    }

    private static int Panels(ProductArguments* product) => (product->Columns + PanelLayout.Width - 1) / PanelLayout.Width;

    /// <summary>Computes some panels.</summary>
    private static void Compute<TStart, TFinish>(ProductArguments* product, int first, int end, SimdWidth width)
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
        for (int column = first; column < end;)
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

    private struct PanelWork<TStart, TFinish> : IKernelWork
        where TStart : struct, IProductStart
        where TFinish : struct, IProductFinish
    {
        public ProductArguments* Product;
        public SimdWidth Width;

        public readonly void Do(KernelShare share)
        {
            int panels = Panels(Product);
            int end = Math.Min(share.End(panels) * PanelLayout.Width, Product->Columns);
            Compute<TStart, TFinish>(Product, share.First(panels) * PanelLayout.Width, end, Width);
        }
    }
}
