using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Soft actor-critic (Haarnoja et al. 2018, 2018b) for actions that are numbers between bounds. The policy draws its actions and is paid for being uncertain, by a temperature alpha for each
/// unit of entropy, so that it goes on exploring where that costs little:
/// <code>Q_i(s, a) towards y = r + gamma (1 - terminated) (min_j Q_target_j(s', a') - alpha log pi(a'|s')),   maximise mean(min_j Q_j(s, a) - alpha log pi(a|s))</code>
/// with a and a' drawn from the present policy, and an alpha that keeps the entropy at a target. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class SacAgent : ContinuousAgent, IStateValue
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "sac";

    private const int Critics = 2;

    private readonly SacOptions _options;
    private readonly StochasticActor _actor;
    private readonly ActionCritics _critics;
    private readonly ReplayExperience _experience;
    private readonly Temperature _temperature;
    private readonly float[] _action;
    private readonly float[] _actionGradient;
    private readonly float[] _targets;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _value;
    private readonly ScalarMetric _entropy;
    private readonly ScalarMetric _alpha;
    private readonly ScalarMetric _gradientNorm;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The actions are not numbers between finite bounds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than <see cref="ReplayBuffer.LargestCapacity"/>.</exception>
    public SacAgent(VectorEnv env, SacOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new SacOptions();
        ActionRange range = ActionRange.Bounded(env, "SAC");
        var streams = new SeedStreams(seed);
        _actor = new StochasticActor(env, _options, range, streams);
        _critics = new ActionCritics(Critics, env, _options, range, streams);
        _experience = new ReplayExperience(env, _options, streams.Stream("replay"));
        _temperature = new Temperature(_options, range.Size);
        _action = new float[range.Size];
        _actionGradient = new float[_options.BatchSize * range.Size];
        _targets = new float[_options.BatchSize];
        _loss = Metrics.Scalar("loss");
        _value = Metrics.Scalar("q_value");
        _entropy = Metrics.Scalar("entropy");
        _alpha = Metrics.Scalar("temperature");
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
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => _actor.Act(observations, actions, _experience.Steps);

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => _actor.ActGreedily(observation, action);

    /// <summary>Q(s, a) by the first critic for the action that is taken greedily. It changes nothing of the training.</summary>
    /// <inheritdoc/>
    public float StateValue(ReadOnlySpan<float> observation)
    {
        _actor.Choose(observation, _action);
        return _critics.Value(observation, _action);
    }

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
        _temperature.CheckFinite(Divergence);
        if (Updates == 0) return;
        _experience.TakeFirstBatch();
        ComputeTargets(random: false);
        Divergence.Require(_critics.Loss(_experience, _targets), "The loss");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        _temperature.Save(writer);
        using (writer.Section("actor")) _actor.Save(writer);
        using (writer.Section("critics")) _critics.Save(writer);
        using (writer.Section("experience")) _experience.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _temperature.Load(reader);
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

    /// <summary>One update: the critics go one step towards the targets of a batch, the actor one step up the lower of them, the temperature one step, and the target networks follow.</summary>
    private protected override void LearnBatch()
    {
        float rateFraction = _options.LearningRateFraction(_experience.RoundSteps);
        _experience.DrawBatch();
        ComputeTargets(random: true);
        float loss = _critics.Step(_experience, _targets, rateFraction);
        new Divergence(_experience.RoundSteps, Updates).Require(loss, "The loss");
        float value = _critics.Ascend(_actor.Present(_experience), _actionGradient, _action.Length, among: Critics);
        float meanLogProb = _actor.MeanLogProb;
        _actor.Step(_actionGradient, _temperature.Value, rateFraction);
        _temperature.Step(meanLogProb, rateFraction);
        _critics.MoveTargets(_options.Tau);
        Updates++;
        _loss.Record(loss);
        _value.Record(value);
        _entropy.Record(-meanLogProb);
        _alpha.Record(_temperature.Value);
        if (_options.MaxGradientNorm > 0) _gradientNorm.Record(_critics.GradientNorm);
    }

    /// <summary>y = r + discount * (min_j Q_target_j(s', a') - alpha log pi(a'|s')) for the batch.</summary>
    /// <param name="random">Whether a' is drawn; otherwise the policy's means are taken, and no random number is used.</param>
    private void ComputeTargets(bool random)
    {
        _critics.NextValues(_experience, _actor.Next(_experience, random), _action.Length, _targets);
        for (int i = 0; i < _targets.Length; i++) _targets[i] -= _temperature.Value * _actor.LogProbs[i];
        _experience.Bootstrap(_targets);
    }
}
