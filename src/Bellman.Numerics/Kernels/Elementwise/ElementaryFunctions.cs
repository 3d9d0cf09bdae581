using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// Single-precision functions out of exact and correctly rounded operations alone: the same bits on every machine, which those of a
/// system's mathematical library are not.
/// </summary>
public static class ElementaryFunctions
{
    /// <summary>e^x, within 3 units in the last place.</summary>
    /// <param name="x">Any number; below -87 the result is 0, above 88 infinity.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Exp(float x)
    {
        if (x < -87f) return 0f;
        if (x > 88f) return float.PositiveInfinity;
        ActivationFunctions.Exp<Simd32, float>(x, out float scale, out float tail);
        return MathF.FusedMultiplyAdd(tail, scale, scale);
    }

    /// <summary>log(1 + x), within one unit in the last place.</summary>
    /// <param name="x">Above -1 and below 2^24.</param>
    public static float LogOnePlus(float x) => LogarithmSingle.OfOnePlus(x);

    /// <summary><c>log(1 + e^x)</c> without overflow: <c>max(x, 0) + log(1 + e^-|x|)</c>.</summary>
    /// <param name="x">Any number.</param>
    public static float Softplus(float x) => MathF.Max(x, 0f) + LogarithmSingle.OfOnePlus(Exp(-MathF.Abs(x)));

    /// <summary>The hyperbolic tangent, within 4 units in the last place.</summary>
    /// <param name="x">Any number.</param>
    public static float Tanh(float x) => ActivationFunctions.Tanh<Simd32, float>(x);
}
