using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The one-step actor-critic (Sutton and Barto 2018, section 13.5) for discrete, multi-discrete, multi-binary and continuous actions. A critic learns what states are worth, and the temporal-difference
/// error says how much better an action turned out than expected:
/// <code>d_t = r_t + gamma (1 - terminated) v(s_(t+1)) - v(s_t),   maximise mean(d_t log p(a_t|s_t)),   v(s_t) towards r_t + gamma (1 - terminated) v(s_(t+1))</code>
/// It learns after a few steps of each world, from those alone, and never has to wait for the end of an episode. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class ActorCriticAgent : Agent, IStateValue, IActionProbabilities
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "actor_critic";

    private readonly ActorCriticOptions _options;
    private readonly ActorCritic _networks;
    private readonly RolloutCollector _collector;
    private readonly PolicyGradientUpdate _update;
    private long _episodes;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">There is no policy for the actions.</exception>
    public ActorCriticAgent(VectorEnv env, ActorCriticOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new ActorCriticOptions();
        int batch = RolloutBuffer.CheckSize(_options.RolloutSteps, env, ActorCritic.MaskSizeOf(env, _options));
        var streams = new SeedStreams(seed);
        _networks = new ActorCritic("The actor-critic", env, _options, streams, batch);
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
    public override void Observe(in Transitions transitions)
    {
        _collector.Observe(transitions);
        for (int world = 0; world < transitions.Count; world++)
        {
            if (transitions.Done(world)) _episodes++;
        }
    }

    /// <inheritdoc/>
    public override void Update()
    {
        if (!_collector.Rollout.Full) return;
        _update.Learn(lambda: 0, _options.NormalizeAdvantages, LearningRate(), Divergence);
        Updates++;
    }

    /// <inheritdoc/>
    public override void CheckFinite() => _networks.CheckFinite(Divergence);

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("episodes", _episodes);
        _networks.Save(writer);
        _collector.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _episodes = reader.ReadInt64("episodes");
        _networks.Load(reader);
        _collector.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _networks.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _networks.LoadModel(reader);

    private float LearningRate() => EpisodeDecay.At(
        LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, _collector.Steps), _options.LearningRateDecay, _episodes);
}
