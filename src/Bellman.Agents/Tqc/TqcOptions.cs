using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="TqcAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record TqcOptions : MaximumEntropyOptions
{
    /// <summary>Makes the options; the step sizes are 0.0003 and learning starts after 100 steps unless stated (Stable-Baselines3's contrib package).</summary>
    public TqcOptions()
    {
        ActorLearningRate = CriticLearningRate = 3e-4f;
        LearningStarts = RandomSteps = 100;
    }

    /// <summary>How many critics there are, from 1 to 10. Default: 2 (Stable-Baselines3's contrib package; Kuznetsov et al. 2020 have 5).</summary>
    public int Critics { get; init => field = Check.Range(value, 1, 10); } = 2;

    /// <summary>How many quantiles of the return each critic says, from 1 to 1,000. Default: 25 (Kuznetsov et al. 2020).</summary>
    public int Quantiles { get; init => field = Check.Range(value, 1, 1000); } = 25;

    /// <summary>
    /// How many of the largest atoms are left out of the pooled targets for each critic: with two critics twice as many in all. More is more careful, 0 leaves out none;
    /// below <see cref="Quantiles"/>. Default: 2 (Kuznetsov et al. 2020).
    /// </summary>
    public int DroppedPerCritic { get; init => field = Check.Range(value, 0, 999); } = 2;
}
