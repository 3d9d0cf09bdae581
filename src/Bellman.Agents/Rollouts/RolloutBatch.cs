using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Some transitions of a rollout in columns of their own, and what the networks make of them now: one update of an actor-critic. For networks with a memory they are whole sequences:
/// row <c>t S + s</c> is step t of the s-th of S sequences.
/// </summary>
/// <param name="networks">The networks that are updated.</param>
/// <param name="rollout">Where the transitions come from.</param>
/// <param name="capacity">The largest batch.</param>
internal sealed class RolloutBatch(ActorCritic networks, RolloutBuffer rollout, int capacity)
{
    private readonly float[] _actions = new float[capacity * networks.Policy.ActionSize];
    private readonly float[] _logProbs = new float[capacity];
    private readonly float[] _oldLogProbs = new float[capacity];
    private readonly float[] _byLogProb = new float[capacity];
    private readonly float[] _advantages = new float[capacity];
    private readonly float[] _returns = new float[capacity];
    private readonly float[] _oldValues = new float[capacity];
    private readonly bool[] _allowed = new bool[capacity * rollout.MaskSize];
    private readonly int[] _unrolled = new int[networks.Plan is null ? 0 : capacity];
    private readonly bool[] _starts = new bool[networks.Plan is null ? 0 : capacity];
    private readonly int[] _sequences = new int[networks.Plan?.PerBatch ?? 0];
    private readonly TrainedNetwork[] _seeing = [.. networks.Seeing];
    private int _sequenceCount;

    /// <summary>How many transitions there are.</summary>
    public int Count { get; private set; }

    /// <summary>The advantages, which the agent may change.</summary>
    public Span<float> Advantages => _advantages.AsSpan(0, Count);

    /// <summary>The logarithms of the probabilities of the actions, as they are now, after <see cref="ForwardActor"/>.</summary>
    public ReadOnlySpan<float> LogProbs => _logProbs.AsSpan(0, Count);

    /// <summary>As they were when the actions were drawn.</summary>
    public ReadOnlySpan<float> OldLogProbs => _oldLogProbs.AsSpan(0, Count);

    /// <summary>The gradient of the policy's loss by <see cref="LogProbs"/>, for the agent to write.</summary>
    public Span<float> ByLogProb => _byLogProb.AsSpan(0, Count);

    private ReadOnlySpan<int> Sequences => _sequences.AsSpan(0, _sequenceCount);

    private ReadOnlySpan<bool> Starts => networks.Plan is null ? default : _starts.AsSpan(0, Count);

    private ReadOnlySpan<bool> Allowed => _allowed.AsSpan(0, Count * rollout.MaskSize);

    /// <summary>Takes transitions, or for networks with a memory sequences, their observations into the inputs of the networks.</summary>
    public void Gather(ReadOnlySpan<int> items)
    {
        ReadOnlySpan<int> indices = networks.Plan is { } plan ? Unroll(items, plan) : items;
        Count = indices.Length;
        RowGather.Copy(rollout.LogProbs, 1, indices, _oldLogProbs, 1);
        RowGather.Copy(rollout.Advantages, 1, indices, _advantages, 1);
        RowGather.Copy(rollout.Returns, 1, indices, _returns, 1);
        RowGather.Copy(rollout.Values, 1, indices, _oldValues, 1);

        rollout.GatherActions(indices, _actions);
        if (rollout.MaskSize > 0) rollout.GatherMasks(indices, _allowed);
        foreach (TrainedNetwork network in _seeing)
            rollout.GatherObservations(indices, network.Batch.Input, network.Network.InputStride);
    }

    /// <summary>Runs the actor forward.</summary>
    /// <returns>The policy's mean entropy.</returns>
    public float ForwardActor()
    {
        ReadOnlySpan<float> outputs = networks.LearnActorForward(Count, Sequences, Starts);
        return networks.Policy.Evaluate(outputs, networks.Actor.Network.OutputStride, _actions, _logProbs.AsSpan(0, Count), Allowed);
    }

    /// <summary>Runs the critic forward and back, after <see cref="ForwardActor"/>.</summary>
    /// <param name="clipRange">How far a value may move; infinity does not clip.</param>
    /// <param name="coefficient">The weight of the loss in the gradient.</param>
    /// <returns>The loss without the weight.</returns>
    public float LearnCritic(float clipRange, float coefficient)
    {
        TrainedNetwork critic = networks.Critic;
        ReadOnlySpan<float> values = networks.LearnCriticForward(Count, Sequences, Starts);
        float loss = PolicyLosses.Value(
            values, critic.Network.OutputStride, _oldValues, _returns.AsSpan(0, Count), clipRange, coefficient, critic.Batch.OutputGradient);
        networks.BackwardCritic(Count);
        return loss;
    }

    /// <summary>Runs the actor back, after <see cref="LearnCritic"/>, from <see cref="ByLogProb"/> and the entropy.</summary>
    /// <param name="entropyCoefficient">The weight of the mean entropy, which is to grow.</param>
    public void LearnActor(float entropyCoefficient)
    {
        TrainedNetwork actor = networks.Actor;
        networks.Policy.Backward(actor.Batch.Output, actor.Network.OutputStride, _actions, ByLogProb, -entropyCoefficient / Count, actor.Batch.OutputGradient);
        networks.BackwardActor(Count);
    }

    /// <summary>The transitions of sequences in the order of the rows, and where in them episodes start. What is remembered at a sequence's own start is stored with it.</summary>
    private ReadOnlySpan<int> Unroll(ReadOnlySpan<int> sequences, SequencePlan plan)
    {
        sequences.CopyTo(_sequences);
        _sequenceCount = sequences.Length;
        int worlds = rollout.Worlds;
        for (int t = 0, row = 0; t < plan.Length; t++)
        {
            foreach (int sequence in sequences)
            {
                int index = (((sequence / worlds * plan.Length) + t) * worlds) + (sequence % worlds);
                _unrolled[row] = index;
                _starts[row++] = t > 0 && rollout.Ends(index - worlds);
            }
        }

        return _unrolled.AsSpan(0, plan.Length * sequences.Length);
    }
}
