using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Proximal policy optimization (Schulman et al. 2017) for discrete, multi-discrete and continuous actions. Several worlds are played for some steps;
/// the policy that played them is then improved in a few epochs of shuffled batches by
/// <code>mean(min(r A, clip(r, 1 - c, 1 + c) A)) + entropy - value loss,   r = p(a|s) / p_old(a|s)</code>
/// with generalized advantage estimates A. A time limit is not a terminal state: its advantage bootstraps from the value of what would have come.
/// </summary>
public sealed class PpoAgent : Agent, IStateValue
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "ppo";

    private readonly PpoOptions _options;
    private readonly ActorCritic _networks;
    private readonly RolloutBuffer _rollout;
    private readonly Pcg64 _explore;
    private readonly Pcg64 _shuffle;
    private readonly int[] _order;
    private readonly float[] _actions;
    private readonly float[] _logProbs;
    private readonly float[] _oldLogProbs;
    private readonly float[] _advantages;
    private readonly float[] _returns;
    private readonly float[] _oldValues;
    private readonly float[] _byLogProb;
    private readonly PpoMetrics _metrics;
    private long _steps;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">There is no policy for the actions, or a batch is larger than a rollout.</exception>
    public PpoAgent(VectorEnv env, PpoOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new PpoOptions();
        int transitions = RolloutBuffer.CheckSize(_options.RolloutSteps, env.Count, env.ObservationSpace.Size, env.ActionSpace.Size);
        int batch = _options.BatchSize;
        if (batch > transitions)
        {
            throw new ArgumentException(
                $"A batch_size of {batch} is more than a rollout holds, {_options.RolloutSteps} steps in {env.Count} worlds. Take at most {transitions}, more rollout_steps or more worlds.",
                nameof(options));
        }

        var streams = new SeedStreams(seed);
        _explore = streams.Stream("explore");
        _shuffle = streams.Stream("shuffle");
        _networks = new ActorCritic("PPO", env, _options, streams, batch);
        _rollout = new RolloutBuffer(_options.RolloutSteps, env.Count, env.ObservationSpace.Size, env.ActionSpace.Size);
        _order = new int[transitions];
        _actions = new float[batch * env.ActionSpace.Size];
        _logProbs = new float[batch];
        _oldLogProbs = new float[batch];
        _advantages = new float[batch];
        _returns = new float[batch];
        _oldValues = new float[batch];
        _byLogProb = new float[batch];
        _metrics = new PpoMetrics(Metrics);
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    private Divergence Divergence => new(_steps, Updates);

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        _rollout.BeginStep(observations);
        _networks.Act(observations, _explore, _rollout.StepActions, _rollout.StepLogProbs, _rollout.StepValues);
        Divergence.Require(_rollout.StepLogProbs, "The logarithm of an action's probability");
        _networks.Policy.ToEnvironment(_rollout.StepActions, actions);
    }

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => _networks.ActGreedily(observation, action);

    /// <inheritdoc/>
    public float StateValue(ReadOnlySpan<float> observation) => _networks.StateValue(observation);

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions)
    {
        ReadOnlySpan<float> nextValues = _rollout.NeedsNextValues(transitions) ? _networks.NextValues(transitions) : default;
        _rollout.EndStep(transitions, nextValues, _options.RewardScale);
        _steps += transitions.Count;
    }

    /// <inheritdoc/>
    public override void Update()
    {
        if (!_rollout.Full) return;
        _rollout.ComputeAdvantages(_options.Discount, _options.GaeLambda);

        // The schedules are those of the steps that the rollout began with, so that the first has its start and the last is not yet at its end.
        long before = _steps - _rollout.Capacity;
        float learningRate = LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, before);
        float clipRange = LinearDecay.At(_options.ClipRange, _options.FinalClipRange, _options.ClipRangeDecaySteps, before);
        bool goOn = true;
        for (int epoch = 0; epoch < _options.Epochs && goOn; epoch++)
        {
            _shuffle.Permutation(_order);
            for (int start = 0; start < _order.Length && goOn; start += _options.BatchSize)
                goOn = Learn(_order.AsSpan(start, Math.Min(_options.BatchSize, _order.Length - start)), learningRate, clipRange);
        }

        _metrics.Record(Advantages.ExplainedVariance(_rollout.Values, _rollout.Returns), learningRate, clipRange);
        _rollout.Clear();
    }

    /// <inheritdoc/>
    public override void CheckFinite() => _networks.CheckFinite(Divergence);

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("steps", _steps);
        writer.Write("explore", _explore);
        writer.Write("shuffle", _shuffle);
        _networks.Save(writer);
        using (writer.Section("rollout")) _rollout.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _steps = reader.ReadInt64("steps");
        reader.Read("explore", _explore);
        reader.Read("shuffle", _shuffle);
        _networks.Load(reader);
        using (reader.Section("rollout")) _rollout.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _networks.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _networks.LoadModel(reader);

    /// <summary>One update from some transitions of the rollout; false where the policy has moved too far to go on.</summary>
    private bool Learn(ReadOnlySpan<int> batch, float learningRate, float clipRange)
    {
        int rows = batch.Length;
        Span<float> byLogProb = _byLogProb.AsSpan(0, rows);
        ReadOnlySpan<float> actions = Gather(batch);
        ReadOnlySpan<float> outputs = ForwardActor(batch, actions, out float entropy);
        SurrogateLoss surrogate = PolicyLosses.Clipped(_logProbs.AsSpan(0, rows), _oldLogProbs.AsSpan(0, rows), _advantages.AsSpan(0, rows), clipRange, byLogProb);
        float valueLoss = ForwardCritic(batch);
        float loss = surrogate.Loss - (_options.EntropyCoefficient * entropy) + (_options.ValueCoefficient * valueLoss);
        Divergence.Require(loss, "The loss");
        _metrics.Record(loss, surrogate, valueLoss, entropy);
        if (_options.TargetKl > 0 && surrogate.Divergence > 1.5f * _options.TargetKl) return false;

        TrainedNetwork actor = _networks.Actor;
        _networks.Policy.Backward(outputs, actor.Network.OutputStride, actions, byLogProb, -_options.EntropyCoefficient / rows, actor.Batch.OutputGradient);
        actor.Backward(rows);
        _networks.Critic.Backward(rows);
        _metrics.Record(_networks.Step(learningRate));
        Updates++;
        return true;
    }

    /// <summary>Gathers a batch's columns; its actions are returned.</summary>
    private ReadOnlySpan<float> Gather(ReadOnlySpan<int> batch)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            int at = batch[i];
            _oldLogProbs[i] = _rollout.LogProbs[at];
            _advantages[i] = _rollout.Advantages[at];
            _returns[i] = _rollout.Returns[at];
            _oldValues[i] = _rollout.Values[at];
        }

        if (_options.NormalizeAdvantages) Advantages.Standardize(_advantages.AsSpan(0, batch.Length));
        Span<float> actions = _actions.AsSpan(0, batch.Length * ActionSpace.Size);
        _rollout.GatherActions(batch, actions);
        return actions;
    }

    private ReadOnlySpan<float> ForwardActor(ReadOnlySpan<int> batch, ReadOnlySpan<float> actions, out float entropy)
    {
        TrainedNetwork actor = _networks.Actor;
        _rollout.GatherObservations(batch, actor.Batch.Input, actor.Network.InputStride);
        ReadOnlySpan<float> outputs = actor.Forward(batch.Length);
        entropy = _networks.Policy.Evaluate(outputs, actor.Network.OutputStride, actions, _logProbs.AsSpan(0, batch.Length));
        return outputs;
    }

    private float ForwardCritic(ReadOnlySpan<int> batch)
    {
        TrainedNetwork critic = _networks.Critic;
        _rollout.GatherObservations(batch, critic.Batch.Input, critic.Network.InputStride);
        ReadOnlySpan<float> values = critic.Forward(batch.Length);
        float clipRange = _options.ValueClipRange > 0 ? _options.ValueClipRange : float.PositiveInfinity;
        return PolicyLosses.Value(
            values, critic.Network.OutputStride, _oldValues, _returns.AsSpan(0, batch.Length), clipRange, _options.ValueCoefficient, critic.Batch.OutputGradient);
    }
}
