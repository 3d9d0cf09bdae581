using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>
/// A distribution of returns over fixed atoms <c>z_i = low + i (high - low) / (n - 1)</c>, its probabilities given by logits (C51, Bellemare et al. 2017), as pure functions on spans.
/// </summary>
public static class CategoricalLosses
{
    /// <summary>The probabilities <c>p_i = exp(l_i) / sum_j exp(l_j)</c> of logits, the largest of them taken out, so that nothing overflows.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="probabilities">Receives as many probabilities; may be the same memory.</param>
    public static void Probabilities(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        float sum = ExponentialSum(logits, Largest(logits), probabilities);
        Vectors.Scale(probabilities[..logits.Length], 1 / sum);
    }

    /// <summary>The expectation <c>sum_i p_i z_i</c> of the probabilities that logits have, where the atoms begin at <paramref name="low"/> and end at <paramref name="high"/>.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="low">The first atom.</param>
    /// <param name="high">The last atom.</param>
    /// <param name="scratch">As many numbers as there are logits, overwritten.</param>
    public static float Mean(ReadOnlySpan<float> logits, float low, float high, Span<float> scratch)
    {
        float sum = ExponentialSum(logits, Largest(logits), scratch);
        float middle = (logits.Length - 1) / 2f, moment = 0;
        for (int i = 0; i < logits.Length; i++) moment += (i - middle) * scratch[i]; // From the middle, where rounding is least.
        return ((low + high) / 2) + (moment / sum * ((high - low) / (logits.Length - 1)));
    }

    /// <summary>
    /// Projects the distribution of <c>r + d z</c> onto the atoms (Bellemare et al. 2017, equation 7): each moved atom, limited to the range, hands its probability to its two neighbours in
    /// proportion to how near they are.
    /// </summary>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The factor d of the successor's return: 0 where the episode terminated, which puts everything at the reward.</param>
    /// <param name="probabilities">The successor's probabilities of the atoms, at least two.</param>
    /// <param name="low">The first atom.</param>
    /// <param name="high">The last atom, above the first.</param>
    /// <param name="projected">Receives as many probabilities; not the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Project(float reward, float discount, ReadOnlySpan<float> probabilities, float low, float high, Span<float> projected)
    {
        int atoms = probabilities.Length;
        if (projected.Length != atoms) throw new ArgumentException($"There are {atoms} atoms, but room for {projected.Length}.", nameof(projected));
        projected.Clear();
        float gap = (high - low) / (atoms - 1);
        for (int i = 0; i < atoms; i++)
        {
            float moved = Math.Clamp(reward + (discount * (low + (i * gap))), low, high);
            float place = Math.Min((moved - low) / gap, atoms - 1);
            int below = (int)place;
            float above = place - below; // What is not a number stays so, in the probabilities of the first atoms.
            projected[below] += (1 - above) * probabilities[i];
            if (below + 1 < atoms) projected[below + 1] += above * probabilities[i];
        }
    }

    /// <summary>
    /// The cross-entropy <c>-sum_i m_i log p_i</c> of logits to a target distribution, and its gradient <c>p_i sum_j m_j - m_i</c> by the logits, times a scale.
    /// </summary>
    /// <param name="logits">The logits.</param>
    /// <param name="target">The target probabilities m.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The cross-entropy, not scaled.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, float scale, Span<float> gradient)
    {
        if (target.Length != logits.Length || gradient.Length != logits.Length)
            throw new ArgumentException($"There are {logits.Length} logits, {target.Length} target probabilities and room for {gradient.Length}.", nameof(target));
        float largest = Largest(logits);
        float sum = ExponentialSum(logits, largest, gradient);
        float logSum = ElementaryFunctions.LogOnePlus(sum - 1);
        float loss = 0, mass = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            loss -= target[i] * (logits[i] - largest - logSum);
            mass += target[i];
        }

        for (int i = 0; i < logits.Length; i++) gradient[i] = scale * ((gradient[i] / sum * mass) - target[i]);
        return loss;
    }

    /// <summary>The entropy <c>-sum_i p_i log p_i</c> of probabilities: what the cross-entropy to them cannot fall below.</summary>
    /// <param name="probabilities">The probabilities; those of 0 add nothing.</param>
    public static float Entropy(ReadOnlySpan<float> probabilities)
    {
        float sum = 0;
        foreach (float probability in probabilities)
        {
            if (probability > 0) sum -= probability * (float)Math.Log(probability);
        }

        return sum;
    }

    private static float ExponentialSum(ReadOnlySpan<float> logits, float largest, Span<float> exponentials)
    {
        Exponentials.OfDifferences(logits, largest, exponentials[..logits.Length]);
        float sum = 0;
        foreach (float exponential in exponentials[..logits.Length]) sum += exponential;
        return sum;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = float.NegativeInfinity;
        foreach (float value in values) largest = value > largest ? value : largest;
        return largest;
    }
}
