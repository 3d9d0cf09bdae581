using System.Runtime.CompilerServices;
using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// Losses of policies and of the values that judge them, as pure functions on spans. They are derived by the logarithms of the probabilities of
/// the actions taken; a distribution takes the chain on from there.
/// </summary>
public static class PolicyLosses
{
    /// <summary>
    /// The loss of the policy gradient, <c>-mean(A log p)</c> (Williams 1992), and its gradient <c>-A / N</c> by each <c>log p</c>.
    /// </summary>
    /// <param name="logProbs">The logarithms of the probabilities of the actions taken; their number is the batch N.</param>
    /// <param name="advantages">How much better than expected each was.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A span is of another length.</exception>
    public static float PolicyGradient(ReadOnlySpan<float> logProbs, ReadOnlySpan<float> advantages, Span<float> gradient)
    {
        CheckLengths(logProbs.Length, advantages.Length, gradient.Length);
        float sum = 0, scale = -1f / logProbs.Length;
        for (int i = 0; i < logProbs.Length; i++)
        {
            sum += advantages[i] * logProbs[i];
            gradient[i] = scale * advantages[i];
        }

        return scale * sum;
    }

    /// <summary>
    /// The clipped surrogate of proximal policy optimization (Schulman et al. 2017, equation 7), with <c>r = exp(log p - log p_old)</c>:
    /// <code>-mean(min(r A, clip(r, 1 - c, 1 + c) A))</code>
    /// Its gradient by <c>log p</c> is <c>-r A / N</c> where the first of the two is the smaller, and zero where the clipped one is.
    /// </summary>
    /// <param name="logProbs">The logarithms of the probabilities of the actions taken, as they are now; their number is the batch N.</param>
    /// <param name="oldLogProbs">As they were when the actions were taken.</param>
    /// <param name="advantages">How much better than expected each was.</param>
    /// <param name="clipRange">The range c, above 0.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The loss, and how far the policy has moved.</returns>
    /// <exception cref="ArgumentException">A span is of another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SurrogateLoss Clipped(
        ReadOnlySpan<float> logProbs, ReadOnlySpan<float> oldLogProbs, ReadOnlySpan<float> advantages, float clipRange, Span<float> gradient)
    {
        CheckLengths(logProbs.Length, advantages.Length, gradient.Length);
        CheckLengths(logProbs.Length, oldLogProbs.Length, gradient.Length);
        float sum = 0, divergence = 0, scale = -1f / logProbs.Length;
        int clipped = 0;
        for (int i = 0; i < logProbs.Length; i++)
        {
            float logRatio = logProbs[i] - oldLogProbs[i];
            float ratio = ElementaryFunctions.Exp(logRatio);
            float plain = ratio * advantages[i];
            float limited = Math.Clamp(ratio, 1 - clipRange, 1 + clipRange) * advantages[i];
            bool open = !(plain > limited);
            sum += open ? plain : limited;
            gradient[i] = open ? scale * plain : 0;
            divergence += ratio - 1 - logRatio;
            if (MathF.Abs(ratio - 1) > clipRange) clipped++;
        }

        return new SurrogateLoss(scale * sum, -scale * divergence, -scale * clipped);
    }

    /// <summary>
    /// The loss of values, <c>mean((v - R)^2)</c>, or, clipped, <c>mean(max((v - R)^2, (v_old + clip(v - v_old, -c, c) - R)^2))</c>, which keeps
    /// values near the old ones as the policy's surrogate does (Dhariwal et al. 2017, OpenAI Baselines); and its gradient, times a factor.
    /// </summary>
    /// <param name="values">The values, one at the beginning of each row.</param>
    /// <param name="stride">The distance between the rows of the values and of the gradient.</param>
    /// <param name="oldValues">The values as they were when the actions were taken; not used where nothing is clipped.</param>
    /// <param name="returns">What the values ought to be; their number is the batch.</param>
    /// <param name="clipRange">The range c; infinity clips nothing.</param>
    /// <param name="factor">What the gradient is multiplied by.</param>
    /// <param name="gradient">Receives the gradient at the beginning of each row.</param>
    /// <returns>The loss without the factor.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Value(
        ReadOnlySpan<float> values,
        int stride,
        ReadOnlySpan<float> oldValues,
        ReadOnlySpan<float> returns,
        float clipRange,
        float factor,
        Span<float> gradient)
    {
        float sum = 0, scale = 1f / returns.Length;
        for (int i = 0; i < returns.Length; i++)
        {
            float value = values[i * stride];
            float error = value - returns[i];
            float slope = 2 * error;
            if (!float.IsPositiveInfinity(clipRange) && MathF.Abs(value - oldValues[i]) > clipRange)
            {
                float limited = oldValues[i] + MathF.CopySign(clipRange, value - oldValues[i]) - returns[i];
                if (limited * limited > error * error) (error, slope) = (limited, 0);
            }

            sum += error * error;
            gradient[i * stride] = factor * scale * slope;
        }

        return scale * sum;
    }

    private static void CheckLengths(int batch, int second, int third)
    {
        if (second != batch || third != batch)
            throw new ArgumentException($"There are {batch} actions, but other spans have {second} and {third} elements.");
    }
}
