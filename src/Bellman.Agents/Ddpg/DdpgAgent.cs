using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Deep deterministic policy gradient (Lillicrap et al. 2016) for actions that are numbers between bounds. An actor mu(s) names the action, a critic Q(s, a) rates it:
/// <code>Q(s, a) towards y = r + gamma (1 - terminated) Q_target(s', mu_target(s')),   mu(s) up the slope of Q(s, mu(s)),</code>
/// from transitions drawn evenly from a replay buffer, and noise on the actions explores. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class DdpgAgent : ContinuousAgent, IStateValue
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "ddpg";

    private readonly DdpgOptions _options;
    private readonly DeterministicActor _actor;
    private readonly ActionCritics _critic;
    private readonly ReplayExperience _experience;
    private readonly float[] _targets;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _value;
    private readonly ScalarMetric _noiseScale;
    private readonly ScalarMetric _gradientNorm;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The actions are not numbers between finite bounds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than <see cref="ReplayBuffer.LargestCapacity"/>.</exception>
    public DdpgAgent(VectorEnv env, DdpgOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new DdpgOptions();
        ActionRange range = ActionRange.Bounded(env, "DDPG");
        var streams = new SeedStreams(seed);
        _actor = new DeterministicActor(env, _options, _options.Noise, range, streams);
        _critic = new ActionCritics(1, env, _options, range, streams);
        _experience = new ReplayExperience(env, _options, streams.Stream("replay"));
        _targets = new float[_options.BatchSize];
        _loss = Metrics.Scalar("loss");
        _value = Metrics.Scalar("q_value");
        _noiseScale = Metrics.Scalar("noise_scale");
        _gradientNorm = Metrics.Scalar("gradient_norm");
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    private protected override ReplayExperience Experience => _experience;

    private protected override ActingWeights Acting => _actor.Acting;

    private Divergence Divergence => new(_experience.Steps, Updates);

    /// <inheritdoc/>
    public override void BeginTraining()
    {
        base.BeginTraining();
        _actor.ForgetEpisodes();
    }

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        _noiseScale.Record(_options.Noise.ScaleAt(_experience.Steps));
        _actor.Act(observations, actions, _experience.Steps);
    }

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => _actor.ActGreedily(observation, action);

    /// <summary>Q(s, mu(s)). It changes nothing of the training.</summary>
    /// <inheritdoc/>
    public float StateValue(ReadOnlySpan<float> observation) => _critic.Value(observation, _actor.Choose(observation));

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions)
    {
        _experience.Observe(transitions);
        _actor.EndEpisodes(transitions);
    }

    /// <summary>Requires that all weights and the optimizers' states are finite, and that the loss of a batch still is. It changes nothing of the training.</summary>
    /// <inheritdoc/>
    public override void CheckFinite()
    {
        _actor.CheckFinite(Divergence);
        _critic.CheckFinite(Divergence);
        if (Updates == 0) return;
        _experience.TakeFirstBatch();
        ComputeTargets();
        Divergence.Require(_critic.Loss(_experience, _targets), "The loss");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        using (writer.Section("actor")) _actor.Save(writer);
        using (writer.Section("critic")) _critic.Save(writer);
        using (writer.Section("experience")) _experience.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        using (reader.Section("actor")) _actor.Load(reader);
        using (reader.Section("critic")) _critic.Load(reader);
        using (reader.Section("experience")) _experience.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer)
    {
        _actor.SaveModel(writer);
        _critic.SaveModel(writer);
    }

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader)
    {
        _actor.LoadModel(reader);
        _critic.LoadModel(reader);
    }

    /// <summary>One update: the critic goes one step towards the targets of a batch, the actor one step up the critic, and their target networks follow.</summary>
    private protected override void LearnBatch()
    {
        float rateFraction = _options.LearningRateFraction(_experience.RoundSteps);
        _experience.DrawBatch();
        ComputeTargets();
        float loss = _critic.Step(_experience, _targets, rateFraction);
        new Divergence(_experience.RoundSteps, Updates).Require(loss, "The loss");
        float value = _critic.Ascend(_actor.Present(_experience), _actor.ActionGradient, _actor.Stride);
        _actor.Step(rateFraction);
        _critic.MoveTargets(_options.Tau);
        _actor.MoveTarget(_options.Tau);
        Updates++;
        _loss.Record(loss);
        _value.Record(value);
        if (_options.MaxGradientNorm > 0) _gradientNorm.Record(_critic.GradientNorm);
    }

    /// <summary>y = r + discount * Q_target(s', mu_target(s')) for the batch.</summary>
    private void ComputeTargets()
    {
        _critic.NextValues(_experience, _actor.Next(_experience), _actor.Stride, _targets);
        _experience.Bootstrap(_targets);
    }
}
