using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// A replay buffer that draws transitions in proportion to how much was learned from them last (prioritized replay, the proportional variant of Schaul et al. 2016):
/// <code>P(i) = p_i^alpha / sum_j p_j^alpha,  p_i = |error_i| + epsilon,  w_i = (N P(i))^-beta / max_j (N P(j))^-beta</code>
/// A new transition has the highest priority that there has been, so that it is drawn before anything is known of its error. The weights w correct what uneven draws do to expectations.
/// </summary>
/// <remarks>The largest weight is that of the least priority in the whole buffer, not in the batch, so that a transition's weight does not depend on what is drawn beside it.</remarks>
public sealed class PrioritizedReplayBuffer : ReplayBuffer
{
    private readonly float _alpha;
    private readonly float _epsilon;
    private readonly PriorityTree _tree;
    private readonly float[] _masses;
    private float _largest = 1;

    /// <summary>Creates an empty buffer and all its memory.</summary>
    /// <param name="capacity">How many transitions it holds, at most <see cref="LargestCapacity"/>.</param>
    /// <param name="observationSize">Numbers in an observation.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    /// <param name="asBytes">Whether observations are kept as bytes (<see cref="ReplayBuffer.FitsBytes"/>). Default: as floats.</param>
    /// <param name="alpha">How much priorities count, from 0, not at all, to 1. Default: 0.6.</param>
    /// <param name="epsilon">What is added to each error, above 0. Default: 0.000001.</param>
    /// <param name="maskSize">Answers in the mask that says which actions are allowed behind a transition. Default: 0, no masks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public PrioritizedReplayBuffer(int capacity, int observationSize, int actionSize, bool asBytes = false, float alpha = 0.6f, float epsilon = 1e-6f, int maskSize = 0)
        : base(Check.Range(capacity, 1, LargestCapacity(observationSize, actionSize, asBytes, maskSize), nameof(capacity)), observationSize, actionSize, asBytes, maskSize)
    {
        _alpha = Check.Range(alpha, 0f, 1f, nameof(alpha));
        _epsilon = Check.Positive(epsilon, nameof(epsilon));
        _tree = new PriorityTree(capacity);
        _masses = new float[capacity];
    }

    /// <summary>How many transitions a buffer can hold at most: as many as fit into a checkpoint with their priorities.</summary>
    /// <param name="observationSize">Numbers in an observation.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    /// <param name="asBytes">Whether observations are kept as bytes.</param>
    /// <param name="maskSize">Answers in a mask of actions. Default: 0, no masks.</param>
    public static new int LargestCapacity(int observationSize, int actionSize, bool asBytes = false, int maskSize = 0) =>
        CapacityWith(sizeof(float) + Check.NotNegative(maskSize, nameof(maskSize)), observationSize, actionSize, asBytes);

    /// <summary>The probability P(i) that a draw takes a slot.</summary>
    public double Probability(int slot) => _tree[slot] / _tree.Sum;

    /// <summary>
    /// Draws slots in proportion to their priorities, one from each of as many equal parts of their sum (stratified), with replacement.
    /// </summary>
    /// <inheritdoc/>
    public override void Sample(Pcg64 rng, Span<int> slots)
    {
        ArgumentNullException.ThrowIfNull(rng);
        RequireContent();
        double part = _tree.Sum / slots.Length;
        for (int i = 0; i < slots.Length; i++) slots[i] = _tree.Find((i + rng.NextDouble()) * part);
    }

    /// <summary>The weights of transitions in a loss; the number of transitions and the sum of priorities cancel out: <c>w_i = (min_j p_j / p_i)^(alpha beta)</c>.</summary>
    /// <param name="slots">The slots that were drawn.</param>
    /// <param name="beta">How much of the bias is corrected, from 0, nothing, to 1, all.</param>
    /// <param name="weights">Receives as many weights, above 0 and at most 1.</param>
    public void Weights(ReadOnlySpan<int> slots, float beta, Span<float> weights)
    {
        double least = _tree.Least;
        for (int i = 0; i < slots.Length; i++) weights[i] = (float)Math.Pow(least / _tree[slots[i]], beta);
    }

    /// <summary>Gives slots the priorities of their errors. Of a slot that stands there twice the last error counts.</summary>
    /// <param name="slots">The slots that were learned from.</param>
    /// <param name="errors">Their errors; the sign does not matter.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An error is not finite.</exception>
    public void SetPriorities(ReadOnlySpan<int> slots, ReadOnlySpan<float> errors)
    {
        if (slots.Length != errors.Length) throw new ArgumentException($"There are {slots.Length} slots but {errors.Length} errors.", nameof(errors));
        for (int i = 0; i < slots.Length; i++)
        {
            if (!float.IsFinite(errors[i])) throw new ArgumentOutOfRangeException(nameof(errors), errors[i], "An error must be finite to be a priority.");
            float priority = MathF.Min(MathF.Abs(errors[i]) + _epsilon, float.MaxValue);
            _largest = MathF.Max(_largest, priority);
            SetMass(slots[i], priority);
        }
    }

    /// <inheritdoc/>
    public override void Save(CheckpointWriter writer)
    {
        base.Save(writer);
        writer.Write("priorities", (ReadOnlySpan<float>)_masses.AsSpan(0, Count));
        writer.Write("largest_priority", _largest);
    }

    /// <inheritdoc/>
    public override void Load(CheckpointReader reader)
    {
        base.Load(reader);
        reader.Read("priorities", _masses.AsSpan(0, Count));
        _largest = reader.ReadSingle("largest_priority");
        _tree.SetAll(_masses.AsSpan(0, Count));
    }

    /// <inheritdoc/>
    private protected override void OnAdded(int slot) => SetMass(slot, _largest);

    private void SetMass(int slot, float priority)
    {
        _masses[slot] = (float)Math.Pow(priority, _alpha);
        _tree.Set(slot, _masses[slot]);
    }
}
