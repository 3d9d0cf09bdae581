using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>Activation functions in terms of exact and correctly rounded operations, so that every vector width gives the same bits.</summary>
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
    /// For <c>|x|</c> below 0.55 <c>x + x z P(z)</c> with <c>z = x^2</c>, P of degree 4 interpolating at Chebyshev nodes (error 5e-9); beyond,
    /// <c>1 - 2 / (exp(2|x|) + 1)</c> with the sign of x, which is 1 from 10 on. Within 2 units in the last place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector magnitude = TSimd.Abs(x);
        TVector z = TSimd.Multiply(x, x);
        TVector p = TSimd.Broadcast(-0.0066102212f);
        p = TSimd.FusedMultiplyAdd(p, z, TSimd.Broadcast(0.021309385f));
        p = TSimd.FusedMultiplyAdd(p, z, TSimd.Broadcast(-0.053909428f));
        p = TSimd.FusedMultiplyAdd(p, z, TSimd.Broadcast(0.13333113f));
        p = TSimd.FusedMultiplyAdd(p, z, TSimd.Broadcast(-0.3333333f));
        TVector near = TSimd.FusedMultiplyAdd(TSimd.Multiply(p, z), x, x);

        TVector limit = TSimd.Broadcast(10f);
        TVector bounded = TSimd.WhereGreater(magnitude, limit, limit, magnitude);
        TVector one = TSimd.Broadcast(1f);
        TVector exponential = Exp<TSimd, TVector>(TSimd.Add(bounded, bounded));
        TVector far = TSimd.Subtract(one, TSimd.Divide(TSimd.Broadcast(2f), TSimd.Add(exponential, one)));
        return TSimd.WhereGreater(magnitude, TSimd.Broadcast(0.55f), TSimd.CopySign(far, x), near);
    }

    /// <summary><c>1 / (1 + exp(-x))</c>, the argument bounded by +-87 where the exponential is still finite and normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector limit = TSimd.Broadcast(87f);
        TVector negative = TSimd.Negate(x);
        negative = TSimd.WhereGreater(negative, limit, limit, negative);
        negative = TSimd.WhereGreater(TSimd.Negate(limit), negative, TSimd.Negate(limit), negative);
        TVector one = TSimd.Broadcast(1f);
        return TSimd.Divide(one, TSimd.Add(one, Exp<TSimd, TVector>(negative)));
    }

    /// <summary>
    /// <c>exp(x) = 2^n exp(r)</c> for <c>|x|</c> up to 87: <c>n</c> the whole number nearest to <c>x / ln 2</c>, <c>r = x - n ln 2</c> with ln 2 in two parts,
    /// <c>exp(r) = 1 + r + r^2 P(r)</c>, P of degree 4 interpolating at Chebyshev nodes (error 1.1e-8).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exp<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector shift = TSimd.Broadcast(RoundingShift);
        TVector n = TSimd.Subtract(TSimd.FusedMultiplyAdd(x, TSimd.Broadcast(1.442695f), shift), shift);
        TVector r = TSimd.FusedMultiplyAdd(n, TSimd.Broadcast(-0.6931472f), x);
        r = TSimd.FusedMultiplyAdd(n, TSimd.Broadcast(1.9046542e-9f), r);
        TVector p = TSimd.Broadcast(0.0014003033f);
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.008363195f));
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.0416654f));
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.16666576f));
        p = TSimd.FusedMultiplyAdd(p, r, TSimd.Broadcast(0.5f));
        TVector tail = TSimd.FusedMultiplyAdd(TSimd.Multiply(r, r), p, r);
        TVector scale = TSimd.PowerOfTwo(n);
        return TSimd.FusedMultiplyAdd(tail, scale, scale);
    }
}
