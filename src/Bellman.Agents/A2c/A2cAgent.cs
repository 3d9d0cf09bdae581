using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Advantage actor-critic (Mnih et al. 2016, in its synchronous form) for discrete, multi-discrete, multi-binary and continuous actions: a few steps in several worlds, then one
/// update from all of them by
/// <code>mean(A log p(a|s)) + entropy - value loss</code>
/// and the next few steps with the new policy. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class A2cAgent : Agent, IStateValue, IActionProbabilities
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "a2c";

    private readonly A2cOptions _options;
    private readonly ActorCritic _networks;
    private readonly RolloutCollector _collector;
    private readonly PolicyGradientUpdate _update;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">There is no policy for the actions.</exception>
    public A2cAgent(VectorEnv env, A2cOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new A2cOptions();
        var streams = new SeedStreams(seed);
        int transitions = RolloutBuffer.CheckSize(_options.RolloutSteps, env, ActorCritic.MaskSizeOf(env, _options));
        SequencePlan? plan = SequencePlan.For(_options, _options.RolloutSteps, env.Count, _options.RolloutSteps, transitions);
        _networks = new ActorCritic("A2C", env, _options, streams, transitions, plan);
        _collector = new RolloutCollector(_networks, env, _options.RolloutSteps, _options.RewardScale, streams);
        _update = new PolicyGradientUpdate(_networks, _collector.Rollout, _options, new ActorCriticMetrics(Metrics));
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    private Divergence Divergence => new(_collector.Steps, Updates);

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
        if (!_collector.Rollout.Full) return;
        long before = _collector.Steps - _collector.Rollout.Capacity;
        float learningRate = LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, before);
        _update.Learn(_options.GaeLambda, _options.NormalizeAdvantages, learningRate, Divergence);
        Updates++;
    }

    /// <inheritdoc/>
    public override void CheckFinite() => _networks.CheckFinite(Divergence);

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        _networks.Save(writer);
        _collector.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _networks.Load(reader);
        _collector.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _networks.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _networks.LoadModel(reader);
}
