using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Physics;

/// <summary>Operations on sixteen worlds at once that give each of them the bits of the scalar ones.</summary>
internal static class LaneMath
{
    /// <summary>How many worlds one vector holds.</summary>
    public const int Width = 16;

    /// <summary>The smaller of each pair, as <c>left &lt; right ? left : right</c> has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> left, Vector512<float> right) =>
        Vector512.ConditionalSelect(Vector512.LessThan(left, right), left, right);

    /// <summary>The larger of each pair, as <c>left &gt; right ? left : right</c> has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), left, right);

    /// <summary>As <see cref="Math.Clamp(float, float, float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> value, float least, float most)
    {
        Vector512<float> lower = Vector512.Create(least);
        Vector512<float> upper = Vector512.Create(most);
        return Vector512.ConditionalSelect(
            Vector512.LessThan(value, lower), lower, Vector512.ConditionalSelect(Vector512.GreaterThan(value, upper), upper, value));
    }

    /// <summary>The reciprocal where there is one, else the number itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> InverseOrZero(Vector512<float> value) =>
        Vector512.ConditionalSelect(Vector512.Equals(value, Vector512<float>.Zero), value, Vector512<float>.One / value);

    /// <summary>Sine and cosine, as <see cref="SineCosine.Of"/>.</summary>
    public static void SineCosineOf(Vector512<float> angle, out Vector512<float> sine, out Vector512<float> cosine)
    {
        (Vector512<double> sine1, Vector512<double> cosine1) = Reduced(Vector512.WidenLower(angle));
        (Vector512<double> sine2, Vector512<double> cosine2) = Reduced(Vector512.WidenUpper(angle));
        Vector512<float> size = Vector512.Abs(angle);
        Vector512<float> tiny = Vector512.LessThan(size, Vector512.Create(SineCosine.Tiny));
        sine = Vector512.ConditionalSelect(tiny, angle, Vector512.Narrow(sine1, sine2));
        cosine = Vector512.ConditionalSelect(tiny, Vector512<float>.One, Vector512.Narrow(cosine1, cosine2));
        if (!Vector512.LessThanAll(size, Vector512.Create(SineCosine.Large)))
        {
            FixLarge(angle, ref sine, ref cosine);
        }
    }

    /// <summary>Reduction and polynomials; below the scalar code's bound for it, the reduction changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Sine, Vector512<double> Cosine) Reduced(Vector512<double> angle)
    {
        Vector512<double> fixedPoint = Vector512.Truncate(angle * SineCosine.QuarterTurnsPerRadian24Bits);
        Vector512<double> quarters = Vector512.Floor((fixedPoint + Vector512.Create((double)0x800000)) * (1.0 / (1 << 24)));
        Vector512<double> x = Vector512.FusedMultiplyAdd(-quarters, Vector512.Create(SineCosine.QuarterTurn), angle);
        Vector512<double> x2 = x * x;
        Vector512<double> x3 = x * x2;
        Vector512<double> x4 = x2 * x2;
        Vector512<double> sine = (x + x3 * SineCosine.Sine3)
            + (x3 * x2) * (Vector512.Create(SineCosine.Sine5) + x2 * SineCosine.Sine7);
        Vector512<double> cosine = ((Vector512<double>.One + x2 * SineCosine.Cosine2) + x4 * SineCosine.Cosine4)
            + (x4 * x2) * (Vector512.Create(SineCosine.Cosine6) + x2 * SineCosine.Cosine8);

        Vector512<double> half = quarters * 0.5;
        Vector512<double> odd = ~Vector512.Equals(Vector512.Floor(half), half);
        Vector512<double> turn = quarters - 4.0 * Vector512.Floor(quarters * 0.25);
        Vector512<double> back = Vector512.GreaterThan(turn, Vector512.Create(1.5));
        Vector512<double> middle = Vector512.Equals(turn, Vector512.Create(1.0)) | Vector512.Equals(turn, Vector512.Create(2.0));
        Vector512<double> minus = Vector512.Create(-0.0);
        return (
            Vector512.ConditionalSelect(odd, cosine, sine) ^ (back & minus),
            Vector512.ConditionalSelect(odd, sine, cosine) ^ (middle & minus));
    }

    private static void FixLarge(Vector512<float> angle, ref Vector512<float> sine, ref Vector512<float> cosine)
    {
        for (int i = 0; i < Width; i++)
        {
            (float s, float c) = SineCosine.Of(angle[i]);
            sine = sine.WithElement(i, s);
            cosine = cosine.WithElement(i, c);
        }
    }
}
