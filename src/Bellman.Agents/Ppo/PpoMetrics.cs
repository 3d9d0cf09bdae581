using Bellman.Core;
using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>What PPO records about itself.</summary>
internal sealed class PpoMetrics(Metrics metrics)
{
    private readonly ScalarMetric _loss = metrics.Scalar("loss");
    private readonly ScalarMetric _policyLoss = metrics.Scalar("policy_loss");
    private readonly ScalarMetric _valueLoss = metrics.Scalar("value_loss");
    private readonly ScalarMetric _entropy = metrics.Scalar("entropy");
    private readonly ScalarMetric _approxKl = metrics.Scalar("approx_kl");
    private readonly ScalarMetric _clipFraction = metrics.Scalar("clip_fraction");
    private readonly ScalarMetric _gradientNorm = metrics.Scalar("gradient_norm");
    private readonly ScalarMetric _explainedVariance = metrics.Scalar("explained_variance");
    private readonly ScalarMetric _learningRate = metrics.Scalar("learning_rate");
    private readonly ScalarMetric _clipRange = metrics.Scalar("clip_range");

    /// <summary>What a batch shows before it is learned from.</summary>
    public void Record(float loss, in SurrogateLoss surrogate, float valueLoss, float entropy)
    {
        _loss.Record(loss);
        _policyLoss.Record(surrogate.Loss);
        _valueLoss.Record(valueLoss);
        _entropy.Record(entropy);
        _approxKl.Record(surrogate.Divergence);
        _clipFraction.Record(surrogate.ClipFraction);
    }

    /// <summary>The norm of an update's gradient.</summary>
    public void Record(float gradientNorm) => _gradientNorm.Record(gradientNorm);

    /// <summary>What holds for a whole round of updates.</summary>
    public void Record(double explainedVariance, float learningRate, float clipRange)
    {
        if (!double.IsNaN(explainedVariance)) _explainedVariance.Record(explainedVariance);
        _learningRate.Record(learningRate);
        _clipRange.Record(clipRange);
    }
}
