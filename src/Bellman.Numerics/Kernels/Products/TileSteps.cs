using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// The steps that tiles of sums are made of: one or two vectors of columns begin, take terms, and are finished. The classes of tiles derive
/// from it only to name the steps without all type arguments; nobody makes an instance.
/// </summary>
internal abstract unsafe class TileSteps<TSimd, TVector, TColumns, TStart, TFinish>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TColumns : struct, ITileColumns
    where TStart : struct, IProductStart
    where TFinish : struct, IProductFinish
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TVector Load(byte* address) => TSimd.Load((float*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TVector Broadcast(byte* address) => TSimd.Broadcast(*(float*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TVector Start(byte* bias, byte* c) => TStart.Start<TSimd, TVector>((float*)bias, (float*)c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TVector StartSecond(byte* bias, byte* c) => TColumns.Two ? Start(bias, c) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TVector Second(TVector x, TVector b, TVector sum) => TColumns.Two ? TSimd.FusedMultiplyAdd(x, b, sum) : sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void FinishSecond(TVector sum, byte* c, nint factor, TVector slope)
    {
        if (TColumns.Two)
        {
            Finish(sum, c, factor, slope);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Finish(TVector sum, byte* c, nint factor, TVector slope) =>
        TSimd.Store(TFinish.Finish<TSimd, TVector>(sum, (float*)(c + factor), slope), (float*)c);
}
