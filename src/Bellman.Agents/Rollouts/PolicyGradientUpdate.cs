using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>One update of actor and critic from all of a rollout at once, by the plain policy gradient: <c>-mean(A log p) - entropy + value loss</c>.</summary>
/// <param name="networks">The networks that are updated.</param>
/// <param name="rollout">What has been played.</param>
/// <param name="options">The weights of the losses, and the discount.</param>
/// <param name="metrics">Where the figures go.</param>
internal sealed class PolicyGradientUpdate(ActorCritic networks, RolloutBuffer rollout, PolicyGradientOptions options, ActorCriticMetrics metrics)
{
    private readonly RolloutBatch _batch = new(networks, rollout, rollout.Capacity);
    private readonly int[] _all = [.. Enumerable.Range(0, networks.Plan?.PerRollout ?? rollout.Capacity)];

    /// <summary>Learns from the rollout, which must be full, and empties it.</summary>
    /// <param name="lambda">The lambda of the advantages.</param>
    /// <param name="normalizeAdvantages">Whether they are brought to mean 0 and standard deviation 1.</param>
    /// <param name="learningRate">The actor's step size.</param>
    /// <param name="divergence">Where training stands, should the loss not be finite.</param>
    /// <exception cref="Core.TrainingDivergedException">The loss is not finite.</exception>
    public void Learn(float lambda, bool normalizeAdvantages, float learningRate, Divergence divergence)
    {
        rollout.ComputeAdvantages(options.Discount, lambda);
        _batch.Gather(_all);
        if (normalizeAdvantages) Advantages.Standardize(_batch.Advantages);
        float entropy = _batch.ForwardActor();
        float policyLoss = PolicyLosses.PolicyGradient(_batch.LogProbs, _batch.Advantages, _batch.ByLogProb);
        float valueLoss = _batch.LearnCritic(float.PositiveInfinity, options.ValueCoefficient);
        float loss = policyLoss - (options.EntropyCoefficient * entropy) + (options.ValueCoefficient * valueLoss);
        divergence.Require(loss, "The loss");
        _batch.LearnActor(options.EntropyCoefficient);
        metrics.RecordLosses(loss, policyLoss, valueLoss, entropy);
        metrics.RecordGradient(networks.Step(learningRate));
        metrics.RecordRollout(rollout, learningRate);
        rollout.Clear();
    }
}
