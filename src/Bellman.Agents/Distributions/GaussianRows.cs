using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> values, Span<float> logProbs)
    {
        TakeDeviations(outputs);
        for (int row = 0; row < logProbs.Length; row++)
        {
            int at = row * stride, to = row * size;
            for (int i = 0; i < size; i++) values[to + i] = outputs[at + i] + (_stds[i] * (float)rng.Normal());
            logProbs[row] = LogProb(outputs, at, values, to);
        }
    }

    /// <summary>The logarithm of the density of a value in each row.</summary>
    /// <returns>The mean entropy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float LogProbs(ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> values, Span<float> logProbs)
    {
        TakeDeviations(outputs);
        float entropy = 0, sum = DiagonalGaussian.Entropy(_logStds);
        for (int row = 0; row < logProbs.Length; row++)
        {
            logProbs[row] = LogProb(outputs, row * stride, values, row * size);
            entropy += sum;
        }

        return entropy / logProbs.Length;
    }

    /// <summary>The gradients of <see cref="DiagonalGaussian.Gradient"/> in each row, those by the means before those by the logarithms of the deviations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gradient(ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> values, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient)
    {
        TakeDeviations(outputs);
        float[] precisions = _precisions;
        for (int row = 0; row < byLogProb.Length; row++)
        {
            int at = row * stride;
            float factor = byLogProb[row];
            for (int i = 0; i < precisions.Length; i++, at++)
            {
                float z = (values[(row * precisions.Length) + i] - outputs[at]) * precisions[i];
                gradient[at] = factor * z * precisions[i];
                gradient[at + precisions.Length] = (factor * ((z * z) - 1)) + byEntropy;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float LogProb(ReadOnlySpan<float> outputs, int mean, ReadOnlySpan<float> values, int value)
    {
        float sum = 0;
        for (int i = 0; i < size; i++)
        {
            float z = (values[value + i] - outputs[mean + i]) * _precisions[i];
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
