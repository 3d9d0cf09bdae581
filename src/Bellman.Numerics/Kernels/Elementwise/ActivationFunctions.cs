using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// Activation functions in terms of exact and correctly rounded operations, so that every vector width gives the same bits.
/// </summary>
internal static class ActivationFunctions
{
    /// <summary>Adding and subtracting 1.5 * 2^23 rounds to the nearest whole number.</summary>
    private const float RoundingShift = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(ActivationKind kind, TVector slope, TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => kind switch
        {
            ActivationKind.ReLU => TSimd.WhereAtMost(x, TSimd.Zero, TSimd.Zero, x),
            ActivationKind.LeakyReLU => TSimd.WhereGreater(x, TSimd.Zero, x, TSimd.Multiply(x, slope)),
            ActivationKind.Tanh => Tanh<TSimd, TVector>(x),
            ActivationKind.Sigmoid => Sigmoid<TSimd, TVector>(x),
            _ => x,
        };

    /// <summary>
    /// <c>e / (e + 2)</c> with <c>e = exp(2x) - 1</c>, which keeps its relative accuracy near zero. Arguments are bounded by
    /// +-10, where the function is +-1. Within 4 units in the last place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector bounded = TSimd.AtLeast(TSimd.AtMost(x, TSimd.Broadcast(10f)), TSimd.Broadcast(-10f));
        Exp<TSimd, TVector>(TSimd.Add(bounded, bounded), out TVector scale, out TVector tail);
        TVector e = TSimd.FusedMultiplyAdd(tail, scale, TSimd.Subtract(scale, TSimd.Broadcast(1f)));
        return TSimd.Divide(e, TSimd.Add(e, TSimd.Broadcast(2f)));
    }

    /// <summary>
    /// <c>1 / (1 + exp(-x))</c>, the argument bounded by +-87 where the exponential is still finite and normal. Within 3 units in
    /// the last place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector bounded = TSimd.AtLeast(TSimd.AtMost(TSimd.Negate(x), TSimd.Broadcast(87f)), TSimd.Broadcast(-87f));
        Exp<TSimd, TVector>(bounded, out TVector scale, out TVector tail);
        TVector one = TSimd.Broadcast(1f);
        return TSimd.Divide(one, TSimd.Add(one, TSimd.FusedMultiplyAdd(tail, scale, scale)));
    }

    /// <summary>The derivative of the hyperbolic tangent where its value is <c>y</c>: <c>1 - y^2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TanhDerivative<TSimd, TVector>(TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.FusedMultiplyAdd(TSimd.Negate(y), y, TSimd.Broadcast(1f));

    /// <summary>The derivative of the logistic function where its value is <c>y</c>: <c>y - y^2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector SigmoidDerivative<TSimd, TVector>(TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.FusedMultiplyAdd(TSimd.Negate(y), y, y);

    /// <summary>
    /// <c>exp(x) = scale (1 + tail)</c> for <c>|x|</c> up to 87: <c>scale = 2^n</c> with <c>n</c> the whole number nearest to
    /// <c>x / ln 2</c>, <c>r = x - n ln 2</c> with ln 2 in two parts, <c>tail = r + r^2 P(r)</c>, P of degree 4 interpolating at
    /// Chebyshev nodes (error 1.1e-8).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exp<TSimd, TVector>(TVector x, out TVector scale, out TVector tail)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector shift = TSimd.Broadcast(RoundingShift);
        TVector shifted = TSimd.FusedMultiplyAdd(x, TSimd.Broadcast(1.442695f), shift);
        TVector n = TSimd.Subtract(shifted, shift);
        TVector r = TSimd.FusedMultiplyAdd(n, TSimd.Broadcast(-0.6931472f), x);
        r = TSimd.FusedMultiplyAdd(n, TSimd.Broadcast(1.9046542e-9f), r);
        TVector p = TSimd.Broadcast(0.0014003033f);
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.008363195f));
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.0416654f));
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.16666576f));
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.5f));
        tail = TSimd.FusedMultiplyAdd(TSimd.Multiply(r, r), p, r);
        scale = TSimd.PowerOfTwo(shifted);
    }
}
