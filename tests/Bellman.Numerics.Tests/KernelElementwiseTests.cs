namespace Bellman.Numerics.Tests;

/// <summary>
/// Element-wise passes and reductions: the same bits at every vector width as one element at a time, whatever the length.
/// </summary>
[Trait("Runs", "at every vector width")]
public sealed class KernelElementwiseTests
{
    private const int Longest = 150;

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Apply_AnyLength_EqualsScalarForm(int width)
    {
        var generator = new Pcg64(1);
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            for (int length = 0; length <= 40; length++)
            {
                float[] x = KernelData.Numbers(generator, length);
                float[] expected = [.. x.Select(value => Activations.Apply(kind, 0.1f, value))];
                float[] actual = [.. x];
                Activations.Apply(kind, 0.1f, actual, (SimdWidth)width);
                KernelData.SameBits(expected, actual, kind.ToString());

                float[] gradient = KernelData.Numbers(generator, length);
                float[] expectedGradient = [.. expected.Select((y, i) => Activations.MultiplyByDerivative(kind, 0.1f, y, gradient[i]))];
                Activations.MultiplyByDerivative(kind, 0.1f, actual, gradient, (SimdWidth)width);
                KernelData.SameBits(expectedGradient, gradient, kind + " derivative");
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void Exponentials_AnyLength_EqualTheScalarFunction(int width)
    {
        var generator = new Pcg64(4);
        for (int length = 0; length <= 40; length++)
        {
            float[] values = [.. KernelData.Numbers(generator, length).Select(value => 20 * value)];
            float[] actual = new float[length];
            Exponentials.OfDifferences(values, 0.3f, actual, (SimdWidth)width);
            KernelData.SameBits([.. values.Select(value => ElementaryFunctions.Exp(value - 0.3f))], actual, "exponential");
        }

        float[] edges = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 89f, -88f, 0f, 88f, -86.9f, 1e30f, -1e30f, 1f, 2f, 3f, 4f, 5f, 6f, 7f];
        float[] results = new float[edges.Length];
        Exponentials.OfDifferences(edges, 0, results, (SimdWidth)width);
        KernelData.SameBits([.. edges.Select(ElementaryFunctions.Exp)], results, "exponential");
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void MoveTowards_AnyLength_EqualsFusedForm(int width)
    {
        var generator = new Pcg64(2);
        for (int length = 0; length <= 40; length++)
        {
            float[] target = KernelData.Numbers(generator, length);
            float[] goal = KernelData.Numbers(generator, length);
            float[] expected = [.. target.Select((t, i) => MathF.FusedMultiplyAdd(0.01f, goal[i] - t, t))];
            Vectors.MoveTowards(target, goal, 0.01f, (SimdWidth)width);
            KernelData.SameBits(expected, target, "moved");
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void SumOfSquares_AnyLength_SameBitsAndNearDoubleSum(int width)
    {
        var generator = new Pcg64(3);
        for (int length = 0; length <= Longest; length++)
        {
            float[] values = KernelData.Numbers(generator, length);
            float[] others = KernelData.Numbers(generator, length);
            double exact = values.Sum(value => (double)value * value);
            float sum = Vectors.SumOfSquares(values, default, 0f, (SimdWidth)width);
            Assert.Equal(exact, sum, exact * 1e-5);
            KernelData.SameBits([Vectors.SumOfSquares(values)], [sum], "sum of squares");

            exact = values.Select((value, i) => value + (0.5 * others[i])).Sum(value => value * value);
            sum = Vectors.SumOfSquares(values, others, 0.5f, (SimdWidth)width);
            Assert.Equal(exact, sum, exact * 1e-5);
            KernelData.SameBits([Vectors.SumOfSquaresPlusMultiple(values, others, 0.5f)], [sum], "sum of squares of sums");
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Widths), MemberType = typeof(KernelData))]
    public void OptimizerPasses_AnyLength_EqualScalarForm(int width)
    {
        for (int length = 1; length <= 40; length++)
        {
            foreach (int variant in new[] { 0, 1, 2, 3 })
            {
                float[][] expected = new float[length][];
                for (int i = 0; i < length; i++)
                {
                    expected[i] = Passes(length, i, 1, variant, SimdWidth.Bits128);
                }

                float[] actual = Passes(length, 0, length, variant, (SimdWidth)width);
                for (int array = 0; array < actual.Length / length; array++)
                {
                    float[] single = [.. expected.Select(values => values[array])];
                    KernelData.SameBits(single, actual.AsSpan(array * length, length), $"variant {variant}, array {array}");
                }
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void IndexOfNotFinite_AnyPlace_IsTheFirst(float bad)
    {
        for (int length = 0; length < 70; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? float.MaxValue : -0f)];
            Assert.Equal(-1, Vectors.IndexOfNotFinite(values));
            for (int at = length - 1; at >= 0; at--)
            {
                values[at] = bad;
                Assert.Equal(at, Vectors.IndexOfNotFinite(values));
            }
        }
    }

    [Fact]
    public void MoveTowards_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>("goal", () => Vectors.MoveTowards(new float[3], new float[4], 0.5f));

    /// <summary>Runs all three rules on a slice of the same data; all arrays that they changed, one behind the other.</summary>
    private static float[] Passes(int length, int start, int count, int variant, SimdWidth width)
    {
        var generator = new Pcg64((ulong)length);
        float[] Slice(bool square = false) =>
            KernelData.Numbers(generator, length).AsSpan(start, count).ToArray().Select(v => square ? v * v : v).ToArray();
        float[] gradients = Slice();
        float[][] arrays = [Slice(), Slice(), Slice(true), Slice(true), Slice(), Slice(true), Slice(), Slice(), Slice(), Slice()];
        var transform = new GradientTransform(variant == 0 ? 1f : 0.7f, variant == 1 ? 0.2f : 0f, variant == 2 ? 0.1f : 0f);
        bool more = variant >= 2;
        var adam = new AdamRule
        {
            Gradient = transform, Beta1 = 0.9f, Beta1Complement = 0.1f, Beta2 = 0.99f, Beta2Complement = 0.01f,
            RootScale = 1.2f, Epsilon = 1e-3f, StepSize = 0.1f, Shrink = variant == 3 ? 0.99f : 1f,
        };
        OptimizerPasses.Adam(adam, arrays[0], gradients, arrays[1], arrays[2], more ? arrays[3] : default(Span<float>), width);
        var rms = new RmsPropRule
        {
            Gradient = transform, Alpha = 0.9f, AlphaComplement = 0.1f, Epsilon = 0.1f, StepSize = 0.1f, Momentum = 0.5f,
        };
        Span<float> mean = more ? arrays[6] : default;
        Span<float> velocity = more ? arrays[7] : default;
        OptimizerPasses.RmsProp(rms, arrays[4], gradients, arrays[5], mean, velocity, width);
        var sgd = new SgdRule { Gradient = transform, StepSize = 0.1f, Momentum = 0.5f, Nesterov = variant == 3 };
        OptimizerPasses.Sgd(sgd, arrays[8], gradients, more ? arrays[9] : default(Span<float>), width);
        return [.. arrays.SelectMany(array => array)];
    }
}
