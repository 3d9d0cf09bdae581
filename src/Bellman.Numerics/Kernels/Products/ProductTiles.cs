using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// The innermost loops of all matrix products: sums of some rows by two vectors of columns (or one) are held in registers while
/// the depth runs by. Each step loads two vectors of B and, for each row, one number of A that meets both. Eight rows keep
/// sixteen fused multiply-adds under way, more than the eight that cover a latency of four at two a cycle; each sum takes its
/// terms in order whatever the tile.
/// </summary>
internal abstract unsafe class ProductTiles<TSimd, TVector, TColumns, TStart, TFinish> : TileSteps<TSimd, TVector, TColumns, TStart, TFinish>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TColumns : struct, ITileColumns
    where TStart : struct, IProductStart
    where TFinish : struct, IProductFinish
{
    /// <summary>Computes one panel.</summary>
    /// <param name="tile">The strides.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The number of columns, a multiple of the tile's.</param>
    /// <param name="a">The first row of A.</param>
    /// <param name="b">The panel of B.</param>
    /// <param name="c">The panel of C.</param>
    /// <param name="bias">The starting values of the panel's columns, where there are any.</param>
    public static void Panel(TileArguments* tile, int rows, int width, float* a, float* b, float* c, float* bias)
    {
        for (int column = 0; column < width; column += TColumns.Two ? 2 * TSimd.Count : TSimd.Count)
        {
            byte* aRow = (byte*)a;
            byte* cRow = (byte*)(c + column);
            byte* bColumn = (byte*)(b + column);
            byte* biasColumn = (byte*)(bias + column);
            int done = 0;
            if (TSimd.TileRows == 8)
            {
                done = Rows8(tile, rows, aRow, bColumn, cRow, biasColumn);
            }

            if (done < rows)
            {
                done += Rows4(tile, rows - done, aRow + (done * tile->ARowStride), bColumn, cRow + (done * tile->CStride), biasColumn);
            }

            if (done < rows)
            {
                Rows3(tile, rows - done, aRow + (done * tile->ARowStride), bColumn, cRow + (done * tile->CStride), biasColumn);
            }
        }
    }

    /// <summary>Tiles of eight rows and one or two vectors.</summary>
    /// <returns>The number of rows done: the largest multiple of 8 in <paramref name="rows"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Rows8(TileArguments* tile, int rows, byte* a, byte* b, byte* c, byte* bias)
    {
        nint next = TSimd.Count * sizeof(float);
        nint aRow = tile->ARowStride;
        nint aDepth = tile->ADepthStride;
        nint bStep = tile->BStride;
        nint cRow = tile->CStride;
        nint factor = tile->FactorOffset;
        int depth = tile->Depth;
        TVector slope = TSimd.Broadcast(tile->Slope);
        int row = 0;
        for (; row + 8 <= rows; row += 8)
        {
            TVector sum00 = Start(bias, c);
            TVector sum01 = StartSecond(bias + next, c + next);
            TVector sum10 = Start(bias, c + cRow);
            TVector sum11 = StartSecond(bias + next, c + cRow + next);
            TVector sum20 = Start(bias, c + (2 * cRow));
            TVector sum21 = StartSecond(bias + next, c + (2 * cRow) + next);
            TVector sum30 = Start(bias, c + (3 * cRow));
            TVector sum31 = StartSecond(bias + next, c + (3 * cRow) + next);
            TVector sum40 = Start(bias, c + (4 * cRow));
            TVector sum41 = StartSecond(bias + next, c + (4 * cRow) + next);
            TVector sum50 = Start(bias, c + (5 * cRow));
            TVector sum51 = StartSecond(bias + next, c + (5 * cRow) + next);
            TVector sum60 = Start(bias, c + (6 * cRow));
            TVector sum61 = StartSecond(bias + next, c + (6 * cRow) + next);
            TVector sum70 = Start(bias, c + (7 * cRow));
            TVector sum71 = StartSecond(bias + next, c + (7 * cRow) + next);
            byte* a0 = a;
            byte* a4 = a + (4 * aRow);
            byte* bk = b;
            for (int k = 0; k < depth; k++)
            {
                TVector b0 = Load(bk);
                TVector b1 = TColumns.Two ? Load(bk + next) : default;
                TVector x = Broadcast(a0);
                sum00 = TSimd.FusedMultiplyAdd(x, b0, sum00);
                sum01 = Second(x, b1, sum01);
                x = Broadcast(a0 + aRow);
                sum10 = TSimd.FusedMultiplyAdd(x, b0, sum10);
                sum11 = Second(x, b1, sum11);
                x = Broadcast(a0 + (2 * aRow));
                sum20 = TSimd.FusedMultiplyAdd(x, b0, sum20);
                sum21 = Second(x, b1, sum21);
                x = Broadcast(a0 + (3 * aRow));
                sum30 = TSimd.FusedMultiplyAdd(x, b0, sum30);
                sum31 = Second(x, b1, sum31);
                x = Broadcast(a4);
                sum40 = TSimd.FusedMultiplyAdd(x, b0, sum40);
                sum41 = Second(x, b1, sum41);
                x = Broadcast(a4 + aRow);
                sum50 = TSimd.FusedMultiplyAdd(x, b0, sum50);
                sum51 = Second(x, b1, sum51);
                x = Broadcast(a4 + (2 * aRow));
                sum60 = TSimd.FusedMultiplyAdd(x, b0, sum60);
                sum61 = Second(x, b1, sum61);
                x = Broadcast(a4 + (3 * aRow));
                sum70 = TSimd.FusedMultiplyAdd(x, b0, sum70);
                sum71 = Second(x, b1, sum71);
                a0 += aDepth;
                a4 += aDepth;
                bk += bStep;
            }

            Finish(sum00, c, factor, slope);
            FinishSecond(sum01, c + next, factor, slope);
            Finish(sum10, c + cRow, factor, slope);
            FinishSecond(sum11, c + cRow + next, factor, slope);
            Finish(sum20, c + (2 * cRow), factor, slope);
            FinishSecond(sum21, c + (2 * cRow) + next, factor, slope);
            Finish(sum30, c + (3 * cRow), factor, slope);
            FinishSecond(sum31, c + (3 * cRow) + next, factor, slope);
            Finish(sum40, c + (4 * cRow), factor, slope);
            FinishSecond(sum41, c + (4 * cRow) + next, factor, slope);
            Finish(sum50, c + (5 * cRow), factor, slope);
            FinishSecond(sum51, c + (5 * cRow) + next, factor, slope);
            Finish(sum60, c + (6 * cRow), factor, slope);
            FinishSecond(sum61, c + (6 * cRow) + next, factor, slope);
            Finish(sum70, c + (7 * cRow), factor, slope);
            FinishSecond(sum71, c + (7 * cRow) + next, factor, slope);
            a += 8 * aRow;
            c += 8 * cRow;
        }

        return row;
    }

    /// <summary>Tiles of four rows and one or two vectors.</summary>
    /// <returns>The number of rows done: the largest multiple of 4 in <paramref name="rows"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Rows4(TileArguments* tile, int rows, byte* a, byte* b, byte* c, byte* bias)
    {
        nint next = TSimd.Count * sizeof(float);
        nint aRow = tile->ARowStride;
        nint aDepth = tile->ADepthStride;
        nint bStep = tile->BStride;
        nint cRow = tile->CStride;
        nint factor = tile->FactorOffset;
        int depth = tile->Depth;
        TVector slope = TSimd.Broadcast(tile->Slope);
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            TVector sum00 = Start(bias, c);
            TVector sum01 = StartSecond(bias + next, c + next);
            TVector sum10 = Start(bias, c + cRow);
            TVector sum11 = StartSecond(bias + next, c + cRow + next);
            TVector sum20 = Start(bias, c + (2 * cRow));
            TVector sum21 = StartSecond(bias + next, c + (2 * cRow) + next);
            TVector sum30 = Start(bias, c + (3 * cRow));
            TVector sum31 = StartSecond(bias + next, c + (3 * cRow) + next);
            byte* a0 = a;
            byte* bk = b;
            for (int k = 0; k < depth; k++)
            {
                TVector b0 = Load(bk);
                TVector b1 = TColumns.Two ? Load(bk + next) : default;
                TVector x = Broadcast(a0);
                sum00 = TSimd.FusedMultiplyAdd(x, b0, sum00);
                sum01 = Second(x, b1, sum01);
                x = Broadcast(a0 + aRow);
                sum10 = TSimd.FusedMultiplyAdd(x, b0, sum10);
                sum11 = Second(x, b1, sum11);
                x = Broadcast(a0 + (2 * aRow));
                sum20 = TSimd.FusedMultiplyAdd(x, b0, sum20);
                sum21 = Second(x, b1, sum21);
                x = Broadcast(a0 + (3 * aRow));
                sum30 = TSimd.FusedMultiplyAdd(x, b0, sum30);
                sum31 = Second(x, b1, sum31);
                a0 += aDepth;
                bk += bStep;
            }

            Finish(sum00, c, factor, slope);
            FinishSecond(sum01, c + next, factor, slope);
            Finish(sum10, c + cRow, factor, slope);
            FinishSecond(sum11, c + cRow + next, factor, slope);
            Finish(sum20, c + (2 * cRow), factor, slope);
            FinishSecond(sum21, c + (2 * cRow) + next, factor, slope);
            Finish(sum30, c + (3 * cRow), factor, slope);
            FinishSecond(sum31, c + (3 * cRow) + next, factor, slope);
            a += 4 * aRow;
            c += 4 * cRow;
        }

        return row;
    }

    /// <summary>
    /// A tile of one to three rows and one or two vectors. A single row's sums would wait for each other's latency, so that three cost no more;
    /// rows that are not there repeat the one before and are not stored.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows3(TileArguments* tile, int rows, byte* a, byte* b, byte* c, byte* bias)
    {
        nint next = TSimd.Count * sizeof(float);
        nint aDepth = tile->ADepthStride;
        nint bStep = tile->BStride;
        nint factor = tile->FactorOffset;
        int depth = tile->Depth;
        TVector slope = TSimd.Broadcast(tile->Slope);
        nint a1 = rows > 1 ? tile->ARowStride : 0;
        nint a2 = rows > 2 ? 2 * tile->ARowStride : a1;
        byte* c1 = rows > 1 ? c + tile->CStride : c;
        byte* c2 = rows > 2 ? c1 + tile->CStride : c1;
        TVector sum00 = Start(bias, c);
        TVector sum01 = StartSecond(bias + next, c + next);
        TVector sum10 = Start(bias, c1);
        TVector sum11 = StartSecond(bias + next, c1 + next);
        TVector sum20 = Start(bias, c2);
        TVector sum21 = StartSecond(bias + next, c2 + next);
        for (int k = 0; k < depth; k++)
        {
            TVector b0 = Load(b);
            TVector b1 = TColumns.Two ? Load(b + next) : default;
            TVector x = Broadcast(a);
            sum00 = TSimd.FusedMultiplyAdd(x, b0, sum00);
            sum01 = Second(x, b1, sum01);
            x = Broadcast(a + a1);
            sum10 = TSimd.FusedMultiplyAdd(x, b0, sum10);
            sum11 = Second(x, b1, sum11);
            x = Broadcast(a + a2);
            sum20 = TSimd.FusedMultiplyAdd(x, b0, sum20);
            sum21 = Second(x, b1, sum21);
            a += aDepth;
            b += bStep;
        }

        Finish(sum00, c, factor, slope);
        FinishSecond(sum01, c + next, factor, slope);
        if (rows > 1)
        {
            Finish(sum10, c1, factor, slope);
            FinishSecond(sum11, c1 + next, factor, slope);
        }

        if (rows > 2)
        {
            Finish(sum20, c2, factor, slope);
            FinishSecond(sum21, c2 + next, factor, slope);
        }
    }
}
