using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// Sine and cosine in double precision out of exact and correctly rounded operations alone, within one unit in the last place: the same bits for one number and for many in
/// lanes, on every machine, which those of a system's mathematical library are not.
/// </summary>
/// <remarks>
/// The argument less the nearest multiple n of pi/2, with pi/2 in three parts (Cody and Waite); then <c>sin r = r + r^3 S(r^2)</c> and
/// <c>cos r = 1 - r^2/2 + r^4 C(r^2)</c>, S and C of degree 5, interpolating at Chebyshev nodes on |r| up to pi/4 (relative errors 2e-17 and 2e-18). Beyond 2^20 the system's
/// functions take over. A zero may lose its sign.
/// </remarks>
public static unsafe class Trigonometry
{
    /// <summary>Adding 1.5 * 2^52 rounds to the nearest whole number, which then stands in the lowest bits.</summary>
    private const double RoundingShift = 6755399441055744;

    /// <summary>Up to here n is 0, and leaving the reduction out changes no bit.</summary>
    private const double Small = 0.78;

    private const double Large = 1 << 20;

    private const double TwoOverPi = 0.6366197723675814;
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiMiddle = 6.12323399538461e-17;
    private const double HalfPiLow = 3.5215598651832e-27;

    /// <summary>Sine and cosine of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    public static (double Sin, double Cos) SinCos(double x)
    {
        SinCos<Lanes64, double>(x, out double sin, out double cos);
        return (sin, cos);
    }

    /// <summary>The sine of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    public static double Sin(double x) => SinCos(x).Sin;

    /// <summary>The cosine of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    public static double Cos(double x) => SinCos(x).Cos;

    /// <summary>Sines and cosines of angles in lanes.</summary>
    /// <param name="x">The angles in radians.</param>
    /// <param name="sin">Their sines.</param>
    /// <param name="cos">Their cosines.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos<TLanes, TVector>(TVector x, out TVector sin, out TVector cos)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TLanes.Greater(TLanes.Abs(x), TLanes.Broadcast(Small)) == 0) Polynomials<TLanes, TVector>(x, TLanes.Broadcast(0), isWhole: true, out sin, out cos);
        else Reduced<TLanes, TVector>(x, out sin, out cos);
    }

    /// <summary>Sines and cosines of angles that are known to lie within 0.78 of zero: the same bits, without a look and without a call.</summary>
    /// <param name="x">The angles in radians.</param>
    /// <param name="sin">Their sines.</param>
    /// <param name="cos">Their cosines.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosNearZero<TLanes, TVector>(TVector x, out TVector sin, out TVector cos)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => Polynomials<TLanes, TVector>(x, TLanes.Broadcast(0), isWhole: true, out sin, out cos);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Reduced<TLanes, TVector>(TVector x, out TVector sin, out TVector cos)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TLanes.Greater(TLanes.Abs(x), TLanes.Broadcast(Large)) != 0)
        {
            OneByOne<TLanes, TVector>(x, out sin, out cos);
            return;
        }

        TVector shift = TLanes.Broadcast(RoundingShift);
        TVector shifted = TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(TwoOverPi), shift);
        TVector minusN = TLanes.Negate(TLanes.Subtract(shifted, shift));

        // The first difference is exact. The middle part has 33 bits, so that n times it is exact too, and what the second difference loses is known.
        TVector first = TLanes.FusedMultiplyAdd(minusN, TLanes.Broadcast(HalfPiHigh), x);
        TVector rest = TLanes.FusedMultiplyAdd(minusN, TLanes.Broadcast(HalfPiMiddle), first);
        TVector lost = TLanes.FusedMultiplyAdd(minusN, TLanes.Broadcast(HalfPiMiddle), TLanes.Subtract(first, rest));
        lost = TLanes.FusedMultiplyAdd(minusN, TLanes.Broadcast(HalfPiLow), lost);
        Polynomials<TLanes, TVector>(rest, lost, isWhole: false, out TVector sine, out TVector cosine);
        sin = TLanes.FlipSign(TLanes.WhereOdd(shifted, cosine, sine), shifted, 0);
        cos = TLanes.FlipSign(TLanes.WhereOdd(shifted, sine, cosine), shifted, 1);
    }

    /// <summary>Sine and cosine of <c>r + lost</c>, where lost is below the last place of r; zero if the angle is whole, which leaves out what adds nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Polynomials<TLanes, TVector>(TVector r, TVector lost, bool isWhole, out TVector sin, out TVector cos)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector square = TLanes.Multiply(r, r);
        TVector s = TLanes.FusedMultiplyAdd(TLanes.Broadcast(1.591810123027412e-10), square, TLanes.Broadcast(-2.5051131455427946e-08));
        s = TLanes.FusedMultiplyAdd(s, square, TLanes.Broadcast(2.755731610068303e-06));
        s = TLanes.FusedMultiplyAdd(s, square, TLanes.Broadcast(-0.0001984126983675497));
        s = TLanes.FusedMultiplyAdd(s, square, TLanes.Broadcast(0.008333333333330946));
        s = TLanes.FusedMultiplyAdd(s, square, TLanes.Broadcast(-0.16666666666666666));
        sin = TLanes.Add(r, TLanes.FusedMultiplyAdd(TLanes.Multiply(square, r), s, lost));

        TVector c = TLanes.FusedMultiplyAdd(TLanes.Broadcast(-1.1382614868556325e-11), square, TLanes.Broadcast(2.0876146024689747e-09));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Broadcast(-2.7557317270560326e-07));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Broadcast(2.4801587298763433e-05));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Broadcast(-0.0013888888888887395));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Broadcast(0.041666666666666664));

        // 1 - r^2/2 loses bits, which are exactly known: they are added to what is small.
        TVector one = TLanes.Broadcast(1), minusHalf = TLanes.Broadcast(-0.5);
        TVector large = TLanes.FusedMultiplyAdd(square, minusHalf, one);
        TVector small = TLanes.FusedMultiplyAdd(square, minusHalf, TLanes.Subtract(one, large));
        if (!isWhole) small = TLanes.Subtract(small, TLanes.Multiply(r, lost));
        cos = TLanes.Add(large, TLanes.FusedMultiplyAdd(TLanes.Multiply(square, square), c, small));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OneByOne<TLanes, TVector>(TVector x, out TVector sin, out TVector cos)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        double* angles = stackalloc double[TLanes.Count], sines = stackalloc double[TLanes.Count], cosines = stackalloc double[TLanes.Count];
        TLanes.Store(x, angles);
        for (int i = 0; i < TLanes.Count; i++)
        {
            if (Math.Abs(angles[i]) > Large) (sines[i], cosines[i]) = Math.SinCos(angles[i]);
            else (sines[i], cosines[i]) = SinCos(angles[i]);
        }

        sin = TLanes.Load(sines);
        cos = TLanes.Load(cosines);
    }
}
