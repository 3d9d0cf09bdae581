using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of <see cref="PpoAgent"/>.</summary>
public sealed record PpoOptions : RolloutOptions
{
    /// <summary>Steps of each world between two rounds of updates, which learn from all of them. Default: 2,048.</summary>
    public int RolloutSteps { get; init => field = Check.Range(value, 1, 1_000_000); } = 2048;

    /// <summary>Transitions in one update: the rollout is cut into batches, shuffled anew in each epoch. At most a rollout. Default: 64.</summary>
    public int BatchSize { get; init => field = Check.Range(value, 1, 65_536); } = 64;

    /// <summary>
    /// How many steps of a world in a row a network with a memory (models lstm and gru) learns from; gradients flow through all of them, but not over the end of an episode. It divides
    /// <see cref="RolloutSteps"/> and <see cref="BatchSize"/>, which are counted in transitions. Default: 16.
    /// </summary>
    public int SequenceLength { get; init => field = Check.Range(value, 1, 65_536); } = 16;

    /// <summary>How often a rollout is gone through. Default: 10.</summary>
    public int Epochs { get; init => field = Check.Range(value, 1, 1000); } = 10;

    /// <summary>The lambda of generalized advantage estimates (Schulman et al. 2016), from 0 to 1. Default: 0.95.</summary>
    public float GaeLambda { get; init => field = Check.Range(value, 0f, 1f); } = 0.95f;

    /// <summary>How far the probability of an action may move, as a ratio, before its gradient ends; above 0. Default: 0.2 (Schulman et al. 2017).</summary>
    public float ClipRange { get; init => field = Check.Positive(value); } = 0.2f;

    /// <summary>
    /// The clip range at the end of <see cref="ClipRangeDecaySteps"/> and from then on, reached in a straight line. Default: 0.001.
    /// Without decay steps it has no effect.
    /// </summary>
    public float FinalClipRange { get; init => field = Check.Positive(value); } = 1e-3f;

    /// <summary>Environment steps over which the clip range goes from its start to its end; 0 keeps it constant. Default: 0.</summary>
    public long ClipRangeDecaySteps { get; init => field = Check.NotNegative(value); }

    /// <summary>How far a value may move from what it was when the rollout was made; 0 does not clip. It depends on the size of rewards. Default: 0.</summary>
    public float ValueClipRange { get; init => field = Check.NotNegative(value); }

    /// <summary>Whether the advantages of a batch are brought to mean 0 and standard deviation 1. Default: true.</summary>
    public bool NormalizeAdvantages { get; init; } = true;

    /// <summary>
    /// The Kullback-Leibler divergence from the policy that made the rollout at 1.5 times of which the round ends, before the batch that has come so far is
    /// learned from (Stable-Baselines3's rule); 0 for no limit. Default: 0.
    /// </summary>
    public float TargetKl { get; init => field = Check.NotNegative(value); }
}
