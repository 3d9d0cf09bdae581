using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// The innermost loops of convolutions: those of <see cref="ProductTiles{TSimd, TVector, TColumns, TStart, TFinish}"/> for operands that
/// tables locate. The table costs one more load a step, which hides behind sixteen multiply-adds.
/// </summary>
internal abstract unsafe class OffsetTiles<TSimd, TVector, TColumns, TStart, TFinish> : TileSteps<TSimd, TVector, TColumns, TStart, TFinish>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TColumns : struct, ITileColumns
    where TStart : struct, IProductStart
    where TFinish : struct, IProductFinish
{
    /// <summary>Computes a tile.</summary>
    /// <param name="tile">Its operands.</param>
    /// <param name="width">The number of columns: one or two vectors, or a multiple.</param>
    public static void Compute(OffsetTile* tile, int width)
    {
        for (int column = 0; column < width; column += TColumns.Two ? 2 * TSimd.Count : TSimd.Count)
        {
            if (TSimd.TileRows == 8)
            {
                Rows8(tile, 0, column * sizeof(float));
            }
            else
            {
                Rows4(tile, 0, column * sizeof(float));
                if (tile->Rows > 4)
                {
                    Rows4(tile, 4, column * sizeof(float));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows8(OffsetTile* tile, int first, nint column)
    {
        nint next = TSimd.Count * sizeof(float);
        byte* a0 = (byte*)tile->A[first];
        byte* a1 = (byte*)tile->A[first + 1];
        byte* a2 = (byte*)tile->A[first + 2];
        byte* a3 = (byte*)tile->A[first + 3];
        byte* a4 = (byte*)tile->A[first + 4];
        byte* a5 = (byte*)tile->A[first + 5];
        byte* a6 = (byte*)tile->A[first + 6];
        byte* a7 = (byte*)tile->A[first + 7];
        byte* c0 = (byte*)tile->C[first] + tile->Panel + column;
        byte* c1 = (byte*)tile->C[first + 1] + tile->Panel + column;
        byte* c2 = (byte*)tile->C[first + 2] + tile->Panel + column;
        byte* c3 = (byte*)tile->C[first + 3] + tile->Panel + column;
        byte* c4 = (byte*)tile->C[first + 4] + tile->Panel + column;
        byte* c5 = (byte*)tile->C[first + 5] + tile->Panel + column;
        byte* c6 = (byte*)tile->C[first + 6] + tile->Panel + column;
        byte* c7 = (byte*)tile->C[first + 7] + tile->Panel + column;
        byte* bias = (byte*)tile->Bias + tile->Panel + column;
        TVector sum00 = Start(bias, c0);
        TVector sum01 = StartSecond(bias + next, c0 + next);
        TVector sum10 = Start(bias, c1);
        TVector sum11 = StartSecond(bias + next, c1 + next);
        TVector sum20 = Start(bias, c2);
        TVector sum21 = StartSecond(bias + next, c2 + next);
        TVector sum30 = Start(bias, c3);
        TVector sum31 = StartSecond(bias + next, c3 + next);
        TVector sum40 = Start(bias, c4);
        TVector sum41 = StartSecond(bias + next, c4 + next);
        TVector sum50 = Start(bias, c5);
        TVector sum51 = StartSecond(bias + next, c5 + next);
        TVector sum60 = Start(bias, c6);
        TVector sum61 = StartSecond(bias + next, c6 + next);
        TVector sum70 = Start(bias, c7);
        TVector sum71 = StartSecond(bias + next, c7 + next);
        nint bStep = tile->BStride;
        nint* end = tile->Offsets + tile->Depth;
        for (int outer = 0; outer < tile->Outer; outer++)
        {
            for (int inner = 0; inner < tile->Inner; inner++)
            {
                nint run = (outer * tile->OuterA) + (inner * tile->InnerA);
                byte* b = tile->B + column + (outer * tile->OuterB) + (inner * tile->InnerB);
                for (nint* offset = tile->Offsets; offset < end; offset++)
                {
                    nint at = run + *offset;
                    TVector b0 = Load(b);
                    TVector b1 = TColumns.Two ? Load(b + next) : default;
                    TVector x = Broadcast(a0 + at);
                    sum00 = TSimd.FusedMultiplyAdd(x, b0, sum00);
                    sum01 = Second(x, b1, sum01);
                    x = Broadcast(a1 + at);
                    sum10 = TSimd.FusedMultiplyAdd(x, b0, sum10);
                    sum11 = Second(x, b1, sum11);
                    x = Broadcast(a2 + at);
                    sum20 = TSimd.FusedMultiplyAdd(x, b0, sum20);
                    sum21 = Second(x, b1, sum21);
                    x = Broadcast(a3 + at);
                    sum30 = TSimd.FusedMultiplyAdd(x, b0, sum30);
                    sum31 = Second(x, b1, sum31);
                    x = Broadcast(a4 + at);
                    sum40 = TSimd.FusedMultiplyAdd(x, b0, sum40);
                    sum41 = Second(x, b1, sum41);
                    x = Broadcast(a5 + at);
                    sum50 = TSimd.FusedMultiplyAdd(x, b0, sum50);
                    sum51 = Second(x, b1, sum51);
                    x = Broadcast(a6 + at);
                    sum60 = TSimd.FusedMultiplyAdd(x, b0, sum60);
                    sum61 = Second(x, b1, sum61);
                    x = Broadcast(a7 + at);
                    sum70 = TSimd.FusedMultiplyAdd(x, b0, sum70);
                    sum71 = Second(x, b1, sum71);
                    b += bStep;
                }
            }
        }

        nint factor = tile->FactorOffset;
        TVector slope = TSimd.Broadcast(tile->Slope);
        Finish(sum00, c0, factor, slope);
        FinishSecond(sum01, c0 + next, factor, slope);
        Finish(sum10, c1, factor, slope);
        FinishSecond(sum11, c1 + next, factor, slope);
        Finish(sum20, c2, factor, slope);
        FinishSecond(sum21, c2 + next, factor, slope);
        Finish(sum30, c3, factor, slope);
        FinishSecond(sum31, c3 + next, factor, slope);
        Finish(sum40, c4, factor, slope);
        FinishSecond(sum41, c4 + next, factor, slope);
        Finish(sum50, c5, factor, slope);
        FinishSecond(sum51, c5 + next, factor, slope);
        Finish(sum60, c6, factor, slope);
        FinishSecond(sum61, c6 + next, factor, slope);
        Finish(sum70, c7, factor, slope);
        FinishSecond(sum71, c7 + next, factor, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4(OffsetTile* tile, int first, nint column)
    {
        nint next = TSimd.Count * sizeof(float);
        byte* a0 = (byte*)tile->A[first];
        byte* a1 = (byte*)tile->A[first + 1];
        byte* a2 = (byte*)tile->A[first + 2];
        byte* a3 = (byte*)tile->A[first + 3];
        byte* c0 = (byte*)tile->C[first] + tile->Panel + column;
        byte* c1 = (byte*)tile->C[first + 1] + tile->Panel + column;
        byte* c2 = (byte*)tile->C[first + 2] + tile->Panel + column;
        byte* c3 = (byte*)tile->C[first + 3] + tile->Panel + column;
        byte* bias = (byte*)tile->Bias + tile->Panel + column;
        TVector sum00 = Start(bias, c0);
        TVector sum01 = StartSecond(bias + next, c0 + next);
        TVector sum10 = Start(bias, c1);
        TVector sum11 = StartSecond(bias + next, c1 + next);
        TVector sum20 = Start(bias, c2);
        TVector sum21 = StartSecond(bias + next, c2 + next);
        TVector sum30 = Start(bias, c3);
        TVector sum31 = StartSecond(bias + next, c3 + next);
        nint bStep = tile->BStride;
        nint* end = tile->Offsets + tile->Depth;
        for (int outer = 0; outer < tile->Outer; outer++)
        {
            for (int inner = 0; inner < tile->Inner; inner++)
            {
                nint run = (outer * tile->OuterA) + (inner * tile->InnerA);
                byte* b = tile->B + column + (outer * tile->OuterB) + (inner * tile->InnerB);
                for (nint* offset = tile->Offsets; offset < end; offset++)
                {
                    nint at = run + *offset;
                    TVector b0 = Load(b);
                    TVector b1 = TColumns.Two ? Load(b + next) : default;
                    TVector x = Broadcast(a0 + at);
                    sum00 = TSimd.FusedMultiplyAdd(x, b0, sum00);
                    sum01 = Second(x, b1, sum01);
                    x = Broadcast(a1 + at);
                    sum10 = TSimd.FusedMultiplyAdd(x, b0, sum10);
                    sum11 = Second(x, b1, sum11);
                    x = Broadcast(a2 + at);
                    sum20 = TSimd.FusedMultiplyAdd(x, b0, sum20);
                    sum21 = Second(x, b1, sum21);
                    x = Broadcast(a3 + at);
                    sum30 = TSimd.FusedMultiplyAdd(x, b0, sum30);
                    sum31 = Second(x, b1, sum31);
                    b += bStep;
                }
            }
        }

        nint factor = tile->FactorOffset;
        TVector slope = TSimd.Broadcast(tile->Slope);
        Finish(sum00, c0, factor, slope);
        FinishSecond(sum01, c0 + next, factor, slope);
        Finish(sum10, c1, factor, slope);
        FinishSecond(sum11, c1 + next, factor, slope);
        Finish(sum20, c2, factor, slope);
        FinishSecond(sum21, c2 + next, factor, slope);
        Finish(sum30, c3, factor, slope);
        FinishSecond(sum31, c3 + next, factor, slope);
    }
}
