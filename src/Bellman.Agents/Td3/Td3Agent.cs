using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Twin delayed deep deterministic policy gradient (Fujimoto et al. 2018) for actions that are numbers between bounds: deep deterministic policy gradient with three remedies against values
/// that are too high. Two critics, of which the target takes the lower; noise on the target's action; and an actor that learns more seldom than they do:
/// <code>Q_i(s, a) towards y = r + gamma (1 - terminated) min_j Q_target_j(s', clip(mu_target(s') + clip(n, -c, c), -1, 1)),   mu(s) up the slope of Q_1(s, mu(s)).</code>
/// A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class Td3Agent : ContinuousAgent, IStateValue
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "td3";

    private const int Critics = 2;

    private readonly Td3Options _options;
    private readonly DeterministicActor _actor;
    private readonly ActionCritics _critics;
    private readonly ReplayExperience _experience;
    private readonly Pcg64 _smoothing;
    private readonly int _actionSize;
    private readonly float[] _nextActions;
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
    public Td3Agent(VectorEnv env, Td3Options? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new Td3Options();
        ActionRange range = ActionRange.Bounded(env, "TD3");
        var streams = new SeedStreams(seed);
        _actor = new DeterministicActor(env, _options, _options.Noise, range, streams);
        _critics = new ActionCritics(Critics, env, _options, range, streams);
        _experience = new ReplayExperience(env, _options, streams.Stream("replay"));
        _smoothing = streams.Stream("smoothing");
        _actionSize = range.Size;
        _nextActions = new float[_options.BatchSize * _actionSize];
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

    /// <summary>Q(s, mu(s)) by the first critic. It changes nothing of the training.</summary>
    /// <inheritdoc/>
    public float StateValue(ReadOnlySpan<float> observation) => _critics.Value(observation, _actor.Choose(observation));

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
        _critics.CheckFinite(Divergence);
        if (Updates == 0) return;
        _experience.TakeFirstBatch();
        ComputeTargets(smoothing: null);
        Divergence.Require(_critics.Loss(_experience, _targets), "The loss");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("smoothing", _smoothing);
        using (writer.Section("actor")) _actor.Save(writer);
        using (writer.Section("critics")) _critics.Save(writer);
        using (writer.Section("experience")) _experience.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        reader.Read("smoothing", _smoothing);
        using (reader.Section("actor")) _actor.Load(reader);
        using (reader.Section("critics")) _critics.Load(reader);
        using (reader.Section("experience")) _experience.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer)
    {
        _actor.SaveModel(writer);
        _critics.SaveModel(writer);
    }

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader)
    {
        _actor.LoadModel(reader);
        _critics.LoadModel(reader);
    }

    /// <summary>One update: the critics go one step towards the targets of a batch; every so often the actor goes one step up the first critic, and the target networks follow.</summary>
    private protected override void LearnBatch()
    {
        float rateFraction = _options.LearningRateFraction(_experience.RoundSteps);
        _experience.DrawBatch();
        ComputeTargets(_smoothing);
        float loss = _critics.Step(_experience, _targets, rateFraction);
        new Divergence(_experience.RoundSteps, Updates).Require(loss, "The loss");
        Updates++;
        _loss.Record(loss);
        if (_options.MaxGradientNorm > 0) _gradientNorm.Record(_critics.GradientNorm);
        if (Updates % _options.PolicyDelay != 0) return;
        _value.Record(_critics.Ascend(_actor.Present(_experience), _actor.ActionGradient, _actor.Stride));
        _actor.Step(rateFraction);
        _critics.MoveTargets(_options.Tau);
        _actor.MoveTarget(_options.Tau);
    }

    /// <summary>y = r + discount * min_j Q_target_j(s', a') for the batch, a' being the target actor's action and noise.</summary>
    private void ComputeTargets(Pcg64? smoothing)
    {
        ReadOnlySpan<float> actions = _actor.Next(_experience);
        float limit = _options.TargetNoiseClip;
        for (int i = 0; i < _nextActions.Length; i++)
        {
            float noise = smoothing is null ? 0 : Math.Clamp(_options.TargetNoise * smoothing.NormalSingle(), -limit, limit);
            _nextActions[i] = Math.Clamp(actions[(i / _actionSize * _actor.Stride) + (i % _actionSize)] + noise, -1f, 1f);
        }

        _critics.NextValues(_experience, _nextActions, _actionSize, _targets);
        _experience.Bootstrap(_targets);
    }
}
