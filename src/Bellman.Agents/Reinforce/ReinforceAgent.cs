using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// REINFORCE (Williams 1992), the plain policy gradient, for discrete, multi-discrete, multi-binary and continuous actions. It plays whole episodes and then makes each action more or less likely by
/// what came after it:
/// <code>maximise mean((G_t - b(s_t)) log p(a_t|s_t)),   G_t = r_t + gamma r_(t+1) + ...,   b(s_t) towards G_t</code>
/// with or without the baseline b. A time limit is not a terminal state: the return goes on with the baseline's value of the last observation.
/// Without a baseline nothing knows that value, and the return ends with the rewards that were seen.
/// </summary>
public sealed class ReinforceAgent : Agent, IStateValue, IActionProbabilities
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "reinforce";

    /// <summary>Rows that go through the networks at once; an update adds up the gradients of as many such batches as its episodes need.</summary>
    private const int Batch = 256;

    private readonly ReinforceOptions _options;
    private readonly ActorCritic _networks;
    private readonly EpisodeBuffer _episodes;
    private readonly Pcg64 _explore;
    private readonly float[] _logProbs;
    private readonly float[] _byLogProb;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _policyLoss;
    private readonly ScalarMetric _valueLoss;
    private readonly ScalarMetric _entropy;
    private readonly ScalarMetric _gradientNorm;
    private readonly ScalarMetric _learningRate;
    private float[] _returns;
    private float[] _advantages;
    private long _steps;
    private long _episodesEnded;

    /// <summary>Creates the agent, and room for as many steps as an update can have, where the worlds' time limit says how many.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces, number and time limit matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">There is no policy for the actions.</exception>
    public ReinforceAgent(VectorEnv env, ReinforceOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new ReinforceOptions();
        var streams = new SeedStreams(seed);
        _explore = streams.Stream("explore");
        _networks = new ActorCritic("REINFORCE", env, _options, streams, Batch);
        _episodes = new EpisodeBuffer(env, _options.EpisodesPerUpdate, _options.RewardScale, _networks.MaskSize);
        _returns = new float[_episodes.Ended.Capacity];
        _advantages = new float[_episodes.Ended.Capacity];
        int rows = Math.Max(Batch, env.Count);
        _logProbs = new float[rows];
        _byLogProb = new float[rows];
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
    public override void BeginTraining() => _episodes.ForgetEpisodes();

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => Act(observations, default, actions);

    /// <inheritdoc/>
    public override bool TakesActionMasks => _networks.MaskSize > 0;

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Span<float> actions)
    {
        int worlds = actions.Length / ActionSpace.Size;
        if (_networks.MaskSize == 0) allowed = default;
        _episodes.BeginStep(allowed);
        ReadOnlySpan<float> outputs = _networks.Actor.Forward(observations, worlds);
        _networks.Policy.Sample(outputs, _networks.Actor.Network.OutputStride, _explore, _episodes.StepActions, _logProbs.AsSpan(0, worlds), allowed);
        _networks.Policy.ToEnvironment(_episodes.StepActions, actions);
    }

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => _networks.ActGreedily(observation, action);

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> action) =>
        _networks.ActGreedily(observation, action, allowed);

    /// <summary>The baseline's value of one state; not a number without a baseline.</summary>
    /// <inheritdoc/>
    public float StateValue(ReadOnlySpan<float> observation) => _options.Baseline ? _networks.StateValue(observation) : float.NaN;

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
        int size = ObservationSpace.Size;
        for (int world = 0; world < transitions.Count; world++)
        {
            _episodes.Add(transitions, world);
            if (!transitions.Done(world)) continue;
            bool bootstraps = _options.Baseline && !transitions.Terminated[world];
            _episodes.End(world, bootstraps ? _networks.StateValue(transitions.NextObservations.Slice(world * size, size)) : 0);
            _episodesEnded++;
        }

        _steps += transitions.Count;
    }

    /// <inheritdoc/>
    public override void Update()
    {
        if (_episodes.EndedCount < _options.EpisodesPerUpdate) return;
        ComputeReturns();
        float valueLoss = _options.Baseline ? LearnBaseline() : 0;
        if (_options.NormalizeAdvantages) Advantages.Standardize(_advantages.AsSpan(0, _episodes.Ended.Count));
        float policyLoss = LearnPolicy(out float entropy);
        float loss = policyLoss - (_options.EntropyCoefficient * entropy) + (_options.ValueCoefficient * valueLoss);
        Divergence.Require(loss, "The loss");
        float learningRate = LearningRate();
        _gradientNorm.Record(_networks.Step(learningRate));
        _episodes.ClearEnded();
        Updates++;
        _loss.Record(loss);
        _policyLoss.Record(policyLoss);
        if (_options.Baseline) _valueLoss.Record(valueLoss);
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
        writer.Write("episodes", _episodesEnded);
        writer.Write("explore", _explore);
        _networks.Save(writer);
        using (writer.Section("buffer")) _episodes.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _steps = reader.ReadInt64("steps");
        _episodesEnded = reader.ReadInt64("episodes");
        reader.Read("explore", _explore);
        _networks.Load(reader);
        using (reader.Section("buffer")) _episodes.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _networks.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _networks.LoadModel(reader);

    /// <summary>The returns G_t of all steps, which are the advantages too as long as nothing is taken from them.</summary>
    private void ComputeReturns()
    {
        EpisodeColumns ended = _episodes.Ended;
        if (_returns.Length < ended.Count)
        {
            _returns = new float[ended.Capacity];
            _advantages = new float[ended.Capacity];
        }

        Returns.Discounted(worlds: 1, ended.Rewards, ended.NextValues, ended.Ends, _options.Discount, _returns.AsSpan(0, ended.Count));
        _returns.AsSpan(0, ended.Count).CopyTo(_advantages);
    }

    /// <summary>Takes b(s_t) from the advantages, and computes the gradient of the mean squared error of b.</summary>
    private float LearnBaseline()
    {
        TrainedNetwork critic = _networks.Critic;
        int count = _episodes.Ended.Count, stride = critic.Network.OutputStride;
        float loss = 0;
        for (int start = 0; start < count; start += Batch)
        {
            int rows = Math.Min(Batch, count - start);
            float share = (float)rows / count;
            ReadOnlySpan<float> values = critic.Forward(_episodes.Ended.Observations(start, rows), rows);
            for (int i = 0; i < rows; i++) _advantages[start + i] -= values[i * stride];
            loss += share * PolicyLosses.Value(
                values, stride, default, _returns.AsSpan(start, rows), float.PositiveInfinity, share * _options.ValueCoefficient, critic.Batch.OutputGradient);
            critic.Backward(rows, accumulate: start > 0);
        }

        return loss;
    }

    /// <summary>Computes the gradient of -mean(A_t log p(a_t|s_t)) and of the entropy.</summary>
    private float LearnPolicy(out float entropy)
    {
        TrainedNetwork actor = _networks.Actor;
        int count = _episodes.Ended.Count, stride = actor.Network.OutputStride;
        float loss = 0;
        entropy = 0;
        for (int start = 0; start < count; start += Batch)
        {
            int rows = Math.Min(Batch, count - start);
            float share = (float)rows / count;
            Span<float> logProbs = _logProbs.AsSpan(0, rows), byLogProb = _byLogProb.AsSpan(0, rows);
            ReadOnlySpan<float> actions = _episodes.Ended.Actions(start, rows);
            ReadOnlySpan<float> outputs = actor.Forward(_episodes.Ended.Observations(start, rows), rows);
            entropy += share * _networks.Policy.Evaluate(outputs, stride, actions, logProbs, _episodes.Ended.Allowed(start, rows));
            loss += share * PolicyLosses.PolicyGradient(logProbs, _advantages.AsSpan(start, rows), byLogProb);
            foreach (ref float factor in byLogProb) factor *= share;
            _networks.Policy.Backward(outputs, stride, actions, byLogProb, -_options.EntropyCoefficient / count, actor.Batch.OutputGradient);
            actor.Backward(rows, accumulate: start > 0);
        }

        return loss;
    }

    private float LearningRate() => EpisodeDecay.At(
        LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, _steps), _options.LearningRateDecay, _episodesEnded);
}
