using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Deep Q-learning (Mnih et al. 2015) for discrete actions, with the double estimator (van Hasselt et al. 2016), the dueling network
/// (Wang et al. 2016), n-step returns (Sutton 1988), soft or hard targets and averaged weights as switches. It learns
/// <code>Q(s,a) towards y = r + gamma * (1 - terminated) * Q_target(s', argmax_a' Q_online(s', a'))</code>
/// from transitions drawn evenly from a replay buffer. A time limit is not a terminal state: it bootstraps.
/// </summary>
public sealed class DqnAgent : Agent, IActionValues
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "dqn";

    private const int HistogramEvery = 16;

    private readonly DqnOptions _options;
    private readonly Discrete _actions;
    private readonly Pcg64 _explore;
    private readonly Pcg64 _sampling;
    private readonly Network _network;
    private readonly Parameters _online;
    private readonly Parameters _target;
    private readonly Parameters? _average;
    private readonly Optimizer _optimizer;
    private readonly Loss _tdLoss;
    private readonly Workspace _acting;
    private readonly Workspace _learning;
    private readonly Workspace _successors;
    private readonly ReplayBuffer _replay;
    private readonly NStepWindow _window;
    private readonly int[] _slots;
    private readonly int[] _taken;
    private readonly int[] _chosen;
    private readonly int[] _repeats;
    private readonly float[] _rewards;
    private readonly float[] _discounts;
    private readonly float[] _targets;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _epsilonMetric;
    private readonly ScalarMetric _maxQ;
    private readonly ScalarMetric _gradientNorm;
    private readonly ScalarMetric _learningRate;
    private readonly HistogramMetric[] _histograms;
    private long _steps;
    private long _episodes;
    private long _greedySteps;
    private int _due;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The actions are not discrete.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The replay buffer would be larger than <see cref="ReplayBuffer.LargestCapacity"/>.</exception>
    public DqnAgent(VectorEnv env, DqnOptions? options = null, ulong seed = 0)
        : base(SpaceOf(env).ObservationSpace, env.ActionSpace)
    {
        _actions = env.ActionSpace as Discrete ?? throw new ArgumentException(
            $"DQN chooses among discrete actions, but the action space is {env.ActionSpace}. Take an agent for continuous actions, or discretise them.", nameof(env));
        _options = options ?? new DqnOptions();
        EnvironmentId = env.Spec?.Id;
        var streams = new SeedStreams(seed);
        _explore = streams.Stream("explore");
        _sampling = streams.Stream("replay");
        int observationSize = env.ObservationSpace.Size;
        _network = QNetwork.Build(observationSize, _actions.Count, _options);
        _online = _network.CreateParameters();
        _network.Initialize(_online, streams.Stream("init"));
        _target = _online.Clone();
        _average = _options.WeightAveraging > 0 ? _online.Clone() : null;
        _optimizer = QNetwork.MakeOptimizer(_options, _online);
        _tdLoss = _options.Loss == TdLoss.Mse ? Loss.MeanSquared : Loss.Huber(_options.HuberDelta);
        int batch = _options.BatchSize;
        _acting = _network.CreateWorkspace(1);
        _learning = _network.CreateWorkspace(batch);
        _successors = _network.CreateWorkspace(batch);
        bool asBytes = ReplayBuffer.FitsBytes(env.ObservationSpace);
        Check.Range(_options.BufferSize, 1, ReplayBuffer.LargestCapacity(observationSize, 1, asBytes), nameof(DqnOptions.BufferSize));
        _replay = new ReplayBuffer(_options.BufferSize, observationSize, 1, asBytes);
        _window = new NStepWindow(_options.NStep, _options.Discount, _options.RewardScale, env.Count, observationSize, 1);
        _slots = new int[batch];
        _taken = new int[batch];
        _chosen = new int[env.Count];
        _repeats = new int[env.Count];
        _rewards = new float[batch];
        _discounts = new float[batch];
        _targets = new float[batch];
        _loss = Metrics.Scalar("loss");
        _epsilonMetric = Metrics.Scalar("epsilon");
        _maxQ = Metrics.Scalar("max_q");
        _gradientNorm = Metrics.Scalar("gradient_norm");
        _learningRate = Metrics.Scalar("learning_rate");
        _histograms = [.. Enumerable.Range(0, _actions.Count).Select(action => Metrics.Histogram($"q_value/{action}"))];
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    /// <inheritdoc/>
    public int ActionCount => _actions.Count;

    /// <summary>The parameters that act greedily and are saved as the model: the running average where there is one, else the online network's.</summary>
    private Parameters Policy => _average ?? _online;

    private Divergence Divergence => new(_steps, Updates);

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        float epsilon = Epsilon.At(_options, _steps, _episodes);
        _epsilonMetric.Record(epsilon);
        int size = ObservationSpace.Size;
        for (int i = 0; i < actions.Length; i++)
        {
            if (_repeats[i] > 0) _repeats[i]--;
            else if (_steps < _options.RandomSteps || _explore.NextDouble() < epsilon) Explore(i);
            else _chosen[i] = BestAndRecorded(observations.Slice(i * size, size));
            actions[i] = _actions.Start + _chosen[i];
        }
    }

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) =>
        action[0] = _actions.Start + Losses.IndexOfLargest(Values(Policy, observation));

    /// <inheritdoc/>
    public void ActionValues(ReadOnlySpan<float> observation, Span<float> values) => Values(Policy, observation).CopyTo(values);

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions)
    {
        for (int world = 0; world < transitions.Count; world++)
        {
            _window.Add(transitions, world, _replay);
            if (!transitions.Done(world)) continue;
            _episodes++;
            _repeats[world] = 0;
        }

        _steps += transitions.Count;
        _due = transitions.Count;
    }

    /// <inheritdoc/>
    public override void Update()
    {
        // With several worlds a step may pass more than one multiple of an interval; each of them counts.
        long before = _steps - _due;
        _due = 0;
        if (_steps >= _options.LearningStarts && _replay.Count > 0)
        {
            long rounds = (_steps / _options.TrainEvery) - (before / _options.TrainEvery);
            for (long i = rounds * _options.UpdatesPerRound; i > 0; i--) Learn();
        }

        if (_options.TargetUpdate == TargetUpdate.Hard && _steps / _options.TargetUpdateEvery != before / _options.TargetUpdateEvery)
            _target.CopyFrom(_online);
    }

    /// <summary>
    /// Requires that all weights and the optimizer's state are finite, and that the loss of a batch still is: weights of huge but finite size ruin only the update after.
    /// It draws no random number and changes nothing of the training.
    /// </summary>
    /// <inheritdoc/>
    public override void CheckFinite()
    {
        Divergence.Require(_online.Values, "A weight");
        Divergence.Require(_target.Values, "A weight of the target network");
        if (_average is not null) Divergence.Require(_average.Values, "A weight of the running average");
        foreach (string name in _optimizer.StateNames) Divergence.Require(_optimizer.State(name), $"The optimizer's {name}");
        if (Updates == 0 || _replay.Count == 0) return;
        for (int i = 0; i < _slots.Length; i++) _slots[i] = i % _replay.Count;
        Divergence.Require(BatchLoss(), "The loss");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("steps", _steps);
        writer.Write("episodes", _episodes);
        writer.Write("greedy_steps", _greedySteps);
        writer.Write("explore", _explore);
        writer.Write("chosen", _chosen.AsSpan());
        writer.Write("repeats", _repeats.AsSpan());
        writer.Write("sampling", _sampling);
        ParametersFile.Write(writer, "online", _online);
        ParametersFile.Write(writer, "target", _target);
        if (_average is not null) ParametersFile.Write(writer, "average", _average);
        using (writer.Section("optimizer")) OptimizerFile.Write(writer, _optimizer);
        using (writer.Section("replay")) _replay.Save(writer);
        using (writer.Section("window")) _window.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _steps = reader.ReadInt64("steps");
        _episodes = reader.ReadInt64("episodes");
        _greedySteps = reader.ReadInt64("greedy_steps");
        reader.Read("explore", _explore);
        reader.Read("chosen", _chosen.AsSpan());
        reader.Read("repeats", _repeats.AsSpan());
        reader.Read("sampling", _sampling);
        ParametersFile.Read(reader, "online", _online);
        ParametersFile.Read(reader, "target", _target);
        if (_average is not null) ParametersFile.Read(reader, "average", _average);
        using (reader.Section("optimizer")) OptimizerFile.Read(reader, _optimizer);
        using (reader.Section("replay")) _replay.Load(reader);
        using (reader.Section("window")) _window.Load(reader);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => ParametersFile.Write(writer, "policy", Policy);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader)
    {
        ParametersFile.Read(reader, "policy", _online);
        _target.CopyFrom(_online);
        _average?.CopyFrom(_online);
    }

    /// <summary>One update: a batch from the replay, its targets, the gradient of the loss, one step of the optimizer.</summary>
    private void Learn()
    {
        _replay.Sample(_sampling, _slots);
        float loss = BatchLoss();
        Divergence.Require(loss, "The loss");
        _network.Backward(_online, _options.BatchSize, _learning);
        _optimizer.LearningRate = LearningRate();
        _optimizer.Step();
        if (_options.TargetUpdate == TargetUpdate.Soft) _target.Polyak(_online, _options.Tau);
        _average?.Polyak(_online, 1 - _options.WeightAveraging);
        Updates++;
        _loss.Record(loss);
        _learningRate.Record(_optimizer.LearningRate);
        if (_options.MaxGradientNorm > 0) _gradientNorm.Record(_optimizer.GradientNorm);
    }

    /// <summary>The loss of the transitions in <see cref="_slots"/>, whose gradient by the outputs is left in the learning workspace.</summary>
    private float BatchLoss()
    {
        int batch = _options.BatchSize;
        ComputeTargets(batch);
        _replay.GatherObservations(_slots, _learning.Input, _learning.InputStride);
        ReadOnlySpan<float> q = _network.Forward(_online, batch, _learning);
        return Losses.TakenAction(_tdLoss, _actions.Count, q, _learning.OutputStride, _taken, _targets, _learning.OutputGradient);
    }

    /// <summary>y = r + discount * Q_target(s', a*), a* being the best action by the online network (double) or by the target's own.</summary>
    private void ComputeTargets(int batch)
    {
        for (int i = 0; i < batch; i++)
        {
            int slot = _slots[i];
            _taken[i] = Discrete.Index(_replay.Action(slot)) - _actions.Start;
            _rewards[i] = _replay.Reward(slot);
            _discounts[i] = _replay.Discount(slot);
        }

        int stride = _successors.OutputStride;
        _replay.GatherNextObservations(_slots, _successors.Input, _successors.InputStride);
        ReadOnlySpan<float> valued = _network.Forward(_target, batch, _successors);
        ReadOnlySpan<float> chosen = valued;
        if (_options.DoubleQ)
        {
            _replay.GatherNextObservations(_slots, _learning.Input, _learning.InputStride);
            chosen = _network.Forward(_online, batch, _learning);
        }

        Losses.DqnTargets(_rewards, _discounts, _actions.Count, chosen, valued, stride, _targets);
        if (_options.AdvantageLearning > 0) WidenActionGaps(batch, stride);
        if (_options.TargetLimit > 0) LimitTargets();
    }

    private void LimitTargets()
    {
        float limit = _options.TargetLimit;
        for (int i = 0; i < _targets.Length; i++) _targets[i] = Math.Clamp(_targets[i], -limit, limit);
    }

    /// <summary>y -= alpha (max_a Q_target(s, a) - Q_target(s, a_taken)): advantage learning (Bellemare et al. 2016, equation 9).</summary>
    private void WidenActionGaps(int batch, int stride)
    {
        _replay.GatherObservations(_slots, _successors.Input, _successors.InputStride);
        ReadOnlySpan<float> values = _network.Forward(_target, batch, _successors);
        for (int i = 0; i < batch; i++)
        {
            ReadOnlySpan<float> row = values.Slice(i * stride, _actions.Count);
            _targets[i] -= _options.AdvantageLearning * (row[Losses.IndexOfLargest(row)] - row[_taken[i]]);
        }
    }

    /// <summary>A random action for a world, kept up for n steps with probability 1/(n (n + 1)), at most ExplorationRepeat.</summary>
    private void Explore(int world)
    {
        _chosen[world] = _explore.Next(_actions.Count);
        if (_options.ExplorationRepeat > 1)
            _repeats[world] = (int)Math.Min(_options.ExplorationRepeat, 1 / (1 - _explore.NextDouble())) - 1;
    }

    private float LearningRate() =>
        LinearDecay.At(_options.LearningRate, _options.FinalLearningRate, _options.LearningRateDecaySteps, _steps);

    private ReadOnlySpan<float> Values(Parameters parameters, ReadOnlySpan<float> observation) =>
        _network.Forward(parameters, observation, 1, _acting)[.._actions.Count];

    private int BestAndRecorded(ReadOnlySpan<float> observation)
    {
        ReadOnlySpan<float> values = Values(_online, observation);
        int best = Losses.IndexOfLargest(values);
        _maxQ.Record(values[best]);
        if (_greedySteps++ % HistogramEvery == 0)
        {
            for (int a = 0; a < values.Length; a++) _histograms[a].Record(values[a]);
        }

        return best;
    }

    private static VectorEnv SpaceOf(VectorEnv env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return env;
    }
}
