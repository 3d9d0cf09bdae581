using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="ActorCriticAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record ActorCriticOptions : PolicyGradientOptions
{
    /// <summary>Makes the options; the step size is 0.001 unless stated.</summary>
    public ActorCriticOptions() => LearningRate = 1e-3f;

    /// <summary>Steps of each world between two updates; with 1 and a single world it learns from every step on its own. Default: 16.</summary>
    public int RolloutSteps { get; init => field = Check.Range(value, 1, 65_536); } = 16;

    /// <summary>Whether the advantages of an update are brought to mean 0 and standard deviation 1. Default: false.</summary>
    public bool NormalizeAdvantages { get; init; }

    /// <summary>What the step sizes are multiplied by after each episode; above 0, at most 1, which keeps them. Default: 1.</summary>
    public float LearningRateDecay { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 1f;
}
