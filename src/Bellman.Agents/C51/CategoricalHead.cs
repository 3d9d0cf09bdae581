using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>
/// For each action the logits of a distribution of returns over fixed atoms (C51, Bellemare et al. 2017): the target is the successor's distribution, moved by the reward and projected back onto the
/// atoms, and the loss the cross-entropy to it.
/// </summary>
internal sealed class CategoricalHead : QHead
{
    private readonly float _low;
    private readonly float _high;
    private readonly float[] _values;
    private readonly float[] _probabilities;
    private readonly float[] _targets;

    /// <exception cref="ArgumentException">The range is empty.</exception>
    public CategoricalHead(int actionCount, C51Options options)
        : base(actionCount)
    {
        if (options.VMin >= options.VMax)
            throw new ArgumentException(FormattableString.Invariant($"v_min must be below v_max, but they are {options.VMin} and {options.VMax}. Set them to the least and the largest return, in scaled rewards."), nameof(options));
        OutputsPerAction = options.Atoms;
        _low = options.VMin;
        _high = options.VMax;
        _values = new float[actionCount];
        _probabilities = new float[options.Atoms];
        _targets = new float[options.BatchSize * options.Atoms];
    }

    public override int OutputsPerAction { get; }

    public override ReadOnlySpan<float> Values(ReadOnlySpan<float> outputs)
    {
        for (int a = 0; a < _values.Length; a++) _values[a] = CategoricalLosses.Mean(Of(outputs, a), _low, _high, _probabilities);
        return _values;
    }

    public override void ComputeTargets(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> discounts, ReadOnlySpan<float> choosing, ReadOnlySpan<float> rating, int stride, ReadOnlySpan<bool> allowed)
    {
        for (int row = 0; row < rewards.Length; row++)
        {
            int best = Best(choosing[(row * stride)..], allowed, row);
            CategoricalLosses.Probabilities(Of(rating[(row * stride)..], best), _probabilities);
            CategoricalLosses.Project(rewards[row], discounts[row], _probabilities, _low, _high, Target(row));
        }
    }

    /// <summary>The error of a row is the divergence of the distribution from its target, which unlike the loss can be 0 (Hessel et al. 2018).</summary>
    public override float Loss(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<int> taken, ReadOnlySpan<float> weights, Span<float> gradient, Span<float> errors)
    {
        gradient.Clear();
        float sum = 0, scale = 1f / taken.Length;
        for (int row = 0; row < taken.Length; row++)
        {
            Span<float> target = Target(row);
            float loss = CategoricalLosses.CrossEntropy(
                Of(outputs[(row * stride)..], taken[row]), target, scale * weights[row], gradient.Slice((row * stride) + (taken[row] * OutputsPerAction), OutputsPerAction));
            if (!errors.IsEmpty) errors[row] = MathF.Max(0, loss - CategoricalLosses.Entropy(target));
            sum += weights[row] * loss;
        }

        return scale * sum;
    }

    private ReadOnlySpan<float> Of(ReadOnlySpan<float> outputs, int action) => outputs.Slice(action * OutputsPerAction, OutputsPerAction);

    private Span<float> Target(int row) => _targets.AsSpan(row * OutputsPerAction, OutputsPerAction);
}
