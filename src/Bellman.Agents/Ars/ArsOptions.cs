using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="ArsAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record ArsOptions
{
    /// <summary>Units of each hidden layer of the policy; none makes it linear, beginning with zeros (Mania et al. 2018). Default: none.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(HiddenSizes)); } = [];

    /// <summary>What follows each hidden layer. Default: the hyperbolic tangent.</summary>
    public HiddenActivation Activation { get; init => field = Check.Defined(value); } = HiddenActivation.Tanh;

    /// <summary>How the weights of a policy with hidden layers start. Default: orthogonal.</summary>
    public WeightInitializer Initializer { get; init => field = Check.Defined(value); } = WeightInitializer.Orthogonal;

    /// <summary>N, how many random directions are tried between two updates, each forwards and backwards; from 1 to 10,000. Default: 8.</summary>
    public int Directions { get; init => field = Check.Range(value, 1, 10_000); } = 8;

    /// <summary>b, how many of the directions, those with the best return either way, an update follows; at most N, and 0 for all of them. Default: 0.</summary>
    public int TopDirections { get; init => field = Check.Range(value, 0, 10_000); }

    /// <summary>nu, how far along its direction a candidate lies from the policy, as the standard deviation of each weight's change; above 0. Default: 0.05.</summary>
    public float NoiseStd { get; init => field = Check.Positive(value); } = 0.05f;

    /// <summary>alpha, the step size of an update; above 0. Default: 0.02.</summary>
    public float LearningRate { get; init => field = Check.Positive(value); } = 0.02f;

    /// <summary>How many episodes a candidate plays, whose mean return rates it; from 1 to 1,000. Default: 1.</summary>
    public int EpisodesPerCandidate { get; init => field = Check.Range(value, 1, 1000); } = 1;

    /// <summary>
    /// What is taken from each step's reward before candidates are compared, where a reward for staying alive would keep them from moving (Mania et al. 2018, section 4.1). Reported returns
    /// are not touched. Default: 0.
    /// </summary>
    public float AliveBonus { get; init => field = Check.Finite(value); }

    /// <summary>Two option records are equal where all their values are.</summary>
    public bool Equals(ArsOptions? other) => other is not null && OptionsText == other.OptionsText;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(OptionsText);

    private string OptionsText => OptionsJson.Write(this);
}
