using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What the settings of all agents of the DQN family begin with: the network, how it learns, the replay and exploration. Each property checks its value, so an
/// object initialiser, <c>with</c>, JSON and <c>--set</c> are refused alike when something is out of range.
/// </summary>
public abstract record DeepQOptions : ExplorationOptions
{
    /// <summary>The kind of network. Default: dense.</summary>
    public QModel Model { get; init => field = Check.Defined(value); } = QModel.Dense;

    /// <summary>
    /// The filters of each convolution of the model conv, from 1 to 8192 each; empty for what suits the image: 32, 64, 64 with kernels of 8, 4, 3 and
    /// strides of 4, 2, 1 for screens (Mnih et al. 2015), 16 with kernels of 3 and strides of 1 for grids below 36 cells a side (Young and Tian 2019). Default: empty.
    /// </summary>
    public IReadOnlyList<int> ConvFilters { get; init => field = DenseNetwork.CheckSizes(value, nameof(ConvFilters)); } = [];

    /// <summary>The height and width of each convolution's kernel, as many as there are filters. Default: empty.</summary>
    public IReadOnlyList<int> ConvKernels { get; init => field = DenseNetwork.CheckSizes(value, nameof(ConvKernels)); } = [];

    /// <summary>The distance between the positions of each convolution, as many as there are filters. Default: empty.</summary>
    public IReadOnlyList<int> ConvStrides { get; init => field = DenseNetwork.CheckSizes(value, nameof(ConvStrides)); } = [];

    /// <summary>Units of each hidden layer. Default: 64, 64.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(HiddenSizes)); } = [64, 64];

    /// <summary>What follows each hidden layer. Default: ReLU.</summary>
    public HiddenActivation Activation { get; init => field = Check.Defined(value); } = HiddenActivation.Relu;

    /// <summary>Whether each dense hidden layer normalizes its sums over its units before its activation (layer normalization, Ba et al. 2016). Default: false.</summary>
    public bool LayerNorm { get; init; }

    /// <summary>How weights and biases start. Default: uniform in +-1/sqrt(inputs), as PyTorch's linear layers do.</summary>
    public WeightInitializer Initializer { get; init => field = Check.Defined(value); } = WeightInitializer.FanInUniform;

    /// <summary>The step size of the optimizer; above 0. Default: 0.001, Adam's own (Kingma and Ba 2015).</summary>
    public float LearningRate { get; init => field = Check.Positive(value); } = 1e-3f;

    /// <summary>
    /// The step size at the end of <see cref="LearningRateDecaySteps"/> and from then on, reached in a straight line. Default: 0.001.
    /// Without decay steps it has no effect.
    /// </summary>
    public float FinalLearningRate { get; init => field = Check.Positive(value); } = 1e-3f;

    /// <summary>Environment steps over which the learning rate goes from its start to its end; 0 keeps it constant. Default: 0.</summary>
    public long LearningRateDecaySteps { get; init => field = Check.NotNegative(value); }

    /// <summary>What the learning rate is multiplied by after each episode, besides; above 0, at most 1. Default: 1, which leaves it as it is.</summary>
    public float LearningRateDecay { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 1f;

    /// <summary>The optimizer. Default: Adam.</summary>
    public OptimizerKind Optimizer { get; init => field = Check.Defined(value); } = OptimizerKind.Adam;

    /// <summary>What Adam and RMSprop add to the root of the mean square; above 0. Default: 1e-8 (Kingma and Ba 2015).</summary>
    public float AdamEpsilon { get; init => field = Check.Positive(value); } = 1e-8f;

    /// <summary>The largest global norm of the gradient, which is scaled down to it; 0 does not clip. Default: 0.</summary>
    public float MaxGradientNorm { get; init => field = Check.NotNegative(value); }

    /// <summary>The weight l of the penalty l * sum(w^2) on all kernels, biases left out (Keras' L2); 0 for none. Default: 0.</summary>
    public float KernelL2 { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// What rewards are multiplied by on their way into the replay, so that values have a size that networks learn easily; above 0. The action values are scaled alike;
    /// reported returns are not. With a Huber loss it decides which errors count as large. Default: 1.
    /// </summary>
    public float RewardScale { get; init => field = Check.Positive(value); } = 1f;

    /// <summary>The discount factor gamma, from 0 to 1. Default: 0.99.</summary>
    public float Discount { get; init => field = Check.Range(value, 0f, 1f); } = 0.99f;

    /// <summary>How many rewards are summed before the target bootstraps (n-step returns, Sutton 1988); at least 1. Default: 1.</summary>
    public int NStep { get; init => field = Check.Range(value, 1, 100); } = 1;

    /// <summary>Whether the online network chooses the action that the target network values (van Hasselt et al. 2016). Default: true.</summary>
    public bool DoubleQ { get; init; } = true;

    /// <summary>Whether the network estimates value and advantages apart, advantages less their mean (Wang et al. 2016). Default: false.</summary>
    public bool Dueling { get; init; }

    /// <summary>
    /// Whether the dense layers have noise in their weights that the agent explores by, whose size is learned (Fortunato et al. 2018). Epsilon is then 0, whatever its schedule. Only for networks
    /// without memory. Default: false.
    /// </summary>
    public bool NoisyNets { get; init; }

    /// <summary>What the noise's standard deviations begin with, times the root of a layer's inputs; 0 or more. Default: 0.5 (Fortunato et al. 2018).</summary>
    public float NoisySigma { get; init => field = Check.NotNegative(value); } = 0.5f;

    /// <summary>
    /// How many transitions the replay buffer holds; the newest replace the oldest. The models lstm and gru keep them as buffer_size / sequence_length sequences, and a sequence that an episode's
    /// end cuts short takes the room of a whole one: of episodes of 20 steps and sequences of 16, each takes two sequences, and the buffer holds 20 / 32 of its size. Default: 100,000.
    /// </summary>
    public int BufferSize { get; init => field = Check.Positive(value); } = 100_000;

    /// <summary>Transitions in one update, drawn with replacement; sequences of them for a recurrent network. At most as many as the buffer holds. Default: 64.</summary>
    public int BatchSize { get; init => field = Check.Range(value, 1, 65_536); } = 64;

    /// <summary>
    /// Whether transitions are drawn in proportion to their last temporal-difference errors instead of evenly (prioritized replay, Schaul et al. 2016).
    /// Only for networks without memory. Default: false.
    /// </summary>
    public bool PrioritizedReplay { get; init; }

    /// <summary>How much priorities count in a draw, from 0, not at all, to 1, in full. Default: 0.6 (Schaul et al. 2016, proportional).</summary>
    public float PriorityAlpha { get; init => field = Check.Range(value, 0f, 1f); } = 0.6f;

    /// <summary>
    /// How much of the bias that uneven draws bring is corrected by the weights of the transitions, at the start, from 0, nothing, to 1, all of it; it grows to 1 in a straight line.
    /// Default: 0.4 (Schaul et al. 2016, proportional).
    /// </summary>
    public float PriorityBeta { get; init => field = Check.Range(value, 0f, 1f); } = 0.4f;

    /// <summary>Environment steps over which all of the bias comes to be corrected; 0 keeps <see cref="PriorityBeta"/>. Default: 100,000.</summary>
    public long PriorityBetaSteps { get; init => field = Check.NotNegative(value); } = 100_000;

    /// <summary>What is added to each error, so that no transition is never drawn again; above 0. Default: 0.000001 (Schaul et al. 2016).</summary>
    public float PriorityEpsilon { get; init => field = Check.Positive(value); } = 1e-6f;

    /// <summary>Environment steps before the first update. Default: 1,000.</summary>
    public int LearningStarts { get; init => field = Check.NotNegative(value); } = 1000;

    /// <summary>Environment steps at the start that are taken at random, whatever epsilon says (the prefill). Default: 0.</summary>
    public int RandomSteps { get; init => field = Check.NotNegative(value); }

    /// <summary>Environment steps from one round of updates to the next. Default: 4.</summary>
    public int TrainEvery { get; init => field = Check.Positive(value); } = 4;

    /// <summary>Updates in one round. Default: 1.</summary>
    public int UpdatesPerRound { get; init => field = Check.Positive(value); } = 1;

    /// <summary>How the target network follows the online one. Default: hard.</summary>
    public TargetUpdate TargetUpdate { get; init => field = Check.Defined(value); } = TargetUpdate.Hard;

    /// <summary>Environment steps from one hard copy to the next. Default: 1,000.</summary>
    public int TargetUpdateEvery { get; init => field = Check.Positive(value); } = 1000;

    /// <summary>The fraction tau that the soft target moves with each update (Lillicrap et al. 2016), above 0, at most 1. Default: 0.005.</summary>
    public float Tau { get; init => field = Check.Range(value, float.Epsilon, 1f); } = 0.005f;

    /// <summary>
    /// The decay per update of a running average of the weights, which then acts greedily and is the model that is saved
    /// (Polyak and Juditsky 1992); 0 for none. Default: 0.
    /// </summary>
    public float WeightAveraging { get; init => field = Check.Range(value, 0f, 0.99999f); }

    /// <summary>
    /// The most steps for which a random action is kept up (temporally extended exploration, Dabney et al. 2021): it lasts n steps with probability 1/(n (n + 1)).
    /// Where single random actions cancel each other out, as those of a car in a valley, this finds what they never do. Default: 1, each on its own.
    /// </summary>
    public int ExplorationRepeat { get; init => field = Check.Range(value, 1, 100_000); } = 1;

    /// <summary>
    /// The fewest steps for which a random action is kept up, at most <see cref="ExplorationRepeat"/>: with m of them it lasts n steps or longer with probability m/n. Half of all actions last a single step otherwise. Default: 1.
    /// </summary>
    public int ExplorationRepeatLeast { get; init => field = Check.Range(value, 1, 100_000); } = 1;

    /// <summary>Whether the network remembers earlier observations, so that sequences are learned from.</summary>
    internal virtual bool HasMemory => false;

    /// <summary>Two option records are equal where they are of one kind and all their values are equal.</summary>
    public virtual bool Equals(DeepQOptions? other) =>
        other is not null && EqualityContract == other.EqualityContract && OptionsText == other.OptionsText;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(OptionsText);

    private string OptionsText => Core.OptionsJson.Write(this);
}
