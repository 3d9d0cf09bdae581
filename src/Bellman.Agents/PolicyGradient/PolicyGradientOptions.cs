using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What the settings of all agents with a policy (the actor) and a state value (the critic) begin with. Each property checks its value, so an
/// object initialiser, <c>with</c>, JSON and <c>--set</c> are refused alike when something is out of range.
/// </summary>
public abstract record PolicyGradientOptions
{
    private static readonly IReadOnlyList<int> UsualCriticSizes = [64, 64];

    /// <summary>Units of each hidden layer of the actor. Default: 64, 64.</summary>
    public IReadOnlyList<int> ActorHiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(ActorHiddenSizes)); } = [64, 64];

    /// <summary>Units of each hidden layer of the critic. Default: 64, 64.</summary>
    public IReadOnlyList<int> CriticHiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(CriticHiddenSizes)); } = UsualCriticSizes;

    /// <summary>What follows each hidden layer. Default: the hyperbolic tangent.</summary>
    public HiddenActivation Activation { get; init => field = Check.Defined(value); } = HiddenActivation.Tanh;

    /// <summary>Whether each dense hidden layer normalizes its sums over its units before its activation (layer normalization, Ba et al. 2016). Default: false.</summary>
    public bool LayerNorm { get; init; }

    /// <summary>How weights and biases start. Default: orthogonal, with a small last layer of the actor (Andrychowicz et al. 2021, section 3.2).</summary>
    public WeightInitializer Initializer { get; init => field = Check.Defined(value); } = WeightInitializer.Orthogonal;

    /// <summary>The logarithm of each standard deviation at the beginning, where actions are continuous; from -10 to 2. Default: 0.</summary>
    public float InitialLogStd { get; init => field = Check.Range(value, -10f, 2f); }

    /// <summary>The step size of the optimizer; above 0. Default: 0.0003 unless the agent says otherwise.</summary>
    public float LearningRate { get; init => field = Check.Positive(value); } = 3e-4f;

    /// <summary>The step size of the critic's optimizer, which falls as that of the actor does; 0 makes it the actor's. Default: 0.</summary>
    public float CriticLearningRate { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// The step size at the end of <see cref="LearningRateDecaySteps"/> and from then on, reached in a straight line. Default: 0.000001.
    /// Without decay steps it has no effect.
    /// </summary>
    public float FinalLearningRate { get; init => field = Check.Positive(value); } = 1e-6f;

    /// <summary>Environment steps over which the learning rate goes from its start to its end; 0 keeps it constant. Default: 0.</summary>
    public long LearningRateDecaySteps { get; init => field = Check.NotNegative(value); }

    /// <summary>The optimizer. Default: Adam unless the agent says otherwise.</summary>
    public OptimizerKind Optimizer { get; init => field = Check.Defined(value); } = OptimizerKind.Adam;

    /// <summary>What Adam and RMSprop add to the root of the mean square; above 0. Default: 0.00001, as OpenAI Baselines and Stable-Baselines3 have it.</summary>
    public float OptimizerEpsilon { get; init => field = Check.Positive(value); } = 1e-5f;

    /// <summary>The largest norm of the gradient, which is scaled down to it; 0 does not clip. Default: 0.5.</summary>
    public float MaxGradientNorm { get; init => field = Check.NotNegative(value); } = 0.5f;

    /// <summary>Whether the gradients of actor and critic are clipped by their norm together, or each by its own. Default: true.</summary>
    public bool SharedGradientNorm { get; init; } = true;

    /// <summary>The discount factor gamma, from 0 to 1. Default: 0.99.</summary>
    public float Discount { get; init => field = Check.Range(value, 0f, 1f); } = 0.99f;

    /// <summary>What rewards are multiplied by, so that values have a size that networks learn easily; above 0. Reported returns are not. Default: 1.</summary>
    public float RewardScale { get; init => field = Check.Positive(value); } = 1f;

    /// <summary>The weight of the policy's mean entropy, which is added to what is maximised, so that it goes on exploring; 0 or more. Default: 0.</summary>
    public float EntropyCoefficient { get; init => field = Check.NotNegative(value); }

    /// <summary>The weight of the critic's loss; above 0. Default: 0.5.</summary>
    public float ValueCoefficient { get; init => field = Check.Positive(value); } = 0.5f;

    /// <summary>
    /// Whether actions that a world's mask forbids are never taken, and have no part in probabilities, entropy and gradients (Huang and Ontanon 2022). Of no effect where a world has no mask.
    /// Default: true.
    /// </summary>
    public bool ActionMasks { get; init; } = true;

    /// <summary>Requires that no options are at odds.</summary>
    /// <exception cref="ArgumentException">Some are; the message says what to change.</exception>
    internal virtual void RequireConsistent()
    {
    }

    /// <summary>Requires that no layers are asked for of a critic that has none of its own. The default is not taken for a request, nor are the actor's.</summary>
    private protected void RequireNoCritic(string reason)
    {
        if (CriticHiddenSizes.SequenceEqual(UsualCriticSizes) || CriticHiddenSizes.SequenceEqual(ActorHiddenSizes)) return;
        string sizes = string.Join(", ", CriticHiddenSizes);
        throw new ArgumentException($"critic_hidden_sizes are [{sizes}], but {reason}. Set them to actor_hidden_sizes, or that back.");
    }

    /// <summary>Two option records are equal where they are of one kind and all their values are equal.</summary>
    public virtual bool Equals(PolicyGradientOptions? other) =>
        other is not null && EqualityContract == other.EqualityContract && OptionsText == other.OptionsText;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(OptionsText);

    private string OptionsText => Core.OptionsJson.Write(this);
}
