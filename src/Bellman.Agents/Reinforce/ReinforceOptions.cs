using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="ReinforceAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record ReinforceOptions : PolicyGradientOptions
{
    /// <summary>Makes the options; the step size is 0.001 unless stated.</summary>
    public ReinforceOptions() => LearningRate = 1e-3f;

    /// <summary>
    /// Whether the critic's value of a state is taken from the return before it weighs an action (Williams 1992; Sutton and Barto 2018, section 13.4). What is expected anyway then
    /// teaches nothing, and the gradient varies less. Without it there is no critic, and what would have come after a time limit counts as nothing. Default: true.
    /// </summary>
    public bool Baseline { get; init; } = true;

    /// <summary>
    /// How many episodes are played before the policy learns from them, all worlds counted together. In several worlds an update spans the episodes that have ended since the last one; those
    /// under way go on, and what was played of them by the former policy is learned from, as it was played, when they end. Default: 1.
    /// </summary>
    public int EpisodesPerUpdate { get; init => field = Check.Range(value, 1, 10_000); } = 1;

    /// <summary>Whether the advantages (without a baseline, the returns) of an update are brought to mean 0 and standard deviation 1. Default: false.</summary>
    public bool NormalizeAdvantages { get; init; }

    /// <summary>What the step sizes are multiplied by after each episode; above 0, at most 1, which keeps them. Default: 1.</summary>
    public float LearningRateDecay { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 1f;

    /// <inheritdoc/>
    internal override void RequireConsistent()
    {
        if (!Baseline) RequireNoCritic("without a baseline there is no critic");
    }
}
