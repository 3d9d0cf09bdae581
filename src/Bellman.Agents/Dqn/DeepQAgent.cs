using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// What the agents of the DQN family are: they act greedily on the action values of a network, but for exploration, keep what happens in a replay, and teach the network with batches of it what its
/// target network expects of the successors. They differ in what the network says of an action, one value or a distribution of returns, and how that is learned.
/// A time limit is not a terminal state: it bootstraps.
/// </summary>
public abstract class DeepQAgent : Agent, IActionValues, IOverlappedAgent
{
    private const int HistogramEvery = 16;

    private readonly DeepQOptions _options;
    private readonly Discrete _actions;
    private readonly QExplorer _explorer;
    private readonly Pcg64 _sampling;
    private readonly QParameters _weights;
    private readonly QLearner _learner;
    private readonly int _maskSize;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _maxQ;
    private readonly ScalarMetric _gradientNorm;
    private readonly ScalarMetric _learningRate;
    private readonly ScalarMetric? _beta;
    private readonly GradientNorms _gradientNorms;
    private readonly HistogramMetric[] _histograms;
    private long _steps;
    private long _episodes;
    private long _greedySteps;
    private int _unpaid;
    private Round _round;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <param name="makeHead">Makes what the network says of so many actions.</param>
    /// <exception cref="ArgumentException">The actions are not discrete, or options are at odds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than <see cref="ReplayBuffer.LargestCapacity"/>.</exception>
    private protected DeepQAgent(VectorEnv env, DeepQOptions options, ulong seed, Func<int, DeepQOptions, QHead> makeHead)
        : base(env)
    {
        _actions = env.ActionSpace as Discrete ?? throw new ArgumentException(
            $"Deep Q-learning chooses among discrete actions, but the action space is {env.ActionSpace}. Take an agent for continuous actions, or discretise them.", nameof(env));
        _options = options;
        _maskSize = env.HasActionMask && options.ActionMasks ? _actions.Count : 0;
        RequireConsistent(options, _maskSize > 0);
        var streams = new SeedStreams(seed);
        Pcg64 explore = streams.Stream("explore");
        _sampling = streams.Stream("replay");
        QHead head = makeHead(_actions.Count, options);
        Network network = QNetwork.Build(env.ObservationSpace, _actions.Count, options, head.OutputsPerAction);
        _weights = new QParameters(network, options, streams.Stream("init"));
        _learner = options.HasMemory
            ? new SequenceLearner(env, (DqnOptions)options, _weights, _maskSize)
            : new TransitionLearner(env, options, _weights, head, makeHead(_actions.Count, options), streams, _maskSize);
        _loss = Metrics.Scalar("loss");
        _explorer = new QExplorer(options, _actions.Count, env.Count, explore, Metrics);
        _maxQ = Metrics.Scalar("max_q");
        _gradientNorm = Metrics.Scalar("gradient_norm");
        _learningRate = Metrics.Scalar("learning_rate");
        _beta = options.PrioritizedReplay ? Metrics.Scalar("priority_beta") : null;
        _gradientNorms = new GradientNorms(Metrics, _weights.Online, _options.MaxGradientNorm > 0 ? null : _gradientNorm);
        _histograms = [.. Enumerable.Range(0, _actions.Count).Select(action => Metrics.Histogram($"q_value/{action}"))];
    }

    /// <inheritdoc/>
    public override object Options => _options;

    /// <inheritdoc/>
    public int ActionCount => _actions.Count;

    /// <inheritdoc/>
    public bool RoundIsDue => _steps >= _options.LearningStarts && UpdatesSince(_steps - _unpaid) > 0 || CopyIsDue || _learner.InboxIsFull;

    private bool CopyIsDue => _options.TargetUpdate == TargetUpdate.Hard && _steps / _options.TargetUpdateEvery != (_steps - _unpaid) / _options.TargetUpdateEvery;

    /// <summary>Requires that a batch is no larger than the replay.</summary>
    /// <inheritdoc/>
    public override void RequireTrainable()
    {
        int perRow = _options is DqnOptions { HasMemory: true } dqn ? dqn.SequenceLength : 1;
        if ((long)_options.BatchSize * perRow <= _options.BufferSize) return;
        string what = perRow > 1 ? $" sequences of {perRow} steps" : "";
        throw new ArgumentException(
            $"A batch_size of {_options.BatchSize}{what} is more than the replay holds, whose buffer_size is {_options.BufferSize}. Take a smaller batch_size or a larger buffer_size.");
    }

    /// <inheritdoc/>
    public override void BeginTraining()
    {
        _learner.ForgetEpisodes();
        _explorer.ForgetEpisodes();
    }

    /// <inheritdoc/>
    public override bool TakesActionMasks => _maskSize > 0;

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => Act(observations, default, actions);

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Span<float> actions)
    {
        _explorer.BeginStep(_steps, _episodes);
        int size = ObservationSpace.Size;
        for (int world = 0; world < actions.Length; world++)
        {
            ReadOnlySpan<bool> mask = MaskOf(allowed, world);
            bool isBlind = _explorer.ChooseBlindly(world, mask);
            if (!isBlind || _learner.HasMemory)
            {
                ReadOnlySpan<float> values = _learner.ActingValues(world, observations.Slice(world * size, size));
                if (!isBlind) _explorer.Choose(world, values, BestAndRecorded(values, mask), mask);
            }

            actions[world] = _actions.Start + _explorer[world];
        }
    }

    /// <inheritdoc/>
    public override void BeginGreedyEpisode() => _learner.BeginGreedyEpisode();

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => ActGreedily(observation, default, action);

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> action) =>
        action[0] = _actions.Start + Losses.IndexOfLargest(_learner.GreedyValues(observation), MaskOf(allowed, 0));

    /// <summary>The values of all actions, those that a mask forbids included: nothing was learned of them.</summary>
    /// <inheritdoc/>
    public void ActionValues(ReadOnlySpan<float> observation, Span<float> values) => _learner.GreedyValues(observation).CopyTo(values);

    /// <summary>What the policy's network says of an observation, before it is made into values; for networks without memory.</summary>
    internal ReadOnlySpan<float> Outputs(ReadOnlySpan<float> observation) =>
        _weights.Network.Forward(_weights.Policy, observation, 1, _weights.Network.CreateWorkspace(1));

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions)
    {
        ReadOnlySpan<bool> nextAllowed = TakesActionMasks ? transitions.NextAllowed : default;
        for (int world = 0; world < transitions.Count; world++)
        {
            _learner.Observe(transitions, world, MaskOf(nextAllowed, world));
            if (!transitions.Done(world)) continue;
            _episodes++;
            _explorer.EndEpisode(world);
        }

        _steps += transitions.Count;
        _unpaid = transitions.Count;
    }

    /// <inheritdoc/>
    public override void Update()
    {
        if (BeginRound()) Learn();
    }

    /// <inheritdoc/>
    public void SeparateActing()
    {
        _weights.Acting.Separate();
        _learner.SeparateActing();
    }

    /// <inheritdoc/>
    public void JoinActing()
    {
        _weights.Acting.Join();
        _learner.JoinActing();
    }

    /// <inheritdoc/>
    public bool BeginRound()
    {
        _learner.TakeIn();
        bool learns = _steps >= _options.LearningStarts && _learner.Count > 0;
        _round = new Round(_steps, _episodes, learns ? UpdatesSince(_steps - _unpaid) : 0, CopyIsDue);
        _unpaid = 0;
        if (_round.Updates > 0)
        {
            _weights.Acting.Advance();
            return true;
        }

        if (_round.CopiesToTarget) _weights.CopyToTarget();
        return false;
    }

    /// <inheritdoc/>
    public void Learn()
    {
        for (long i = _round.Updates; i > 0; i--) LearnBatch();
        if (_round.CopiesToTarget) _weights.CopyToTarget();
        _weights.Acting.Keep();
    }

    /// <summary>
    /// Requires that all weights and the optimizer's state are finite, and that the loss of a batch still is: weights of huge but finite size ruin only the update after.
    /// It draws no random number and changes nothing of the training.
    /// </summary>
    /// <inheritdoc/>
    public override void CheckFinite()
    {
        var divergence = new Divergence(_steps, Updates);
        _weights.CheckFinite(divergence);
        if (Updates == 0 || _learner.Count == 0) return;
        _learner.TakeFirst();
        divergence.Require(_learner.Loss(), "The loss");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("steps", _steps);
        writer.Write("episodes", _episodes);
        writer.Write("greedy_steps", _greedySteps);
        _explorer.Save(writer);
        writer.Write("sampling", _sampling);
        _weights.Save(writer);
        _learner.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _steps = reader.ReadInt64("steps");
        _episodes = reader.ReadInt64("episodes");
        _greedySteps = reader.ReadInt64("greedy_steps");
        _explorer.Load(reader);
        reader.Read("sampling", _sampling);
        _weights.Load(reader);
        _learner.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => _weights.SaveModel(writer);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader) => _weights.LoadModel(reader);

    /// <summary>One update: a batch from the replay, its loss and gradient, one step of the optimizer.</summary>
    private void LearnBatch()
    {
        float beta = LinearDecay.At(_options.PriorityBeta, 1f, _options.PriorityBetaSteps, _round.Steps);
        _learner.Draw(_sampling, beta);
        float loss = _learner.Loss();
        new Divergence(_round.Steps, Updates).Require(loss, "The loss");
        _learner.Backward();
        _gradientNorms.Record(Updates);
        float learningRate = LearningRate();
        _weights.Step(learningRate);
        _learner.UpdatePriorities();
        Updates++;
        _loss.Record(loss);
        _learningRate.Record(learningRate);
        _beta?.Record(beta);
        if (_options.MaxGradientNorm > 0) _gradientNorm.Record(_weights.GradientNorm);
    }

    private static void RequireConsistent(DeepQOptions options, bool hasMasks)
    {
        string model = OptionsJson.Name($"{options.Model}");
        if (!options.HasMemory && options.Model is QModel.Lstm or QModel.Gru)
            throw new ArgumentException($"The model {model} is for the agent dqn alone. Take the model dense or conv, or that agent.", nameof(options));
        ModelOptions.RequireConvolutions(model, options.Model == QModel.Conv, options.ConvFilters, options.ConvKernels, options.ConvStrides);
        ModelOptions.RequireNormalizable(options.LayerNorm, options.HiddenSizes);
        if (options is DqnOptions dqn)
        {
            ModelOptions.RequireMemory(model, dqn.HasMemory, dqn.RecurrentUnits, DqnOptions.UsualRecurrentUnits);
            if (dqn.HasMemory && dqn.NStep > dqn.SequenceLength)
                throw new ArgumentException($"An n_step of {dqn.NStep} is more than the sequence_length of {dqn.SequenceLength}, at whose end the returns of the model {model} end. Lower n_step, or take longer sequences.", nameof(options));
        }

        if (options.PrioritizedReplay && options.HasMemory)
            throw new ArgumentException($"prioritized_replay draws single transitions, but the model {model} learns from sequences. Set one of the two back.", nameof(options));
        if (options.NoisyNets && options.HasMemory)
            throw new ArgumentException($"noisy_nets is for networks without memory, but the model is {model}. Set one of the two back.", nameof(options));
        bool isBoltzmann = options.Exploration == Exploration.Boltzmann;
        if ((options.NoisyNets || isBoltzmann) && options.ExplorationRepeat > 1)
            throw new ArgumentException($"exploration_repeat keeps up random actions, of which there are none with {(isBoltzmann ? "the exploration boltzmann" : "noisy_nets")}. Set one of the two back.", nameof(options));
        if (options.ExplorationRepeatLeast > options.ExplorationRepeat)
            throw new ArgumentException($"exploration_repeat_least is {options.ExplorationRepeatLeast}, above the {options.ExplorationRepeat} of exploration_repeat. Lower the one or raise the other.", nameof(options));
        if (options.NoisyNets && isBoltzmann)
            throw new ArgumentException("noisy_nets explore by their noise, and the exploration boltzmann by a temperature. Set one of the two back.", nameof(options));
        if (hasMasks && options is DqnOptions { AdvantageLearning: > 0 })
            throw new ArgumentException("advantage_learning compares with all actions of a state, but these worlds forbid some. Set advantage_learning to 0, or action_masks to false.", nameof(options));
    }

    private float LearningRate()
    {
        float line = LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, _round.Steps);
        return _options.LearningRateDecay < 1 ? EpisodeDecay.At(line, _options.LearningRateDecay, _round.Episodes) : line;
    }

    /// <summary>With several worlds a step may pass more than one multiple of the interval; each of them counts.</summary>
    private long UpdatesSince(long before) => ((_steps / _options.TrainEvery) - (before / _options.TrainEvery)) * _options.UpdatesPerRound;

    private ReadOnlySpan<bool> MaskOf(ReadOnlySpan<bool> allowed, int world) => _maskSize == 0 || allowed.IsEmpty ? default : allowed.Slice(world * _maskSize, _maskSize);

    /// <summary>What a round of updates has to know of the steps made, which go on while it learns.</summary>
    /// <param name="Steps">The environment steps when it began.</param>
    /// <param name="Episodes">The episodes finished then.</param>
    /// <param name="Updates">How many updates it has.</param>
    /// <param name="CopiesToTarget">Whether the target network is made equal afterwards.</param>
    private readonly record struct Round(long Steps, long Episodes, long Updates, bool CopiesToTarget);

    private int BestAndRecorded(ReadOnlySpan<float> values, ReadOnlySpan<bool> allowed)
    {
        int best = Losses.IndexOfLargest(values, allowed);
        _maxQ.Record(values[best]);
        if (_greedySteps++ % HistogramEvery == 0)
        {
            for (int a = 0; a < values.Length; a++) _histograms[a].Record(values[a]);
        }

        return best;
    }
}
