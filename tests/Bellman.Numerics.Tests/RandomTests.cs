using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bellman.Numerics.Tests;

public class RandomTests
{
    private const int Draws = 200_000;
    private const int LongDraws = 2_000_000;
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    /// <summary>
    /// Two million draws of each kind visit every layer and both tails of the ziggurats. The hashes were made by NumPy's own C
    /// code from the same state, one kind after the other.
    /// </summary>
    [Fact]
    public void Distributions_MillionsOfDraws_HashAsNumPys()
    {
        var rng = new Pcg64(0)
        {
            State = new Pcg64State(new UInt128(0x1234567890abcdef, 42), new UInt128(7, 9), HasBuffered: false, Buffered: 0),
        };
        ulong hash = HashStart;
        for (int i = 0; i < LongDraws; i++)
            hash = (hash ^ BitConverter.DoubleToUInt64Bits(rng.Normal())) * HashFactor;
        Assert.Equal(12320911272975014358, hash);
        for (int i = 0; i < LongDraws; i++)
            hash = (hash ^ BitConverter.SingleToUInt32Bits(rng.NormalSingle())) * HashFactor;
        Assert.Equal(18244823818517169086, hash);
        for (int i = 0; i < LongDraws; i++)
            hash = (hash ^ BitConverter.DoubleToUInt64Bits(rng.Exponential())) * HashFactor;
        Assert.Equal(17882844181353193332, hash);
    }

    [Fact]
    public void NextFourDoubles_AnyTime_AreTheNextFour()
    {
        (Pcg64 four, Pcg64 single) = (new Pcg64(11), new Pcg64(11));
        for (int round = 0; round < 10_000; round++)
        {
            Vector256<double> draws = four.NextFourDoubles();
            for (int i = 0; i < 4; i++) Assert.Equal(single.NextDouble(), draws[i]);
        }

        Assert.Equal(single.State, four.State);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-0.25, -0.2876820724517809)]
    [InlineData(-0.5, -0.6931471805599453)]
    [InlineData(-0.999, -6.907755278982136)]
    [InlineData(-1e-7, -1.00000005000000333e-7)]
    [InlineData(-1e-10, -1.00000000005e-10)]
    [InlineData(1, 0.6931471805599453)]
    [InlineData(1000, 6.908754779315221)]
    public void Logarithm_OfOnePlus_IsExactToTheLastDigits(double x, double expected)
    {
        Assert.InRange(Logarithm.OfOnePlus(x), expected - (Math.Abs(expected) * 3e-16), expected + (Math.Abs(expected) * 3e-16));
        double single = Math.Log(1 + (double)(float)x);
        if (Math.Abs(x) > 1e-3)
            Assert.InRange(LogarithmSingle.OfOnePlus((float)x), single - (Math.Abs(single) * 1e-7), single + (Math.Abs(single) * 1e-7));
    }

    [Fact]
    public void ZigguratTables_AgainstTheirFormulas_Agree()
    {
        CheckTable(ZigguratNormal.Width, ZigguratNormal.Density, ZigguratNormal.Inside, x => Math.Exp(-0.5 * x * x), 1L << 52, ZigguratNormal.TailStart);
        CheckTable(ZigguratExponential.Width, ZigguratExponential.Density, ZigguratExponential.Inside, x => Math.Exp(-x), 1L << 53, ZigguratExponential.TailStart);
        for (int i = 0; i < 256; i++)
        {
            Assert.Equal((float)ZigguratNormal.Density[i], ZigguratNormalSingle.Density[i]);
            Assert.Equal(ZigguratNormal.Width[i] * (1L << 52), ZigguratNormalSingle.Width[i] * (1 << 23), 1e-6);
            Assert.Equal(ZigguratNormal.Inside[i] / (double)(1L << 52), ZigguratNormalSingle.Inside[i] / (double)(1 << 23), 1e-6);
        }
    }

    [Fact]
    public void State_SavedInAnyMoment_GoesOnTheSame()
    {
        var rng = new Pcg64(5);
        Span<byte> bytes = stackalloc byte[Pcg64.StateBytes];
        for (int i = 0; i < 20; i++)
        {
            rng.NextUInt32();
            rng.WriteState(bytes);
            var byBytes = new Pcg64(99);
            byBytes.ReadState(bytes);
            var byState = new Pcg64(98) { State = rng.State };
            Assert.Equal(rng.State, byBytes.State);
            uint[] expected = [rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32()];
            Assert.Equal(expected, new[] { byBytes.NextUInt32(), byBytes.NextUInt32(), byBytes.NextUInt32() });
            Assert.Equal(expected, new[] { byState.NextUInt32(), byState.NextUInt32(), byState.NextUInt32() });
        }
    }

    [Fact]
    public void ReadState_OfOtherBytes_IsRefused()
    {
        byte[] bytes = new byte[Pcg64.StateBytes];
        var rng = new Pcg64(1);
        rng.WriteState(bytes);
        Assert.Throws<ArgumentException>(() => rng.ReadState(bytes.AsSpan(1)));
        bytes[36] = 2;
        Assert.Throws<ArgumentException>(() => rng.ReadState(bytes));
        bytes[36] = 0;
        bytes[16] ^= 1;
        Assert.Throws<ArgumentException>(() => rng.ReadState(bytes));
        Assert.Throws<ArgumentException>(() => rng.State = default);
    }

    [Fact]
    public void Reseed_UsedGenerator_IsAsNew()
    {
        var rng = new Pcg64(1);
        rng.NextUInt32();
        rng.Reseed(42);
        Assert.Equal(new Pcg64(42).State, rng.State);
    }

    [Fact]
    public void Normal_ManyDraws_HasItsMomentsAndTails()
    {
        var rng = new Pcg64(11);
        CheckMoments(() => rng.Normal(2, 3), mean: 2, deviation: 3);
        CheckMoments(() => rng.NormalSingle(), mean: 0, deviation: 1);
        CheckMoments(() => rng.Exponential(0.5), mean: 0.5, deviation: 0.5);
        CheckMoments(() => rng.Uniform(-1f, 2f), mean: 0.5, deviation: Math.Sqrt(9 / 12.0));
        CheckMoments(() => rng.NextSingle(), mean: 0.5, deviation: Math.Sqrt(1 / 12.0));
    }

    [Fact]
    public void Integers_OfEachType_AreUniformOverTheirRange()
    {
        var rng = new Pcg64(12);
        CheckUniform<long>(-3, 4, values => rng.Integers(-3, 4, values));
        CheckUniform<int>(-3, 4, values => rng.Integers(-3, 4, values));
        CheckUniform<short>(-300, 400, values => rng.Integers(-300, 400, values));
        CheckUniform<short>(short.MinValue, short.MaxValue + 1, values => rng.Integers(short.MinValue, short.MaxValue + 1, values));
        CheckUniform<ushort>(0, 65536, values => rng.Integers(0, 65536, values));
        CheckUniform<sbyte>(-128, 128, values => rng.Integers(-128, 128, values));
        CheckUniform<sbyte>(5, 6, values => rng.Integers(5, 6, values));
        CheckUniform<byte>(3, 103, values => rng.Integers(3, 103, values));
        CheckMoments(() => rng.Integers(0, 1L << 32), mean: (1L << 32) / 2.0, deviation: (1L << 32) / Math.Sqrt(12));
        CheckMoments(() => rng.Integers(long.MinValue, long.MaxValue), mean: 0, deviation: Math.Pow(2, 64) / Math.Sqrt(12));
        bool[] tosses = new bool[Draws];
        rng.Booleans(tosses);
        Assert.InRange(tosses.Count(toss => toss) / (double)Draws, 0.495, 0.505);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(1_000_000, 30)]
    [InlineData(20_000, 5_000)]
    [InlineData(20_000, 20_000)]
    [InlineData(int.MaxValue, 100)]
    public void ChoiceWithoutReplacement_AnySize_GivesDifferentValues(int n, int count)
    {
        int[] values = new int[count];
        new Pcg64(4).ChoiceWithoutReplacement(n, values);
        Assert.Equal(count, values.Distinct().Count());
        Assert.All(values, value => Assert.InRange(value, 0, n - 1));
    }

    [Fact]
    public void Choice_WithProbabilities_FollowsThem()
    {
        var rng = new Pcg64(6);
        double[] probabilities = [0.5, 0, 0.25, 0.25];
        int[] counts = new int[4];
        for (int i = 0; i < Draws; i++)
            counts[rng.Choice(probabilities)]++;
        for (int i = 0; i < 4; i++)
            Assert.Equal(probabilities[i], counts[i] / (double)Draws, 0.005);
    }

    [Fact]
    public void Draws_OfEveryKind_AllocateNothing()
    {
        var rng = new Pcg64(8);
        double[] probabilities = [0.5, 0.5];
        int[] values = new int[16];
        sbyte[] small = new sbyte[16];
        void DrawAll()
        {
            rng.NextDouble();
            rng.NextSingle();
            rng.Normal();
            rng.NormalSingle();
            rng.Exponential();
            rng.Uniform(0f, 1f);
            rng.Next(10);
            rng.Integers(0, 1L << 40);
            rng.Choice(probabilities);
            rng.Permutation(values);
            rng.Shuffle(small.AsSpan());
            rng.Integers(0, 2, small);
            rng.ChoiceWithoutReplacement(1000, values);
        }

        DrawAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            DrawAll();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Arguments_OutOfRange_AreNamed()
    {
        var rng = new Pcg64(1);
        Assert.Equal("high", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Integers(3, 3)).ParamName);
        Assert.Equal("n", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Next(0)).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Integers(0, 257, new byte[1])).ParamName);
        Assert.Equal("low", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Integers(-129, 1, new sbyte[1])).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Uniform(1.0, 0.0)).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Uniform(0, double.PositiveInfinity)).ParamName);
        Assert.Equal("standardDeviation", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Normal(0, double.NaN)).ParamName);
        Assert.Equal("mean", Assert.Throws<ArgumentOutOfRangeException>(() => rng.Exponential(-1)).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => rng.Choice([0.5, 0.4])).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => rng.Choice([1.5, -0.5])).ParamName);
        Assert.Equal("n", Assert.Throws<ArgumentOutOfRangeException>(() => rng.ChoiceWithoutReplacement(3, new int[4])).ParamName);
        Assert.Equal("entropy", Assert.Throws<ArgumentException>(() => new SeedSequence([], [])).ParamName);
    }

    private static void CheckTable(
        ReadOnlySpan<double> width, ReadOnlySpan<double> density, ReadOnlySpan<ulong> inside, Func<double, double> f, long scale, double tail)
    {
        double area = width[0] * scale * f(tail);
        Assert.Equal(tail, width[255] * scale, 1e-13);
        for (int i = 2; i < 256; i++)
        {
            double x = width[i] * scale;
            double before = width[i - 1] * scale;
            Assert.Equal(f(x), density[i], 1e-13);
            Assert.Equal(area, x * (f(before) - f(x)), 1e-14);
            Assert.Equal(before / x, inside[i] / (double)scale, 1e-13);
        }
    }

    private static void CheckMoments(Func<double> draw, double mean, double deviation)
    {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            double z = (draw() - mean) / deviation;
            sum += z;
            squares += z * z;
        }

        Assert.InRange(sum / Draws, -0.012, 0.012);
        Assert.InRange(squares / Draws, 0.97, 1.03);
    }

    private delegate void Fill<T>(Span<T> values);

    private static void CheckUniform<T>(int low, int high, Fill<T> fill)
        where T : struct, IConvertible
    {
        T[] values = new T[Draws];
        fill(values);
        int[] numbers = [.. values.Select(value => value.ToInt32(null))];
        Assert.InRange(numbers.Min(), low, low + ((high - low) / 1000));
        Assert.InRange(numbers.Max(), high - 1 - ((high - low) / 1000), high - 1);
        int range = high - low;
        if (range == 1)
            return;
        int next = 0;
        CheckMoments(() => numbers[next++], (low + high - 1) / 2.0, Math.Sqrt((((double)range * range) - 1) / 12));
    }
}
