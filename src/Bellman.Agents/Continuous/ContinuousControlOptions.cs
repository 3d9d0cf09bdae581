using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What the agents have in common that learn to act with numbers from a replay buffer: the networks of actor and critic, and how both are trained.
/// Each property checks its value.
/// </summary>
public abstract record ContinuousControlOptions
{
    /// <summary>Units of each hidden layer of the actor. Default: 256, 256 (Fujimoto et al. 2018).</summary>
    public IReadOnlyList<int> ActorHiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(ActorHiddenSizes)); } = [256, 256];

    /// <summary>Units of each hidden layer of each critic. Default: 256, 256 (Fujimoto et al. 2018).</summary>
    public IReadOnlyList<int> CriticHiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(CriticHiddenSizes)); } = [256, 256];

    /// <summary>What follows each hidden layer. Default: ReLU.</summary>
    public HiddenActivation Activation { get; init => field = Check.Defined(value); } = HiddenActivation.Relu;

    /// <summary>Whether each dense hidden layer normalizes its sums over its units before its activation (layer normalization, Ba et al. 2016). Default: false.</summary>
    public bool LayerNorm { get; init; }

    /// <summary>How weights and biases start. Default: uniform in +-1/sqrt(inputs), as PyTorch's linear layers do.</summary>
    public WeightInitializer Initializer { get; init => field = Check.Defined(value); } = WeightInitializer.FanInUniform;

    /// <summary>The step size of the actor's Adam; above 0. Default: 0.001 (Fujimoto et al. 2018).</summary>
    public float ActorLearningRate { get; init => field = Check.Positive(value); } = 1e-3f;

    /// <summary>The step size of the critics' Adam; above 0. Default: 0.001 (Lillicrap et al. 2016).</summary>
    public float CriticLearningRate { get; init => field = Check.Positive(value); } = 1e-3f;

    /// <summary>Environment steps over which both step sizes go in a straight line to a fraction of their start; 0 keeps them constant. Default: 0.</summary>
    public long LearningRateDecaySteps { get; init => field = Check.NotNegative(value); }

    /// <summary>That fraction, above 0, at most 1. Without decay steps it has no effect. Default: 0.1.</summary>
    public float FinalLearningRateFraction { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 0.1f;

    /// <summary>
    /// The decay per update of a running average of the actor's weights, which then acts greedily and is the model that is saved
    /// (Polyak and Juditsky 1992); 0 for none. Default: 0.
    /// </summary>
    public float WeightAveraging { get; init => field = Check.Range(value, 0f, 0.99999f); }

    /// <summary>The largest global norm of each network's gradient, which is scaled down to it; 0 does not clip. Default: 0.</summary>
    public float MaxGradientNorm { get; init => field = Check.NotNegative(value); }

    /// <summary>The weight l of the penalty l * sum(w^2) on the kernels of the critics; 0 for none. Default: 0.</summary>
    public float CriticL2 { get; init => field = Check.NotNegative(value); }

    /// <summary>The discount factor gamma, from 0 to 1. Default: 0.99.</summary>
    public float Discount { get; init => field = Check.Range(value, 0f, 1f); } = 0.99f;

    /// <summary>What rewards are multiplied by on their way into the replay; above 0. Reported returns are not scaled. Default: 1.</summary>
    public float RewardScale { get; init => field = Check.Positive(value); } = 1f;

    /// <summary>How many rewards are summed before the target bootstraps (n-step returns, Sutton 1988); at least 1. Default: 1.</summary>
    public int NStep { get; init => field = Check.Range(value, 1, 100); } = 1;

    /// <summary>How many transitions the replay buffer holds; the newest replace the oldest. Default: 200,000.</summary>
    public int BufferSize { get; init => field = Check.Positive(value); } = 200_000;

    /// <summary>Transitions in one update, drawn evenly with replacement. Default: 256.</summary>
    public int BatchSize { get; init => field = Check.Range(value, 1, 65_536); } = 256;

    /// <summary>Environment steps before the first update. Default: 1,000.</summary>
    public int LearningStarts { get; init => field = Check.NotNegative(value); } = 1000;

    /// <summary>Environment steps at the start whose actions are drawn evenly between their bounds. Default: 1,000.</summary>
    public int RandomSteps { get; init => field = Check.NotNegative(value); } = 1000;

    /// <summary>Environment steps from one round of updates to the next. Default: 1.</summary>
    public int TrainEvery { get; init => field = Check.Positive(value); } = 1;

    /// <summary>Updates in one round. Default: 1.</summary>
    public int UpdatesPerRound { get; init => field = Check.Positive(value); } = 1;

    /// <summary>The fraction tau that the target networks move with each update (Lillicrap et al. 2016), above 0, at most 1. Default: 0.005.</summary>
    public float Tau { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 0.005f;

    /// <summary>What both step sizes are multiplied by after so many environment steps.</summary>
    internal float LearningRateFraction(long steps) => LinearDecay.At(1f, FinalLearningRateFraction, LearningRateDecaySteps, steps);

    /// <summary>Two option records are equal where all their values are.</summary>
    public virtual bool Equals(ContinuousControlOptions? other) =>
        other is not null && EqualityContract == other.EqualityContract && OptionsText == other.OptionsText;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(OptionsText);

    private string OptionsText => Core.OptionsJson.Write(this);
}
