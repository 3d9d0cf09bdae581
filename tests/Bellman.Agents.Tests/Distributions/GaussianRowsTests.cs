using Bellman.Numerics;

namespace Bellman.Agents.Tests;

/// <summary>Many rows at once are, to the bit, what <see cref="DiagonalGaussian"/> makes of each.</summary>
public sealed class GaussianRowsTests
{
    private const int Rows = 7;
    private const int Size = 3;
    private const int Stride = 16;

    private static readonly float[] LogStd = [-1.5f, 0.25f, 0.7f];

    private readonly float[] _outputs = new float[Rows * Stride];
    private readonly float[] _values = new float[Rows * Size];

    public GaussianRowsTests()
    {
        Pcg64 random = new SeedStreams(3).Stream("test");
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < Size; i++) _outputs[(row * Stride) + i] = random.Uniform(-2f, 2f);
            LogStd.CopyTo(_outputs.AsSpan((row * Stride) + Size));
        }

        for (int i = 0; i < _values.Length; i++) _values[i] = random.Uniform(-3f, 3f);
    }

    [Fact]
    public void Sample_AndItsLogProbs_AreThoseOfEachRow()
    {
        float[] values = new float[Rows * Size], logProbs = new float[Rows], expected = new float[Size];
        new GaussianRows(Size).Sample(_outputs, Stride, new SeedStreams(4).Stream("test"), values, logProbs);
        Pcg64 random = new SeedStreams(4).Stream("test");
        for (int row = 0; row < Rows; row++)
        {
            DiagonalGaussian.Sample(Mean(row), LogStd, random, expected);
            Assert.Equal(expected, values.AsSpan(row * Size, Size).ToArray());
            Assert.Equal(DiagonalGaussian.LogProb(Mean(row), LogStd, expected), logProbs[row]);
        }
    }

    [Fact]
    public void LogProbs_AndTheEntropy_AreThoseOfEachRow()
    {
        float[] logProbs = new float[Rows];
        float entropy = new GaussianRows(Size).LogProbs(_outputs, Stride, _values, logProbs);
        for (int row = 0; row < Rows; row++) Assert.Equal(DiagonalGaussian.LogProb(Mean(row), LogStd, Value(row)), logProbs[row]);
        Assert.Equal(DiagonalGaussian.Entropy(LogStd), entropy, 1e-6f);
    }

    [Fact]
    public void Gradient_IsThatOfEachRow()
    {
        float[] byLogProb = [.. Enumerable.Range(0, Rows).Select(row => 0.3f - (0.1f * row))], gradient = new float[Rows * Stride];
        float[] byMean = new float[Size], byLogStd = new float[Size];
        new GaussianRows(Size).Gradient(_outputs, Stride, _values, byLogProb, -0.2f, gradient);
        for (int row = 0; row < Rows; row++)
        {
            DiagonalGaussian.Gradient(Mean(row), LogStd, Value(row), byLogProb[row], -0.2f, byMean, byLogStd);
            Assert.Equal([.. byMean, .. byLogStd], gradient.AsSpan(row * Stride, 2 * Size).ToArray());
        }
    }

    private ReadOnlySpan<float> Mean(int row) => _outputs.AsSpan(row * Stride, Size);

    private ReadOnlySpan<float> Value(int row) => _values.AsSpan(row * Size, Size);
}
