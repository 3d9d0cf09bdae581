using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The settings of <see cref="DqnAgent"/>. Each property checks its value, so an object initialiser, <c>with</c>, JSON and
/// <c>--set</c> are refused alike when something is out of range.
/// </summary>
public sealed record DqnOptions : EpsilonGreedyOptions
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

    /// <summary>Units of the recurrent layer of the models lstm and gru, behind the hidden ones. Default: 256.</summary>
    public int RecurrentUnits { get; init => field = Check.Range(value, 1, 8192); } = 256;

    /// <summary>
    /// How many steps in a row a recurrent network learns from at a time, fewer where an episode ends sooner; gradients flow through all of them. Default: 16.
    /// </summary>
    public int SequenceLength { get; init => field = Check.Range(value, 1, 1000); } = 16;

    /// <summary>
    /// How many steps before those a recurrent network looks at again, only to remember them as its present weights would (Kapturowski et al. 2019);
    /// fewer where the episode began later. Default: 0.
    /// </summary>
    public int BurnIn { get; init => field = Check.Range(value, 0, 1000); }

    /// <summary>What a recurrent network remembers at the beginning of a sequence. Default: stored.</summary>
    public InitialState InitialState { get; init => field = Check.Defined(value); } = InitialState.Stored;

    /// <summary>Units of each hidden layer. Default: 64, 64.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init => field = DenseNetwork.CheckSizes(value, nameof(HiddenSizes)); } = [64, 64];

    /// <summary>What follows each hidden layer. Default: ReLU.</summary>
    public HiddenActivation Activation { get; init => field = Check.Defined(value); } = HiddenActivation.Relu;

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

    /// <summary>The loss of the temporal-difference error. Default: Huber, as in Mnih et al. 2015.</summary>
    public TdLoss Loss { get; init => field = Check.Defined(value); } = TdLoss.Huber;

    /// <summary>The error at which the Huber loss turns from a parabola into a line; above 0. Default: 1.</summary>
    public float HuberDelta { get; init => field = Check.Positive(value); } = 1f;

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

    /// <summary>
    /// The largest magnitude of a target, in scaled rewards; 0 for no limit. Where no return can be larger, a larger estimate is an error of the network outside of what it has seen,
    /// and bootstrapping from it can feed it until all values run away; a limit (as in Andrychowicz et al. 2017, section 4.4) ends that. Default: 0.
    /// </summary>
    public float TargetLimit { get; init => field = Check.NotNegative(value); }

    /// <summary>How many rewards are summed before the target bootstraps (n-step returns, Sutton 1988); at least 1. Default: 1.</summary>
    public int NStep { get; init => field = Check.Range(value, 1, 100); } = 1;

    /// <summary>Whether the online network chooses the action that the target network values (van Hasselt et al. 2016). Default: true.</summary>
    public bool DoubleQ { get; init; } = true;

    /// <summary>
    /// How far the values of worse actions are pushed down: y -= alpha (max_a Q_target(s,a) - Q_target(s,a_taken)), advantage learning
    /// (Baird 1999; Bellemare et al. 2016, who take 0.9). Where a world moves little in one step, as a lander does, one action is hardly worse than another,
    /// and errors of the network decide; a wider gap lets the better one win. 0 for none, below 1. Default: 0.
    /// </summary>
    public float AdvantageLearning { get; init => field = Check.Range(value, 0f, 0.99f); }

    /// <summary>Whether the network estimates value and advantages apart, advantages less their mean (Wang et al. 2016). Default: false.</summary>
    public bool Dueling { get; init; }

    /// <summary>
    /// How many transitions the replay buffer holds; the newest replace the oldest. The models lstm and gru keep them as buffer_size / sequence_length sequences, and a sequence that an episode's
    /// end cuts short takes the room of a whole one: of episodes of 20 steps and sequences of 16, each takes two sequences, and the buffer holds 20 / 32 of its size. Default: 100,000.
    /// </summary>
    public int BufferSize { get; init => field = Check.Positive(value); } = 100_000;

    /// <summary>Transitions in one update, drawn evenly with replacement; sequences of them for a recurrent network. Default: 64.</summary>
    public int BatchSize { get; init => field = Check.Range(value, 1, 65_536); } = 64;

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

    /// <summary>Two option records are equal where all their values are.</summary>
    public bool Equals(DqnOptions? other) =>
        other is not null && OptionsText == other.OptionsText;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(OptionsText);

    private string OptionsText => Core.OptionsJson.Write(this);
}
