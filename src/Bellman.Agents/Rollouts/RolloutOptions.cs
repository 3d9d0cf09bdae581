using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>What the settings of agents that learn from rollouts of several worlds add to <see cref="PolicyGradientOptions"/>: which networks there are.</summary>
public abstract record RolloutOptions : PolicyGradientOptions
{
    private const int UsualRecurrentUnits = 64;

    /// <summary>The kind of network of actor and critic. Default: dense.</summary>
    public PolicyModel Model { get; init => field = Check.Defined(value); } = PolicyModel.Dense;

    /// <summary>
    /// Whether actor and critic have all layers but their last in common, those that <see cref="PolicyGradientOptions.ActorHiddenSizes"/> says: half of the work, and what one of them finds
    /// in the observations is there for the other. <see cref="PolicyGradientOptions.CriticHiddenSizes"/> must then be its default or the same. Default: false.
    /// </summary>
    public bool SharedTorso { get; init; }

    /// <summary>Units of the recurrent layer of the models lstm and gru, behind the hidden ones; with another model none but the default is taken. Default: 64.</summary>
    public int RecurrentUnits { get; init => field = Check.Range(value, 1, 8192); } = UsualRecurrentUnits;

    /// <summary>
    /// The filters of each convolution of the model conv, from 1 to 8192 each; empty for what suits the image: 32, 64, 64 with kernels of 8, 4, 3 and
    /// strides of 4, 2, 1 for screens (Mnih et al. 2015), 16 with kernels of 3 and strides of 1 for grids below 36 cells a side (Young and Tian 2019). Default: empty.
    /// </summary>
    public IReadOnlyList<int> ConvFilters { get; init => field = DenseNetwork.CheckSizes(value, nameof(ConvFilters)); } = [];

    /// <summary>The height and width of each convolution's kernel, as many as there are filters. Default: empty.</summary>
    public IReadOnlyList<int> ConvKernels { get; init => field = DenseNetwork.CheckSizes(value, nameof(ConvKernels)); } = [];

    /// <summary>The distance between the positions of each convolution, as many as there are filters. Default: empty.</summary>
    public IReadOnlyList<int> ConvStrides { get; init => field = DenseNetwork.CheckSizes(value, nameof(ConvStrides)); } = [];

    /// <summary>
    /// For how many steps noise that is a linear function of the policy's last hidden layer stays as it was drawn (generalized state-dependent exploration, Raffin et al. 2021), where actions are
    /// continuous; it is drawn anew at the beginning of each rollout besides. <see cref="PolicyGradientOptions.InitialLogStd"/> is then that of the function's weights, and -2 a usual choice.
    /// 0 for noise of each step's own. Default: 0.
    /// </summary>
    public int SdeSampleFrequency { get; init => field = Check.Range(value, 0, 1_000_000); }

    /// <summary>Whether the network remembers earlier observations.</summary>
    internal bool HasMemory => Model is PolicyModel.Lstm or PolicyModel.Gru;

    /// <summary>Requires that nothing is asked for that the chosen networks do not have.</summary>
    /// <exception cref="ArgumentException">Something is; the message says what to change.</exception>
    internal override void RequireConsistent()
    {
        string model = OptionsJson.Name($"{Model}");
        ModelOptions.RequireConvolutions(model, Model == PolicyModel.Conv, ConvFilters, ConvKernels, ConvStrides);
        ModelOptions.RequireMemory(model, HasMemory, RecurrentUnits, UsualRecurrentUnits);
        if (SharedTorso) RequireNoCritic("with a shared_torso the critic has the layers of the actor");
    }

    /// <summary>Two option records are equal where they are of one kind and all their values are equal.</summary>
    public virtual bool Equals(RolloutOptions? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}
