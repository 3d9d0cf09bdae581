using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The distribution over actions <c>p_i = exp(l_i) / sum_j exp(l_j)</c> of logits <c>l</c>, as pure functions on spans.
/// <see cref="LogProbs(ReadOnlySpan{float}, Span{float})"/> comes first; the others take what it gives.
/// </summary>
public static class Categorical
{
    /// <summary>The logarithms of all probabilities: <c>l_i - log sum_j exp(l_j)</c>, the largest logit taken out of the sum, so that nothing overflows.</summary>
    /// <param name="logits">The logits, at least one. Those of negative infinity have the probability 0.</param>
    /// <param name="logProbs">Receives as many logarithms; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LogProbs(ReadOnlySpan<float> logits, Span<float> logProbs)
    {
        if (logits.Length != logProbs.Length)
            throw new ArgumentException($"There are {logits.Length} logits, but room for {logProbs.Length}.", nameof(logProbs));
        float largest = float.NegativeInfinity;
        foreach (float logit in logits) largest = MathF.Max(largest, logit);
        float sum = 0;
        foreach (float logit in logits) sum += ElementaryFunctions.Exp(logit - largest);
        float normalizer = ElementaryFunctions.LogOnePlus(sum - 1);
        for (int i = 0; i < logits.Length; i++) logProbs[i] = logits[i] - largest - normalizer;
    }

    /// <summary>The logarithms of the probabilities among the actions that a mask allows; negative infinity for the others (Huang and Ontanon 2022).</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="allowed">Which actions may be taken, at least one of them.</param>
    /// <param name="logProbs">Receives as many logarithms; may be the same memory as the logits.</param>
    /// <exception cref="ArgumentException">The lengths differ, or no action is allowed.</exception>
    public static void LogProbs(ReadOnlySpan<float> logits, ReadOnlySpan<bool> allowed, Span<float> logProbs)
    {
        if (logits.Length != allowed.Length || logits.Length != logProbs.Length)
            throw new ArgumentException($"There are {logits.Length} logits, a mask of {allowed.Length} and room for {logProbs.Length}.", nameof(allowed));
        if (!allowed.Contains(true)) throw new ArgumentException("The mask allows no action.", nameof(allowed));
        for (int i = 0; i < logits.Length; i++) logProbs[i] = allowed[i] ? logits[i] : float.NegativeInfinity;
        LogProbs(logProbs, logProbs);
    }

    /// <summary>The entropy <c>-sum_i p_i log p_i</c>; a probability of 0 adds nothing.</summary>
    /// <param name="logProbs">What <see cref="LogProbs(ReadOnlySpan{float}, Span{float})"/> gave.</param>
    public static float Entropy(ReadOnlySpan<float> logProbs)
    {
        float sum = 0;
        foreach (float logProb in logProbs)
        {
            float probability = ElementaryFunctions.Exp(logProb);
            if (probability != 0) sum -= probability * logProb;
        }

        return sum;
    }

    /// <summary>Draws an action by inverting the distribution function: one uniform number for each.</summary>
    /// <param name="logProbs">What <see cref="LogProbs(ReadOnlySpan{float}, Span{float})"/> gave.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <returns>The action's index; never one of probability 0.</returns>
    public static int Sample(ReadOnlySpan<float> logProbs, Pcg64 rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        float left = rng.NextSingle();
        int last = 0;
        for (int i = 0; i < logProbs.Length; i++)
        {
            float probability = ElementaryFunctions.Exp(logProbs[i]);
            if (probability == 0) continue;
            last = i;
            left -= probability;
            if (left < 0) break;
        }

        return last;
    }

    /// <summary>
    /// The gradient by the logits of <c>a log p_k + b H</c>, H being the entropy:
    /// <code>a (1[i = k] - p_i) - b p_i (log p_i + H)</code>
    /// </summary>
    /// <param name="logProbs">What <see cref="LogProbs(ReadOnlySpan{float}, Span{float})"/> gave.</param>
    /// <param name="action">The action k.</param>
    /// <param name="byLogProb">The factor a.</param>
    /// <param name="byEntropy">The factor b.</param>
    /// <param name="gradient">Receives the gradient, zero where the probability is 0.</param>
    public static void Gradient(ReadOnlySpan<float> logProbs, int action, float byLogProb, float byEntropy, Span<float> gradient)
    {
        float entropy = byEntropy == 0 ? 0 : Entropy(logProbs);
        for (int i = 0; i < logProbs.Length; i++)
        {
            float probability = ElementaryFunctions.Exp(logProbs[i]);
            float pull = (byLogProb * probability) + (probability == 0 ? 0 : byEntropy * probability * (logProbs[i] + entropy));
            gradient[i] = (i == action ? byLogProb : 0) - pull;
        }
    }
}
