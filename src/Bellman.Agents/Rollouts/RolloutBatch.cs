using Bellman.Neural;

namespace Bellman.Agents;

/// <summary>Some transitions of a rollout in columns of their own, and what the networks make of them now: one update of an actor-critic.</summary>
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

    /// <summary>Takes transitions, their observations into the inputs of both networks.</summary>
    public void Gather(ReadOnlySpan<int> indices)
    {
        Count = indices.Length;
        for (int i = 0; i < indices.Length; i++)
        {
            int at = indices[i];
            _oldLogProbs[i] = rollout.LogProbs[at];
            _advantages[i] = rollout.Advantages[at];
            _returns[i] = rollout.Returns[at];
            _oldValues[i] = rollout.Values[at];
        }

        rollout.GatherActions(indices, _actions);
        foreach (TrainedNetwork network in (ReadOnlySpan<TrainedNetwork>)[networks.Actor, networks.Critic])
            rollout.GatherObservations(indices, network.Batch.Input, network.Network.InputStride);
    }

    /// <summary>Runs the actor forward.</summary>
    /// <returns>The policy's mean entropy.</returns>
    public float ForwardActor()
    {
        ReadOnlySpan<float> outputs = networks.Actor.Forward(Count);
        return networks.Policy.Evaluate(outputs, networks.Actor.Network.OutputStride, _actions, _logProbs.AsSpan(0, Count));
    }

    /// <summary>Runs the critic forward and back.</summary>
    /// <param name="clipRange">How far a value may move; infinity does not clip.</param>
    /// <param name="coefficient">The weight of the loss in the gradient.</param>
    /// <returns>The loss without the weight.</returns>
    public float LearnCritic(float clipRange, float coefficient)
    {
        TrainedNetwork critic = networks.Critic;
        ReadOnlySpan<float> values = critic.Forward(Count);
        float loss = PolicyLosses.Value(
            values, critic.Network.OutputStride, _oldValues, _returns.AsSpan(0, Count), clipRange, coefficient, critic.Batch.OutputGradient);
        critic.Backward(Count);
        return loss;
    }

    /// <summary>Runs the actor back from <see cref="ByLogProb"/> and the entropy.</summary>
    /// <param name="entropyCoefficient">The weight of the mean entropy, which is to grow.</param>
    public void LearnActor(float entropyCoefficient)
    {
        TrainedNetwork actor = networks.Actor;
        networks.Policy.Backward(actor.Batch.Output, actor.Network.OutputStride, _actions, ByLogProb, -entropyCoefficient / Count, actor.Batch.OutputGradient);
        actor.Backward(Count);
    }
}
