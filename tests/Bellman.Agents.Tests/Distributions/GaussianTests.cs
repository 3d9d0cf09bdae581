using System.Text.Json;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Agents.Tests;

public sealed class GaussianTests
{
    private static readonly JsonElement Inputs = GoldenLearning.Inputs("gaussian");
    private static readonly JsonElement Expected = GoldenLearning.Results("gaussian");
    private static readonly float[] Means = Inputs.Numbers("mean");
    private static readonly float[] LogStd = Inputs.Numbers("log_std");
    private static readonly float[] Values = Inputs.Numbers("x");
    private static readonly int Size = LogStd.Length;
    private static readonly int Batch = Means.Length / Size;

    [Fact]
    public void DiagonalGaussian_RecordedBatch_EqualsPyTorch()
    {
        float[] logProbs = new float[Batch], entropies = new float[Batch], byMean = new float[Means.Length], byLogStd = new float[Size], sum = new float[Size];
        for (int row = 0; row < Batch; row++)
        {
            logProbs[row] = DiagonalGaussian.LogProb(Row(Means, row), LogStd, Row(Values, row));
            entropies[row] = DiagonalGaussian.Entropy(LogStd);
            DiagonalGaussian.Gradient(Row(Means, row), LogStd, Row(Values, row), 1f, 0f, byMean.AsSpan(row * Size, Size), byLogStd);
            for (int i = 0; i < Size; i++) sum[i] += byLogStd[i];
        }

        GoldenLearning.Near(Expected.Numbers("log_prob"), logProbs, "log_prob");
        GoldenLearning.Near(Expected.Numbers("entropy"), entropies, "entropy");
        GoldenLearning.Near(Expected.Numbers("dmean_of_sum_logprob"), byMean, "by mean");
        GoldenLearning.Near(Expected.Numbers("dlogstd_of_sum_logprob"), sum, "by log_std");
    }

    [Fact]
    public void SquashedGaussian_RecordedBatch_EqualsPyTorch()
    {
        JsonElement squashed = Expected.GetProperty("squashed");
        float[] actions = new float[Means.Length], logProbs = new float[Batch], byMean = new float[Means.Length], byLogStd = new float[Size], sum = new float[Size];
        float[] noise = [.. Values.Select(value => 0.5f * value)];
        for (int row = 0; row < Batch; row++)
        {
            Span<float> action = actions.AsSpan(row * Size, Size);
            logProbs[row] = SquashedGaussian.Act(Row(Means, row), LogStd, Row(noise, row), action);
            SquashedGaussian.Gradient(LogStd, Row(noise, row), action, new float[Size], 1f, byMean.AsSpan(row * Size, Size), byLogStd);
            for (int i = 0; i < Size; i++) sum[i] += byLogStd[i];
        }

        GoldenLearning.Near(squashed.Numbers("action"), actions, "action");
        GoldenLearning.Near(squashed.Numbers("log_prob_exact"), logProbs, "log_prob");
        GoldenLearning.Near(squashed.Numbers("dmean_of_sum_logprob_exact_reparam"), byMean, "by mean");
        GoldenLearning.Near(squashed.Numbers("dlogstd_of_sum_logprob_exact_reparam"), sum, "by log_std");
    }

    [Fact]
    public void DiagonalGaussian_GradientWithEntropy_EqualsDifferences()
    {
        float[] mean = [0.2f, -0.4f], value = [0.5f, -1f], byMean = new float[2], byLogStd = new float[2];
        float[] point = [.. mean, -0.3f, 0.2f];
        DiagonalGaussian.Gradient(mean, point.AsSpan(2), value, 0.6f, -0.2f, byMean, byLogStd);
        GradientCheckReport report = GradientCheck.Function(
            p => (0.6f * DiagonalGaussian.LogProb(p.AsSpan(0, 2), p.AsSpan(2), value)) - (0.2f * DiagonalGaussian.Entropy(p.AsSpan(2))),
            point,
            [.. byMean, .. byLogStd]);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void SquashedGaussian_GradientOfActionAndLogProb_EqualsDifferences()
    {
        float[] noise = [0.4f, -1.1f], byAction = [0.8f, -0.5f], action = new float[2], byMean = new float[2], byLogStd = new float[2];
        float[] point = [0.2f, -0.4f, -0.3f, 0.2f];
        double Function(float[] p)
        {
            float logProb = SquashedGaussian.Act(p.AsSpan(0, 2), p.AsSpan(2), noise, action);
            return (byAction[0] * action[0]) + (byAction[1] * action[1]) + (0.3f * logProb);
        }

        Function(point);
        SquashedGaussian.Gradient(point.AsSpan(2), noise, action, byAction, 0.3f, byMean, byLogStd);
        GradientCheckReport report = GradientCheck.Function(Function, point, [.. byMean, .. byLogStd]);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void SquashedGaussian_FarOut_KeepsAFiniteLogProb()
    {
        float[] action = new float[1];
        float logProb = SquashedGaussian.Act([30f], [0f], [0f], action);
        Assert.Equal(1f, action[0]);
        Assert.Equal(-0.91893853 - (2 * (Math.Log(2) - 30)), logProb, 1e-4);
    }

    [Fact]
    public void Sample_ManyDraws_HaveTheMeanAndDeviation()
    {
        var rng = new Pcg64(4);
        float[] value = new float[1], noise = new float[1];
        double sum = 0, squares = 0, noiseSquares = 0;
        for (int i = 0; i < 100_000; i++)
        {
            DiagonalGaussian.Sample([2f], [-0.5f], rng, value);
            (sum, squares) = (sum + value[0], squares + (value[0] * value[0]));
            SquashedGaussian.SampleNoise(rng, noise);
            noiseSquares += noise[0] * noise[0];
        }

        double mean = sum / 100_000;
        Assert.Equal(2, mean, 0.01);
        Assert.Equal(Math.Exp(-0.5), Math.Sqrt((squares / 100_000) - (mean * mean)), 0.01);
        Assert.Equal(1, noiseSquares / 100_000, 0.02);
    }

    private static ReadOnlySpan<float> Row(float[] values, int row) => values.AsSpan(row * Size, Size);
}
