using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of <see cref="A2cAgent"/>. Its learning rate is 0.0007 and its optimizer RMSprop unless stated, as in Mnih et al. 2016.</summary>
public sealed record A2cOptions : RolloutOptions
{
    /// <summary>Makes the options.</summary>
    public A2cOptions() => (LearningRate, Optimizer) = (7e-4f, OptimizerKind.RmsProp);

    /// <summary>Steps of each world between two updates, which learn from all of them at once. Default: 5 (Mnih et al. 2016).</summary>
    public int RolloutSteps { get; init => field = Check.Range(value, 1, 65_536); } = 5;

    /// <summary>The lambda of generalized advantage estimates (Schulman et al. 2016), from 0 to 1; 1 sums all rewards to the rollout's end. Default: 1.</summary>
    public float GaeLambda { get; init => field = Check.Range(value, 0f, 1f); } = 1f;

    /// <summary>Whether the advantages of a rollout are brought to mean 0 and standard deviation 1. Default: false.</summary>
    public bool NormalizeAdvantages { get; init; }
}
