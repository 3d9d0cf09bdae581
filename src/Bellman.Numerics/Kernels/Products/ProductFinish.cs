using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>The ends of matrix products.</summary>
internal static unsafe class ProductFinish
{
    /// <summary>The sum itself.</summary>
    public readonly struct Plain : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => sum;
    }

    /// <summary>The positive part; what is not a number stays so.</summary>
    public readonly struct ReLU : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.WhereAtMost(sum, TSimd.Zero, TSimd.Zero, sum);
    }

    /// <summary>The positive part plus a small slope for negative sums.</summary>
    public readonly struct LeakyReLU : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.WhereGreater(sum, TSimd.Zero, sum, TSimd.Multiply(sum, slope));
    }

    /// <summary>The hyperbolic tangent.</summary>
    public readonly struct Tanh : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationFunctions.Tanh<TSimd, TVector>(sum);
    }

    /// <summary>The logistic function.</summary>
    public readonly struct Sigmoid : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationFunctions.Sigmoid<TSimd, TVector>(sum);
    }

    /// <summary>Times the derivative of a ReLU of the value given: 1 where it is positive, 0 elsewhere.</summary>
    public readonly struct ReLUDerivative : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.WhereGreater(TSimd.Load(factor), TSimd.Zero, sum, TSimd.Zero);
    }

    /// <summary>Times the derivative of a leaky ReLU of the value given: 1 where it is positive, the slope elsewhere.</summary>
    public readonly struct LeakyReLUDerivative : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.WhereGreater(TSimd.Load(factor), TSimd.Zero, sum, TSimd.Multiply(sum, slope));
    }

    /// <summary>Times the derivative of a hyperbolic tangent of the value given: one less its square.</summary>
    public readonly struct TanhDerivative : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(sum, ActivationFunctions.TanhDerivative<TSimd, TVector>(TSimd.Load(factor)));
    }

    /// <summary>Times the derivative of a logistic function of the value given: itself less its square.</summary>
    public readonly struct SigmoidDerivative : IProductFinish
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Finish<TSimd, TVector>(TVector sum, float* factor, TVector slope)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(sum, ActivationFunctions.SigmoidDerivative<TSimd, TVector>(TSimd.Load(factor)));
    }
}
