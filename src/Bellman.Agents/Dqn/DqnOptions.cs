using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of <see cref="DqnAgent"/>.</summary>
public sealed record DqnOptions : DeepQOptions
{
    internal const int UsualRecurrentUnits = 256;

    /// <summary>Units of the recurrent layer of the models lstm and gru, behind the hidden ones; with another model none but the default is taken. Default: 256.</summary>
    public int RecurrentUnits { get; init => field = Check.Range(value, 1, 8192); } = UsualRecurrentUnits;

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

    /// <summary>The loss of the temporal-difference error. Default: Huber, as in Mnih et al. 2015.</summary>
    public TdLoss Loss { get; init => field = Check.Defined(value); } = TdLoss.Huber;

    /// <summary>The error at which the Huber loss turns from a parabola into a line; above 0. Default: 1.</summary>
    public float HuberDelta { get; init => field = Check.Positive(value); } = 1f;

    /// <summary>
    /// The largest magnitude of a target, in scaled rewards; 0 for no limit. Where no return can be larger, a larger estimate is an error of the network outside of what it has seen,
    /// and bootstrapping from it can feed it until all values run away; a limit (as in Andrychowicz et al. 2017, section 4.4) ends that. Default: 0.
    /// </summary>
    public float TargetLimit { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// How far the values of worse actions are pushed down: y -= alpha (max_a Q_target(s,a) - Q_target(s,a_taken)), advantage learning
    /// (Baird 1999; Bellemare et al. 2016, who take 0.9). Where a world moves little in one step, as a lander does, one action is hardly worse than another,
    /// and errors of the network decide; a wider gap lets the better one win. 0 for none, below 1. Default: 0.
    /// </summary>
    public float AdvantageLearning { get; init => field = Check.Range(value, 0f, 0.99f); }

    /// <inheritdoc/>
    internal override bool HasMemory => Model is QModel.Lstm or QModel.Gru;
}
