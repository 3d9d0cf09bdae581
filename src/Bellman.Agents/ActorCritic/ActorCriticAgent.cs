using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The one-step actor-critic (Sutton and Barto 2018, section 13.5) for discrete, multi-discrete and continuous actions. A critic learns what states are worth, and the temporal-difference
/// error says how much better an action turned out than expected:
/// <code>d_t = r_t + gamma (1 - terminated) v(s_(t+1)) - v(s_t),   maximise mean(d_t log p(a_t|s_t)),   v(s_t) towards r_t + gamma (1 - terminated) v(s_(t+1))</code>
/// It learns after a few steps of each world, from those alone, and never has to wait for the end of an episode. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class ActorCriticAgent : Agent, IStateValue
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "actor_critic";

    private readonly ActorCriticOptions _options;
    private readonly ActorCritic _networks;
    private readonly RolloutBuffer _rollout;
    private readonly Pcg64 _explore;
    private readonly int[] _order;
    private readonly float[] _actions;
    private readonly float[] _logProbs;
    private readonly float[] _advantages;
    private readonly float[] _byLogProb;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _policyLoss;
    private readonly ScalarMetric _valueLoss;
    private readonly ScalarMetric _entropy;
    private readonly ScalarMetric _gradientNorm;
    private readonly ScalarMetric _learningRate;
    private long _steps;
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
        int batch = RolloutBuffer.CheckSize(_options.RolloutSteps, env.Count, env.ObservationSpace.Size, env.ActionSpace.Size);
        var streams = new SeedStreams(seed);
        _explore = streams.Stream("explore");
        _networks = new ActorCritic("The actor-critic", env, _options, streams, batch);
        _rollout = new RolloutBuffer(_options.RolloutSteps, env.Count, env.ObservationSpace.Size, env.ActionSpace.Size);
        _order = [.. Enumerable.Range(0, batch)];
        _actions = new float[batch * env.ActionSpace.Size];
        _logProbs = new float[batch];
        _advantages = new float[batch];
        _byLogProb = new float[batch];
        _loss = Metrics.Scalar("loss");
        _policyLoss = Metrics.Scalar("policy_loss");
        _valueLoss = Metrics.Scalar("value_loss");
        _entropy = Metrics.Scalar("entropy");
        _gradientNorm = Metrics.Scalar("gradient_norm");
        _learningRate = Metrics.Scalar("learning_rate");
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
        for (int world = 0; world < transitions.Count; world++)
        {
            if (transitions.Done(world)) _episodes++;
        }
    }

    /// <inheritdoc/>
    public override void Update()
    {
        if (!_rollout.Full) return;
        _rollout.ComputeAdvantages(_options.Discount, lambda: 0);
        _rollout.Advantages.CopyTo(_advantages);
        if (_options.NormalizeAdvantages) Advantages.Standardize(_advantages);
        float policyLoss = LearnPolicy(out float entropy);
        float valueLoss = LearnValue();
        float loss = policyLoss - (_options.EntropyCoefficient * entropy) + (_options.ValueCoefficient * valueLoss);
        Divergence.Require(loss, "The loss");
        float learningRate = LearningRate();
        _gradientNorm.Record(_networks.Step(learningRate));
        _rollout.Clear();
        Updates++;
        _loss.Record(loss);
        _policyLoss.Record(policyLoss);
        _valueLoss.Record(valueLoss);
        _entropy.Record(entropy);
        _learningRate.Record(learningRate);
    }

    /// <inheritdoc/>
    public override void CheckFinite() => _networks.CheckFinite(Divergence);

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("steps", _steps);
        writer.Write("episodes", _episodes);
        writer.Write("explore", _explore);
        _networks.Save(writer);
        using (writer.Section("rollout")) _rollout.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _steps = reader.ReadInt64("steps");
        _episodes = reader.ReadInt64("episodes");
        reader.Read("explore", _explore);
        _networks.Load(reader);
        using (reader.Section("rollout")) _rollout.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _networks.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _networks.LoadModel(reader);

    /// <summary>Computes the gradient of -mean(d_t log p(a_t|s_t)) and of the entropy.</summary>
    private float LearnPolicy(out float entropy)
    {
        TrainedNetwork actor = _networks.Actor;
        int rows = _order.Length, stride = actor.Network.OutputStride;
        _rollout.GatherObservations(_order, actor.Batch.Input, actor.Network.InputStride);
        _rollout.GatherActions(_order, _actions);
        ReadOnlySpan<float> outputs = actor.Forward(rows);
        entropy = _networks.Policy.Evaluate(outputs, stride, _actions, _logProbs);
        float loss = PolicyLosses.PolicyGradient(_logProbs, _advantages, _byLogProb);
        _networks.Policy.Backward(outputs, stride, _actions, _byLogProb, -_options.EntropyCoefficient / rows, actor.Batch.OutputGradient);
        actor.Backward(rows);
        return loss;
    }

    /// <summary>Computes the gradient of the mean squared temporal-difference error, its target held still.</summary>
    private float LearnValue()
    {
        TrainedNetwork critic = _networks.Critic;
        int rows = _order.Length;
        _rollout.GatherObservations(_order, critic.Batch.Input, critic.Network.InputStride);
        float loss = PolicyLosses.Value(
            critic.Forward(rows), critic.Network.OutputStride, default, _rollout.Returns, float.PositiveInfinity, _options.ValueCoefficient, critic.Batch.OutputGradient);
        critic.Backward(rows);
        return loss;
    }

    private float LearningRate() => EpisodeDecay.At(
        LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, _steps), _options.LearningRateDecay, _episodes);
}
