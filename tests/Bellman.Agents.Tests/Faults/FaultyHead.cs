namespace Bellman.Agents.Tests;

/// <summary>A head of the DQN family with a classic fault in its loss.</summary>
/// <param name="inner">The head.</param>
/// <param name="fault">The fault.</param>
internal sealed class FaultyHead(QHead inner, FaultyHead.Fault fault) : QHead(inner.ActionCount)
{
    /// <summary>What is wrong.</summary>
    public enum Fault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>The quantile Huber loss pulls with 1 - tau where it should with tau: the sign of the error is taken the wrong way round.</summary>
        WrongSign,

        /// <summary>The weights that correct for uneven draws are left out.</summary>
        NoImportanceWeights,
    }

    public override int OutputsPerAction => inner.OutputsPerAction;

    public override ReadOnlySpan<float> Values(ReadOnlySpan<float> outputs) => inner.Values(outputs);

    public override void ComputeTargets(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> discounts, ReadOnlySpan<float> choosing, ReadOnlySpan<float> rating, int stride, ReadOnlySpan<bool> allowed) =>
        inner.ComputeTargets(rewards, discounts, choosing, rating, stride, allowed);

    public override float Loss(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<int> taken, ReadOnlySpan<float> weights, Span<float> gradient, Span<float> errors)
    {
        if (fault == Fault.None) return inner.Loss(outputs, stride, taken, weights, gradient, errors);
        if (fault == Fault.NoImportanceWeights) return inner.Loss(outputs, stride, taken, [.. Enumerable.Repeat(1f, weights.Length)], gradient, errors);

        // Quantiles in the reverse order are held to each other's tau.
        float[] reversed = outputs.ToArray();
        Reverse(reversed, stride);
        float loss = inner.Loss(reversed, stride, taken, weights, gradient, errors);
        Reverse(gradient, stride);
        return loss;
    }

    private void Reverse(Span<float> rows, int stride)
    {
        for (int row = 0; row < rows.Length / stride; row++)
        {
            for (int action = 0; action < ActionCount; action++) rows.Slice((row * stride) + (action * OutputsPerAction), OutputsPerAction).Reverse();
        }
    }
}
