using Bellman.Core;

namespace Bellman.Agents;

/// <summary>What agents with an actor and a critic record about themselves.</summary>
internal sealed class ActorCriticMetrics(Metrics metrics)
{
    private readonly ScalarMetric _loss = metrics.Scalar("loss");
    private readonly ScalarMetric _policyLoss = metrics.Scalar("policy_loss");
    private readonly ScalarMetric _valueLoss = metrics.Scalar("value_loss");
    private readonly ScalarMetric _entropy = metrics.Scalar("entropy");
    private readonly ScalarMetric _gradientNorm = metrics.Scalar("gradient_norm");
    private readonly ScalarMetric _explainedVariance = metrics.Scalar("explained_variance");
    private readonly ScalarMetric _learningRate = metrics.Scalar("learning_rate");

    /// <summary>What a batch shows before it is learned from.</summary>
    public void RecordLosses(float loss, float policyLoss, float valueLoss, float entropy)
    {
        _loss.Record(loss);
        _policyLoss.Record(policyLoss);
        _valueLoss.Record(valueLoss);
        _entropy.Record(entropy);
    }

    /// <summary>The norm of an update's gradient.</summary>
    public void RecordGradient(float norm) => _gradientNorm.Record(norm);

    /// <summary>What holds for a whole rollout.</summary>
    public void RecordRollout(RolloutBuffer rollout, float learningRate)
    {
        double explained = Advantages.ExplainedVariance(rollout.Values, rollout.Returns);
        if (!double.IsNaN(explained)) _explainedVariance.Record(explained);
        _learningRate.Record(learningRate);
    }
}
