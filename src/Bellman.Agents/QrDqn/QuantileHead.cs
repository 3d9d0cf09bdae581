using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// For each action quantiles of the distribution of returns (QR-DQN, Dabney et al. 2018): the successor's quantiles, moved by the reward, are samples of the target, and the loss is the quantile Huber loss.
/// </summary>
internal sealed class QuantileHead : QHead
{
    private readonly float _threshold;
    private readonly float[] _values;
    private readonly float[] _targets;

    public QuantileHead(int actionCount, QrDqnOptions options)
        : base(actionCount)
    {
        OutputsPerAction = options.Quantiles;
        _threshold = options.HuberDelta;
        _values = new float[actionCount];
        _targets = new float[options.BatchSize * options.Quantiles];
    }

    public override int OutputsPerAction { get; }

    public override ReadOnlySpan<float> Values(ReadOnlySpan<float> outputs)
    {
        for (int a = 0; a < _values.Length; a++) _values[a] = Mean(Of(outputs, a));
        return _values;
    }

    public override void ComputeTargets(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> discounts, ReadOnlySpan<float> choosing, ReadOnlySpan<float> rating, int stride, ReadOnlySpan<bool> allowed)
    {
        for (int row = 0; row < rewards.Length; row++)
        {
            int best = Best(choosing[(row * stride)..], allowed, row);
            ReadOnlySpan<float> quantiles = Of(rating[(row * stride)..], best);
            Span<float> target = Target(row);
            for (int i = 0; i < target.Length; i++) target[i] = rewards[row] + (discounts[row] * quantiles[i]);
        }
    }

    /// <summary>The error of a row is that of the expectation: the loss itself stays large where returns vary.</summary>
    public override float Loss(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<int> taken, ReadOnlySpan<float> weights, Span<float> gradient, Span<float> errors)
    {
        gradient.Clear();
        float sum = 0, scale = 1f / taken.Length;
        for (int row = 0; row < taken.Length; row++)
        {
            ReadOnlySpan<float> quantiles = Of(outputs[(row * stride)..], taken[row]);
            Span<float> slopes = gradient.Slice((row * stride) + (taken[row] * OutputsPerAction), OutputsPerAction);
            sum += weights[row] * QuantileLosses.Huber(quantiles, Target(row), _threshold, scale * weights[row], slopes);
            if (!errors.IsEmpty) errors[row] = Mean(quantiles) - Mean(Target(row));
        }

        return scale * sum;
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values) sum += value;
        return sum / values.Length;
    }

    private ReadOnlySpan<float> Of(ReadOnlySpan<float> outputs, int action) => outputs.Slice(action * OutputsPerAction, OutputsPerAction);

    private Span<float> Target(int row) => _targets.AsSpan(row * OutputsPerAction, OutputsPerAction);
}
