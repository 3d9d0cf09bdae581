using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Truncated quantile critics (Kuznetsov et al. 2020) for actions that are numbers between bounds: <see cref="SacAgent"/> whose critics say quantiles z of the return. Their targets are pooled and
/// the largest left out, which keeps critics from overestimating, by finer steps than the lower of two does:
/// <code>z(s, a) towards the y_k = r + gamma (1 - terminated) (z_(k) - alpha log pi(a'|s')),   maximise mean(z(s, a)) - alpha log pi(a|s)</code>
/// where z_(1), z_(2), ... are the smallest of all the target networks' quantiles for s' and a', with a and a' drawn from the present policy, and the mean is over all quantiles of all
/// critics, none left out. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class TqcAgent : ContinuousAgent, IStateValue
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "tqc";

    private readonly TqcOptions _options;
    private readonly StochasticActor _actor;
    private readonly QuantileCritics _critics;
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
    /// <exception cref="ArgumentException">The actions are not numbers between finite bounds, or no atom would be left of the targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than <see cref="ReplayBuffer.LargestCapacity"/>.</exception>
    public TqcAgent(VectorEnv env, TqcOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new TqcOptions();
        ActionRange range = ActionRange.Bounded(env, "TQC");
        var streams = new SeedStreams(seed);
        _actor = new StochasticActor(env, _options, range, streams);
        _critics = new QuantileCritics(env, _options, range, streams);
        _experience = new ReplayExperience(env, _options, streams.Stream("replay"));
        _temperature = new Temperature(_options, range.Size);
        _action = new float[range.Size];
        _actionGradient = new float[_options.BatchSize * range.Size];
        _targets = new float[_options.BatchSize * _critics.AtomCount];
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

    /// <summary>The mean of all quantiles of all critics for the action that is taken greedily. It changes nothing of the training.</summary>
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

    /// <summary>One update: the critics go one step towards the targets of a batch, the actor one step up the mean of their quantiles, the temperature one step, and the target networks follow.</summary>
    private protected override void LearnBatch()
    {
        float rateFraction = _options.LearningRateFraction(_experience.RoundSteps);
        _experience.DrawBatch();
        ComputeTargets(random: true);
        float loss = _critics.Step(_experience, _targets, rateFraction);
        new Divergence(_experience.RoundSteps, Updates).Require(loss, "The loss");
        float value = _critics.Ascend(_actor.Present(_experience), _actionGradient, _action.Length);
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

    /// <summary>y_k = r + discount * (z_(k) - alpha log pi(a'|s')) for each row of the batch and each atom that is left.</summary>
    /// <param name="random">Whether a' is drawn; otherwise the policy's means are taken, and no random number is used.</param>
    private void ComputeTargets(bool random)
    {
        _critics.NextAtoms(_experience, _actor.Next(_experience, random), _action.Length, _targets);
        for (int row = 0; row < _options.BatchSize; row++)
        {
            int slot = _experience.Slots[row];
            float reward = _experience.Replay.Reward(slot), discount = _experience.Replay.Discount(slot), price = _temperature.Value * _actor.LogProbs[row];
            foreach (ref float atom in _targets.AsSpan(row * _critics.AtomCount, _critics.AtomCount)) atom = reward + (discount * (atom - price));
        }
    }
}
