using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>One output for each action: its value (Mnih et al. 2015).</summary>
internal sealed class ScalarHead : QHead
{
    private readonly DqnOptions _options;
    private readonly Loss _loss;
    private readonly float[] _targets;

    public ScalarHead(int actionCount, DqnOptions options)
        : base(actionCount)
    {
        _options = options;
        _loss = LossOf(options);
        _targets = new float[options.BatchSize];
    }

    public override bool AdjustsTargets => _options.AdvantageLearning > 0;

    /// <summary>The loss of a temporal-difference error.</summary>
    public static Loss LossOf(DqnOptions options) => options.Loss == TdLoss.Mse ? Neural.Loss.MeanSquared : Neural.Loss.Huber(options.HuberDelta);

    public override ReadOnlySpan<float> Values(ReadOnlySpan<float> outputs) => outputs[..ActionCount];

    /// <summary>y = r + discount * Q_target(s', a*), a* being the best action by the choosing values.</summary>
    public override void ComputeTargets(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> discounts, ReadOnlySpan<float> choosing, ReadOnlySpan<float> rating, int stride, ReadOnlySpan<bool> allowed)
    {
        Losses.DqnTargets(rewards, discounts, ActionCount, choosing, rating, stride, _targets, allowed);
        if (!AdjustsTargets && _options.TargetLimit > 0) QTargets.Limit(_targets, _options.TargetLimit);
    }

    public override void AdjustTargets(ReadOnlySpan<float> present, int stride, ReadOnlySpan<int> taken)
    {
        QTargets.WidenActionGaps(_targets, present, stride, ActionCount, taken, _options.AdvantageLearning);
        if (_options.TargetLimit > 0) QTargets.Limit(_targets, _options.TargetLimit);
    }

    public override float Loss(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<int> taken, ReadOnlySpan<float> weights, Span<float> gradient, Span<float> errors) =>
        Losses.TakenAction(_loss, ActionCount, outputs, stride, taken, _targets, gradient, weights, errors);
}
