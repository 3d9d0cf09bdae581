using System.Numerics;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics.Tests;

[Trait("Runs", "at every vector width")]
public unsafe class TrigonometryTests
{
    /// <summary>Whole numbers stand for fractions of 2^200.</summary>
    private const int Places = 200;

    private static readonly BigInteger One = BigInteger.One << Places;
    private static readonly BigInteger HalfPi = Pi() / 2;

    [Fact]
    public void SinCos_AnyAngle_IsWithinOneUnitInTheLastPlace()
    {
        double worst = 0;
        foreach (double angle in Angles(4000))
        {
            (double sin, double cos) = Trigonometry.SinCos(angle);
            worst = Math.Max(worst, Math.Max(Error(sin, Exact(angle, 0)), Error(cos, Exact(angle, 1))));
        }

        Assert.InRange(worst, 0.4, 0.9);
    }

    [Theory]
    [InlineData(0.0, 0.0, 1.0)]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(Math.PI / 2, 1.0, 6.123233995736766e-17)]
    [InlineData(Math.PI, 1.2246467991473532e-16, -1.0)]
    public void SinCos_SpecialAngle_IsExact(double angle, double sin, double cos)
    {
        Assert.Equal((sin, cos), Trigonometry.SinCos(angle));
        Assert.Equal((Trigonometry.Sin(angle), Trigonometry.Cos(angle)), Trigonometry.SinCos(angle));
    }

    [Fact]
    public void SinCos_InLanes_HasTheBitsOfOneByOne()
    {
        double[] angles = [.. Angles(4000), .. new[] { 2e6, -3e9, double.NaN, 1 << 20, 0.78, -0.78, 0.7853981633974483 }];
        CompareSinCos<LanesPair, VectorPair>(angles, Vector512.IsHardwareAccelerated);
        CompareSinCos<Lanes512, Vector512<double>>(angles, Vector512.IsHardwareAccelerated);
        CompareSinCos<Lanes256, Vector256<double>>(angles, true);
        CompareSinCos<Lanes128, Vector128<double>>(angles, true);
    }

    [Fact]
    public void Divide_ByAConstant_HasTheBitsOfADivision()
    {
        var divisor = new ConstantDivisor(1.1);
        double[] values = [.. Angles(100_000), 0, 1.1, 2.2, 1e300, -1e-200];
        Compare<LanesPair, VectorPair>(values, value => value / 1.1, x => LanesPair.Divide(x, divisor), Vector512.IsHardwareAccelerated);
        Compare<Lanes512, Vector512<double>>(values, value => value / 1.1, x => Lanes512.Divide(x, divisor), Vector512.IsHardwareAccelerated);
        Compare<Lanes256, Vector256<double>>(values, value => value / 1.1, x => Lanes256.Divide(x, divisor), true);
        Compare<Lanes128, Vector128<double>>(values, value => value / 1.1, x => Lanes128.Divide(x, divisor), true);
        Compare<Lanes64, double>(values, value => value / 1.1, x => Lanes64.Divide(x, divisor), true);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(2.0)]
    [InlineData(double.NaN)]
    [InlineData(1.7320508075688772)] // Its reciprocal is too far from a double.
    public void ConstantDivisor_Unsuitable_IsRefused(double value) =>
        Assert.Equal(value, Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantDivisor(value)).ActualValue);

    [Fact]
    public void StoreRows_AtEveryWidth_AreTheSame()
    {
        double[] columns = Angles(64);
        CheckRows<LanesPair, VectorPair>(columns, Vector512.IsHardwareAccelerated);
        CheckRows<Lanes512, Vector512<double>>(columns, Vector512.IsHardwareAccelerated);
        CheckRows<Lanes256, Vector256<double>>(columns, true);
        CheckRows<Lanes128, Vector128<double>>(columns, true);
        CheckRows<Lanes64, double>(columns, true);
    }

    [Fact]
    public void OtherOperations_InLanes_HaveTheBitsOfOneByOne()
    {
        double[] values = [.. Angles(1000), 0, -0.0, 1e20, -3.5];
        Func<double, double>[] plain = [Math.Truncate, value => (float)value, Math.Abs, value => value > 0.5 ? 1 : value];
        Check<LanesPair, VectorPair>(Vector512.IsHardwareAccelerated);
        Check<Lanes512, Vector512<double>>(Vector512.IsHardwareAccelerated);
        Check<Lanes256, Vector256<double>>(true);
        Check<Lanes128, Vector128<double>>(true);

        void Check<TLanes, TVector>(bool isRun)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            Compare<TLanes, TVector>(values, plain[0], TLanes.Truncate, isRun);
            Compare<TLanes, TVector>(values, plain[1], TLanes.ToSingle, isRun);
            Compare<TLanes, TVector>(values, plain[2], TLanes.Abs, isRun);
            Compare<TLanes, TVector>(values, plain[3], x => TLanes.WhereGreater(x, TLanes.Broadcast(0.5), TLanes.Broadcast(1), x), isRun);
            Compare<TLanes, TVector>(values, plain[1], Round, isRun);
        }

        static TVector Round<TVector>(TVector x) => x is VectorPair pair ? (TVector)(object)Rounded<LanesPair, VectorPair>(pair)
            : x is Vector512<double> wide ? (TVector)(object)Rounded<Lanes512, Vector512<double>>(wide)
            : x is Vector256<double> middle ? (TVector)(object)Rounded<Lanes256, Vector256<double>>(middle)
            : (TVector)(object)Rounded<Lanes128, Vector128<double>>((Vector128<double>)(object)x!);
    }

    /// <summary>There and back through memory in single precision.</summary>
    private static TVector Rounded<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* memory = stackalloc float[16];
        TLanes.StoreSingle(x, memory);
        return TLanes.LoadSingle(memory);
    }

    private static void CheckRows<TLanes, TVector>(double[] columns, bool isRun)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (!isRun)
            return;
        float* rows = stackalloc float[64];
        fixed (double* c = columns)
        {
            TLanes.StoreRows(rows, TLanes.Load(c), TLanes.Load(c + 16), TLanes.Load(c + 32), TLanes.Load(c + 48));
            for (int i = 0; i < 4 * TLanes.Count; i++) Assert.Equal((float)columns[(16 * (i % 4)) + (i / 4)], rows[i]);
            TLanes.StoreRows(rows, TLanes.Load(c), TLanes.Load(c + 16));
            for (int i = 0; i < 2 * TLanes.Count; i++) Assert.Equal((float)columns[(16 * (i % 2)) + (i / 2)], rows[i]);
        }
    }

    private static void CompareSinCos<TLanes, TVector>(double[] angles, bool isRun)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Compare<TLanes, TVector>(angles, Trigonometry.Sin, x => Both(x).Sin, isRun);
        Compare<TLanes, TVector>(angles, Trigonometry.Cos, x => Both(x).Cos, isRun);

        static (TVector Sin, TVector Cos) Both(TVector x)
        {
            Trigonometry.SinCos<TLanes, TVector>(x, out TVector sin, out TVector cos);
            return (sin, cos);
        }
    }

    private static void Compare<TLanes, TVector>(double[] values, Func<double, double> plain, Func<TVector, TVector> lanes, bool isRun)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (!isRun)
            return;
        double* results = stackalloc double[16];
        fixed (double* v = values)
        {
            for (int begin = 0; begin + TLanes.Count <= values.Length; begin++)
            {
                TLanes.Store(lanes(TLanes.Load(v + begin)), results);
                for (int i = 0; i < TLanes.Count; i++)
                {
                    // Of what is not a number, the sign is nobody's business.
                    double expected = plain(v[begin + i]);
                    if (double.IsNaN(expected)) Assert.Equal(expected, results[i]);
                    else Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(results[i]));
                }
            }
        }
    }

    /// <summary>Angles of all sizes up to a million, and the doubles nearest to multiples of pi/2.</summary>
    private static double[] Angles(int count)
    {
        Pcg64 random = new SeedStreams(5).Stream("angles");
        double[] angles = new double[count];
        for (int i = 0; i < count; i++)
        {
            angles[i] = (i % 4) switch
            {
                0 => random.Uniform(-0.8, 0.8),
                1 => random.Uniform(-10.0, 10.0),
                2 => Math.ScaleB(random.Uniform(-1.0, 1.0), random.Next(21)),
                _ => random.Next(600_000) * (Math.PI / 2),
            };
        }

        return angles;
    }

    /// <summary>How many units in the last place a number is away from the exact one.</summary>
    private static double Error(double actual, BigInteger exact)
    {
        double unit = Math.BitIncrement(Math.Abs(actual)) - Math.Abs(actual);
        return (double)BigInteger.Abs(Fraction(actual) - exact) / Math.ScaleB(1, Places) / unit;
    }

    /// <summary>The sine (quarters 0) or cosine (1) by Taylor's series, after the nearest multiple of pi/2 was taken off.</summary>
    private static BigInteger Exact(double angle, int quarters)
    {
        BigInteger x = Fraction(angle);
        BigInteger n = ((2 * x) + HalfPi) / (2 * HalfPi);
        if ((2 * x) + HalfPi < 0) n--;
        BigInteger r = x - (n * HalfPi);
        int quadrant = (int)(((n + quarters) % 4) + 4) % 4;
        BigInteger square = (r * r) >> Places;
        BigInteger term = quadrant % 2 == 0 ? r : One;
        BigInteger sum = term;
        for (int k = quadrant % 2 == 0 ? 2 : 1; !term.IsZero && k < 120; k += 2)
        {
            term = -((term * square) >> Places) / (k * (k + 1));
            sum += term;
        }

        return quadrant < 2 ? sum : -sum;
    }

    private static BigInteger Fraction(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        BigInteger significand = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Places + Math.Max(exponent, 1) - 1075;
        BigInteger magnitude = shift >= 0 ? significand << shift : significand >> -shift;
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary>Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).</summary>
    private static BigInteger Pi() => (16 * Arctangent(5)) - (4 * Arctangent(239));

    private static BigInteger Arctangent(int inverse)
    {
        BigInteger power = One / inverse, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -inverse * inverse;
            sum += power / k;
        }

        return sum;
    }
}
