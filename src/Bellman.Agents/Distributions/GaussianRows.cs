using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// <see cref="DiagonalGaussian"/> over the rows of a network's outputs, each the means and behind them the logarithms of the standard deviations, where those are the same in
/// every row (<see cref="Neural.GaussianHead"/>): their exponentials are computed once. The results are the same bits.
/// </summary>
internal sealed class GaussianRows(int size)
{
    private readonly float[] _logStds = new float[size];
    private readonly float[] _stds = new float[size];
    private readonly float[] _precisions = new float[size];

    /// <summary>Draws a value for each row, and the logarithm of its density.</summary>
    public void Sample(ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> values, Span<float> logProbs)
    {
        TakeDeviations(outputs);
        for (int row = 0; row < logProbs.Length; row++)
        {
            ReadOnlySpan<float> means = outputs.Slice(row * stride, size);
            Span<float> value = values.Slice(row * size, size);
            for (int i = 0; i < means.Length; i++) value[i] = means[i] + (_stds[i] * (float)rng.Normal());
            logProbs[row] = LogProb(means, value);
        }
    }

    /// <summary>The logarithm of the density of a value in each row.</summary>
    /// <returns>The mean entropy.</returns>
    public float LogProbs(ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> values, Span<float> logProbs)
    {
        TakeDeviations(outputs);
        float entropy = 0, sum = DiagonalGaussian.Entropy(_logStds);
        for (int row = 0; row < logProbs.Length; row++)
        {
            logProbs[row] = LogProb(outputs.Slice(row * stride, size), values.Slice(row * size, size));
            entropy += sum;
        }

        return entropy / logProbs.Length;
    }

    /// <summary>The gradients of <see cref="DiagonalGaussian.Gradient"/> in each row, those by the means before those by the logarithms of the deviations.</summary>
    public void Gradient(ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> values, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient)
    {
        TakeDeviations(outputs);
        for (int row = 0; row < byLogProb.Length; row++)
        {
            ReadOnlySpan<float> means = outputs.Slice(row * stride, size), value = values.Slice(row * size, size);
            Span<float> byMean = gradient.Slice(row * stride, size), byLogStd = gradient.Slice((row * stride) + size, size);
            float factor = byLogProb[row];
            for (int i = 0; i < means.Length; i++)
            {
                float z = (value[i] - means[i]) * _precisions[i];
                byMean[i] = factor * z * _precisions[i];
                byLogStd[i] = (factor * ((z * z) - 1)) + byEntropy;
            }
        }
    }

    private float LogProb(ReadOnlySpan<float> means, ReadOnlySpan<float> value)
    {
        float sum = 0;
        for (int i = 0; i < means.Length; i++)
        {
            float z = (value[i] - means[i]) * _precisions[i];
            sum -= (0.5f * z * z) + _logStds[i] + DiagonalGaussian.LogRootTwoPi;
        }

        return sum;
    }

    private void TakeDeviations(ReadOnlySpan<float> outputs)
    {
        outputs.Slice(size, size).CopyTo(_logStds);
        for (int i = 0; i < size; i++)
        {
            _stds[i] = ElementaryFunctions.Exp(_logStds[i]);
            _precisions[i] = ElementaryFunctions.Exp(-_logStds[i]);
        }
    }
}
