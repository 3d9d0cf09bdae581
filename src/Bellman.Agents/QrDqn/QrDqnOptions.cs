using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of <see cref="QrDqnAgent"/>.</summary>
public sealed record QrDqnOptions : DeepQOptions
{
    /// <summary>How many quantiles the distribution of returns has, from 1 to 1,000. Default: 200 (Dabney et al. 2018).</summary>
    public int Quantiles { get; init => field = Check.Range(value, 1, 1000); } = 200;

    /// <summary>The error at which the quantile Huber loss turns from a parabola into a line (kappa); above 0. Default: 1 (Dabney et al. 2018).</summary>
    public float HuberDelta { get; init => field = Check.Positive(value); } = 1f;
}
