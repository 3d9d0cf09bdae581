using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Proximal policy optimization (Schulman et al. 2017) for discrete, multi-discrete, multi-binary and continuous actions. Several worlds are played for some steps;
/// the policy that played them is then improved in a few epochs of shuffled batches by
/// <code>mean(min(r A, clip(r, 1 - c, 1 + c) A)) + entropy - value loss,   r = p(a|s) / p_old(a|s)</code>
/// with generalized advantage estimates A. A time limit is not a terminal state: its advantage bootstraps from the value of what would have come.
/// Networks may remember (recurrent PPO), and actions that a world's mask forbids are never taken.
/// </summary>
public sealed class PpoAgent : Agent, IStateValue, IActionProbabilities
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "ppo";

    private readonly PpoOptions _options;
    private readonly ActorCritic _networks;
    private readonly RolloutCollector _collector;
    private readonly RolloutBuffer _rollout;
    private readonly RolloutBatch _batch;
    private readonly Pcg64 _shuffle;
    private readonly int[] _order;
    private readonly int _perBatch;
    private readonly ActorCriticMetrics _metrics;
    private readonly ScalarMetric _approxKl;
    private readonly ScalarMetric _clipFraction;
    private readonly ScalarMetric _clipRange;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">There is no policy for the actions.</exception>
    public PpoAgent(VectorEnv env, PpoOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new PpoOptions();
        int transitions = RolloutBuffer.CheckSize(_options.RolloutSteps, env, ActorCritic.MaskSizeOf(env, _options));
        int batch = _options.BatchSize;
        var streams = new SeedStreams(seed);
        _shuffle = streams.Stream("shuffle");
        SequencePlan? plan = SequencePlan.For(_options, _options.RolloutSteps, env.Count, _options.SequenceLength, batch);
        _networks = new ActorCritic("PPO", env, _options, streams, batch, plan);
        _collector = new RolloutCollector(_networks, env, _options.RolloutSteps, _options.RewardScale, streams);
        _rollout = _collector.Rollout;
        _batch = new RolloutBatch(_networks, _rollout, batch);
        _order = new int[plan?.PerRollout ?? transitions];
        _perBatch = plan?.PerBatch ?? batch;
        _metrics = new ActorCriticMetrics(Metrics);
        _approxKl = Metrics.Scalar("approx_kl");
        _clipFraction = Metrics.Scalar("clip_fraction");
        _clipRange = Metrics.Scalar("clip_range");
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    private Divergence Divergence => new(_collector.Steps, Updates);

    /// <summary>Requires that a batch is no larger than a rollout.</summary>
    /// <inheritdoc/>
    public override void RequireTrainable()
    {
        if (_options.BatchSize <= _rollout.Capacity) return;
        int worlds = _rollout.Capacity / _options.RolloutSteps;
        throw new ArgumentException(
            $"A batch_size of {_options.BatchSize} is more than a rollout holds, {_options.RolloutSteps} steps in {worlds} worlds. Take at most {_rollout.Capacity}, more rollout_steps or more worlds.");
    }

    /// <inheritdoc/>
    public override void BeginTraining() => _collector.ForgetEpisodes();

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => _collector.Act(observations, default, actions, Divergence);

    /// <inheritdoc/>
    public override bool TakesActionMasks => _networks.MaskSize > 0;

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Span<float> actions) =>
        _collector.Act(observations, allowed, actions, Divergence);

    /// <inheritdoc/>
    public override void BeginGreedyEpisode() => _networks.BeginGreedyEpisode();

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => _networks.ActGreedily(observation, action);

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> action) =>
        _networks.ActGreedily(observation, action, allowed);

    /// <inheritdoc/>
    public float StateValue(ReadOnlySpan<float> observation) => _networks.StateValue(observation);

    /// <inheritdoc/>
    public int ProbabilityCount => _networks.Policy.ProbabilityCount;

    /// <inheritdoc/>
    public void ActionProbabilities(ReadOnlySpan<float> observation, Span<float> probabilities) => _networks.ActionProbabilities(observation, probabilities);

    /// <inheritdoc/>
    public void ActionProbabilities(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> probabilities) =>
        _networks.ActionProbabilities(observation, probabilities, allowed);

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions) => _collector.Observe(transitions);

    /// <inheritdoc/>
    public override void Update()
    {
        if (!_rollout.Full) return;
        _rollout.ComputeAdvantages(_options.Discount, _options.GaeLambda);

        // The schedules are those of the steps that the rollout began with, so that the first has its start and the last is not yet at its end.
        long before = _collector.Steps - _rollout.Capacity;
        float learningRate = LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, before);
        float clipRange = LinearDecay.At(_options.ClipRange, _options.FinalClipRange, _options.ClipRangeDecaySteps, before);
        bool goOn = true;
        for (int epoch = 0; epoch < _options.Epochs && goOn; epoch++)
        {
            _shuffle.Permutation(_order);
            for (int start = 0; start < _order.Length && goOn; start += _perBatch)
                goOn = Learn(_order.AsSpan(start, Math.Min(_perBatch, _order.Length - start)), learningRate, clipRange);
        }

        _metrics.RecordRollout(_rollout, learningRate);
        _clipRange.Record(clipRange);
        _rollout.Clear();
    }

    /// <inheritdoc/>
    public override void CheckFinite() => _networks.CheckFinite(Divergence);

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("shuffle", _shuffle);
        _networks.Save(writer);
        _collector.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        reader.Read("shuffle", _shuffle);
        _networks.Load(reader);
        _collector.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _networks.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _networks.LoadModel(reader);

    /// <summary>One update from some transitions of the rollout, or some sequences of it; false where the policy has moved too far to go on.</summary>
    private bool Learn(ReadOnlySpan<int> items, float learningRate, float clipRange)
    {
        _batch.Gather(items);
        if (_options.NormalizeAdvantages) Advantages.Standardize(_batch.Advantages);
        float entropy = _batch.ForwardActor();
        SurrogateLoss surrogate = PolicyLosses.Clipped(_batch.LogProbs, _batch.OldLogProbs, _batch.Advantages, clipRange, _batch.ByLogProb);
        float valueLoss = _batch.LearnCritic(_options.ValueClipRange > 0 ? _options.ValueClipRange : float.PositiveInfinity, _options.ValueCoefficient);
        float loss = surrogate.Loss - (_options.EntropyCoefficient * entropy) + (_options.ValueCoefficient * valueLoss);
        Divergence.Require(loss, "The loss");
        _metrics.RecordLosses(loss, surrogate.Loss, valueLoss, entropy);
        _approxKl.Record(surrogate.Divergence);
        _clipFraction.Record(surrogate.ClipFraction);
        if (_options.TargetKl > 0 && surrogate.Divergence > 1.5f * _options.TargetKl) return false;

        _batch.LearnActor(_options.EntropyCoefficient);
        _metrics.RecordGradient(_networks.Step(learningRate));
        Updates++;
        return true;
    }
}
