using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bellman.Neural;

/// <summary>Quantiles of a distribution of returns as a network's outputs (QR-DQN, Dabney et al. 2018), as pure functions on spans.</summary>
public static class QuantileLosses
{
    /// <summary>
    /// The quantile Huber loss (Dabney et al. 2018, equation 10): over N quantiles <c>q_i</c> at <c>t_i = (i + 1/2) / N</c> and M samples <c>s_j</c> of the target, with Huber's function h of threshold k,
    /// <code>sum_i mean_j |t_i - 1[s_j &lt; q_i]| h(s_j - q_i) / k</code>
    /// and its gradient <c>-mean_j |t_i - 1[s_j &lt; q_i]| clamp(s_j - q_i, -k, k) / k</c> by each quantile, times a scale.
    /// </summary>
    /// <param name="quantiles">The quantiles; their number is N.</param>
    /// <param name="samples">The samples of the target; their number is M.</param>
    /// <param name="threshold">The threshold k, above 0.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The loss, not scaled.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Huber(ReadOnlySpan<float> quantiles, ReadOnlySpan<float> samples, float threshold, float scale, Span<float> gradient)
    {
        int count = quantiles.Length;
        if (gradient.Length != count) throw new ArgumentException($"There are {count} quantiles, but room for {gradient.Length} derivatives.", nameof(gradient));
        const int Width = 16; // Whatever a machine's vectors hold: each lane is a quantile of its own, so that sums do not depend on it.
        Span<float> lanes = stackalloc float[Width];
        float loss = 0, perSample = 1f / (threshold * samples.Length);
        for (int first = 0; first < count; first += Width)
        {
            int left = Math.Min(Width, count - first);
            quantiles.Slice(first, left).CopyTo(lanes);
            Vector512<float> above = (Lane + Vector512.Create(first + 0.5f)) / Vector512.Create((float)count);
            (Vector512<float> losses, Vector512<float> slopes) = Sums(Vector512.Create<float>(lanes), above, samples, Vector512.Create(threshold));
            (losses * perSample).CopyTo(lanes);
            for (int i = 0; i < left; i++) loss += lanes[i];
            (slopes * (-scale * perSample)).CopyTo(lanes);
            lanes[..left].CopyTo(gradient[first..]);
        }

        return loss;
    }

    private static Vector512<float> Lane => Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    /// <summary>Sums over the samples of weighted losses and slopes of sixteen quantiles; with c the clamped difference d, Huber's function is <c>c (d - c / 2)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Losses, Vector512<float> Slopes) Sums(
        Vector512<float> quantiles, Vector512<float> above, ReadOnlySpan<float> samples, Vector512<float> threshold)
    {
        Vector512<float> losses = Vector512<float>.Zero, slopes = Vector512<float>.Zero, half = Vector512.Create(0.5f);
        Vector512<float> below = Vector512<float>.One - above;
        foreach (float sample in samples)
        {
            Vector512<float> difference = Vector512.Create(sample) - quantiles;
            Vector512<float> weight = Vector512.ConditionalSelect(Vector512.LessThan(difference, Vector512<float>.Zero), below, above);
            Vector512<float> clamped = Vector512.Min(Vector512.Max(difference, -threshold), threshold);
            Vector512<float> slope = weight * clamped;
            slopes += slope;
            losses += slope * (difference - (half * clamped));
        }

        return (losses, slopes);
    }
}
