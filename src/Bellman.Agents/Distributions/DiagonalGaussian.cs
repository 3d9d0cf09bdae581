using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Independent normal distributions, one for each number of an action, given by means and logarithms of standard deviations: pure functions on spans.
/// </summary>
public static class DiagonalGaussian
{
    /// <summary>log(sqrt(2 pi)).</summary>
    internal const float LogRootTwoPi = 0.9189385332f;

    /// <summary>The logarithm of the density: <c>sum_i -((x_i - m_i) / s_i)^2 / 2 - log s_i - log sqrt(2 pi)</c>.</summary>
    /// <param name="mean">The means.</param>
    /// <param name="logStd">The logarithms of the standard deviations.</param>
    /// <param name="value">Where.</param>
    public static float LogProb(ReadOnlySpan<float> mean, ReadOnlySpan<float> logStd, ReadOnlySpan<float> value)
    {
        float sum = 0;
        for (int i = 0; i < value.Length; i++)
        {
            float z = (value[i] - mean[i]) * ElementaryFunctions.Exp(-logStd[i]);
            sum -= (0.5f * z * z) + logStd[i] + LogRootTwoPi;
        }

        return sum;
    }

    /// <summary>The entropy: <c>sum_i 1/2 + log sqrt(2 pi) + log s_i</c>.</summary>
    /// <param name="logStd">The logarithms of the standard deviations.</param>
    public static float Entropy(ReadOnlySpan<float> logStd)
    {
        float sum = 0;
        foreach (float value in logStd) sum += 0.5f + LogRootTwoPi + value;
        return sum;
    }

    /// <summary>Draws a value: <c>m_i + s_i z_i</c>, z standard normal.</summary>
    /// <param name="mean">The means.</param>
    /// <param name="logStd">The logarithms of the standard deviations.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="value">Receives the value.</param>
    public static void Sample(ReadOnlySpan<float> mean, ReadOnlySpan<float> logStd, Pcg64 rng, Span<float> value)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int i = 0; i < value.Length; i++) value[i] = mean[i] + (ElementaryFunctions.Exp(logStd[i]) * (float)rng.Normal());
    }

    /// <summary>
    /// The gradients of <c>a log p(x) + b H</c>, H being the entropy, with <c>z = (x - m) / s</c>:
    /// <code>by the mean  a z_i / s_i,  by the logarithm of the standard deviation  a (z_i^2 - 1) + b</code>
    /// </summary>
    /// <param name="mean">The means.</param>
    /// <param name="logStd">The logarithms of the standard deviations.</param>
    /// <param name="value">The value x.</param>
    /// <param name="byLogProb">The factor a.</param>
    /// <param name="byEntropy">The factor b.</param>
    /// <param name="meanGradient">Receives the gradient by the means.</param>
    /// <param name="logStdGradient">Receives the gradient by the logarithms of the standard deviations.</param>
    public static void Gradient(
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<float> value,
        float byLogProb,
        float byEntropy,
        Span<float> meanGradient,
        Span<float> logStdGradient)
    {
        for (int i = 0; i < value.Length; i++)
        {
            float precision = ElementaryFunctions.Exp(-logStd[i]);
            float z = (value[i] - mean[i]) * precision;
            meanGradient[i] = byLogProb * z * precision;
            logStdGradient[i] = (byLogProb * ((z * z) - 1)) + byEntropy;
        }
    }
}
