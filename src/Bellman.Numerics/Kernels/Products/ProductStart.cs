using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>The beginnings of matrix products.</summary>
internal static unsafe class ProductStart
{
    /// <summary>Sums begin at zero.</summary>
    public readonly struct AtZero : IProductStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Start<TSimd, TVector>(float* bias, float* c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Zero;
    }

    /// <summary>Sums begin at their column's bias.</summary>
    public readonly struct AtBias : IProductStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Start<TSimd, TVector>(float* bias, float* c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Load(bias);
    }

    /// <summary>Sums are added to what is there.</summary>
    public readonly struct AtPresent : IProductStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Start<TSimd, TVector>(float* bias, float* c)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.Load(c);
    }
}
