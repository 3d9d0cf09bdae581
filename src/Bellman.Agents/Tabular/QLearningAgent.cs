using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Q-learning with a table (Watkins 1989), one value for each action in each state, for numbered states and discrete actions:
/// <code>Q(s,a) += alpha (r + gamma (1 - terminated) max_a' Q(s',a') - Q(s,a))</code>
/// Sarsa, Expected Sarsa and the double estimator are switches, equal values are decided by lot while it learns, and a time limit
/// is not a terminal state: it bootstraps.
/// </summary>
public sealed class QLearningAgent : Agent, IActionValues
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "qlearning";

    private const int Undecided = -1;

    private readonly QLearningOptions _options;
    private readonly Discrete _states;
    private readonly Discrete _actions;
    private readonly Pcg64 _explore;
    private readonly Pcg64 _coin;
    private readonly float[] _values;
    private readonly float[]? _others;
    private readonly float[] _means;
    private readonly TabularStep[] _steps;
    private readonly int[] _planned;
    private readonly bool[] _nextAllowed;
    private readonly bool _isBoltzmann;
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _explorationMetric;
    private readonly ScalarMetric _maxQ;
    private readonly ScalarMetric _learningRate;
    private long _stepCount;
    private long _episodes;
    private float _alpha;
    private int _observed;

    /// <summary>Creates the agent and its table.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">The observations or the actions are not discrete, or the table would be larger than an array.</exception>
    public QLearningAgent(VectorEnv env, QLearningOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _states = env.ObservationSpace as Discrete ?? throw new ArgumentException(
            $"Q-learning keeps a table of numbered states, but the observation space is {env.ObservationSpace}. Discretise the observations with a wrapper, or take an agent with a network.", nameof(env));
        _actions = env.ActionSpace as Discrete ?? throw new ArgumentException(
            $"Q-learning chooses among discrete actions, but the action space is {env.ActionSpace}. Take an agent for continuous actions, or discretise them.", nameof(env));
        long entries = (long)_states.Count * _actions.Count;
        if (entries > Array.MaxLength)
            throw new ArgumentException($"A table of {_states.Count} states and {_actions.Count} actions has {entries} entries, more than the {Array.MaxLength} of an array. Take fewer bins.", nameof(env));
        _options = options ?? new QLearningOptions();
        var streams = new SeedStreams(seed);
        _explore = streams.Stream("explore");
        _coin = streams.Stream("double");
        _values = new float[entries];
        Array.Fill(_values, _options.InitialValue);
        _others = _options.DoubleQ ? [.. _values] : null;
        _means = new float[_actions.Count];
        _steps = new TabularStep[env.Count];
        _planned = new int[env.Count];
        Array.Fill(_planned, Undecided);
        _nextAllowed = new bool[env.HasActionMask && _options.ActionMasks ? env.Count * _actions.Count : 0];
        _isBoltzmann = _options.Exploration == Exploration.Boltzmann;
        _alpha = _options.LearningRate;
        _loss = Metrics.Scalar("loss");
        _explorationMetric = Metrics.Scalar(_isBoltzmann ? "temperature" : "epsilon");
        _maxQ = Metrics.Scalar("max_q");
        _learningRate = Metrics.Scalar("learning_rate");
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    /// <inheritdoc/>
    public int ActionCount => _actions.Count;

    private Divergence Divergence => new(_stepCount, Updates);

    /// <summary>Epsilon, or the temperature, as it is now.</summary>
    private float Looseness => _isBoltzmann ? Boltzmann.TemperatureAt(_options, _stepCount, _episodes) : Epsilon.At(_options, _stepCount, _episodes);

    /// <inheritdoc/>
    public override void BeginTraining()
    {
        Array.Fill(_planned, Undecided);
        _observed = 0;
    }

    /// <inheritdoc/>
    public override bool TakesActionMasks => _nextAllowed.Length > 0;

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => Act(observations, default, actions);

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed, Span<float> actions)
    {
        float looseness = Looseness;
        _explorationMetric.Record(looseness);
        for (int world = 0; world < actions.Length; world++)
        {
            int action = _planned[world];
            if (action == Undecided) action = Choose(StateIn(observations, world), looseness, MaskOf(allowed, world));
            actions[world] = _actions.Start + action;
        }
    }

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => ActGreedily(observation, default, action);

    /// <summary>Chooses the best action, the first of equals: no lot is drawn.</summary>
    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, ReadOnlySpan<bool> allowed, Span<float> action) =>
        action[0] = _actions.Start + Losses.IndexOfLargest(Row(StateIn(observation, 0)), MaskOf(allowed, 0));

    /// <summary>The values of all actions, those that a mask forbids included: nothing was learned of them.</summary>
    /// <inheritdoc/>
    public void ActionValues(ReadOnlySpan<float> observation, Span<float> values) => Row(StateIn(observation, 0)).CopyTo(values);

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions)
    {
        for (int world = 0; world < transitions.Count; world++)
        {
            _steps[world] = new TabularStep(
                StateIn(transitions.Observations, world),
                (int)transitions.Actions[world] - _actions.Start,
                transitions.Rewards[world],
                StateIn(transitions.NextObservations, world),
                transitions.Terminated[world],
                transitions.Truncated[world]);
        }

        if (TakesActionMasks) CopyMasks(transitions.NextAllowed);
        _observed = transitions.Count;
        _stepCount += transitions.Count;
    }

    /// <inheritdoc/>
    public override void Update()
    {
        _learningRate.Record(_alpha);
        for (int world = 0; world < _observed; world++)
        {
            Learn(world, in _steps[world]);
            if (!_steps[world].Done) continue;
            _planned[world] = Undecided;
            _episodes++;
            _alpha = Alpha();
        }

        _observed = 0;
    }

    /// <summary>Requires that every value in the table is finite.</summary>
    /// <inheritdoc/>
    public override void CheckFinite()
    {
        Divergence.Require(_values, "A value of the table");
        if (_others is not null) Divergence.Require(_others, "A value of the second table");
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("steps", _stepCount);
        writer.Write("episodes", _episodes);
        writer.Write("explore", _explore);
        writer.Write("coin", _coin);
        writer.Write("planned", _planned.AsSpan());
        writer.Write("values", _values.AsSpan());
        if (_others is not null) writer.Write("others", _others.AsSpan());
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _stepCount = reader.ReadInt64("steps");
        _episodes = reader.ReadInt64("episodes");
        reader.Read("explore", _explore);
        reader.Read("coin", _coin);
        reader.Read("planned", _planned.AsSpan());
        reader.Read("values", _values.AsSpan());
        if (_others is not null) reader.Read("others", _others.AsSpan());
        _alpha = Alpha();
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var table = new float[_values.Length];
        for (int state = 0; state < _states.Count; state++) Row(state).CopyTo(table.AsSpan(state * _actions.Count));
        writer.Write("values", table.AsSpan());
    }

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("values", _values.AsSpan());
        if (_others is not null) _values.CopyTo(_others, 0);
    }

    private int Choose(int state, float looseness, ReadOnlySpan<bool> allowed)
    {
        if (_isBoltzmann)
        {
            ReadOnlySpan<float> values = Row(state);
            _maxQ.Record(values[Losses.IndexOfLargest(values, allowed)]);
            return Boltzmann.Sample(values, looseness, allowed, _explore);
        }

        return _explore.NextDouble() < looseness ? RandomActions.Draw(_actions.Count, allowed, _explore) : BestAndRecorded(state, allowed);
    }

    private int BestAndRecorded(int state, ReadOnlySpan<bool> allowed)
    {
        ReadOnlySpan<float> values = Row(state);
        int best = Best(values, allowed);
        _maxQ.Record(values[best]);
        return best;
    }

    /// <summary>The best of the actions allowed. Of equals each has the same chance: the n-th one found takes the place with probability 1/n.</summary>
    private int Best(ReadOnlySpan<float> values, ReadOnlySpan<bool> allowed)
    {
        int best = allowed.IsEmpty ? 0 : allowed.IndexOf(true), equals = 1;
        for (int a = best + 1; a < values.Length; a++)
        {
            if (!allowed.IsEmpty && !allowed[a]) continue;
            if (values[a] > values[best]) (best, equals) = (a, 1);
            else if (values[a] == values[best] && _explore.Next(++equals) == 0) best = a;
        }

        return best;
    }

    private void Learn(int world, in TabularStep step)
    {
        bool swap = _others is not null && _coin.Next(2) == 1;
        float[] learns = swap ? _others! : _values;
        float[] rates = swap ? _values : _others ?? _values;
        float next = step.Terminated ? 0 : NextValue(world, in step, learns, rates);
        ref float value = ref learns[(step.State * _actions.Count) + step.Action];
        float error = step.Reward + (_options.Discount * next) - value;
        Divergence.Require(error, "The temporal-difference error");
        value += _alpha * error;
        Updates++;
        _loss.Record(error * error);
    }

    /// <summary>What the state after a step is worth. Sarsa decides here what it will do there, unless the episode ended.</summary>
    private float NextValue(int world, in TabularStep step, float[] learns, float[] rates)
    {
        ReadOnlySpan<bool> allowed = MaskOf(_nextAllowed, world);
        int offset = step.Next * _actions.Count;
        ReadOnlySpan<float> rating = rates.AsSpan(offset, _actions.Count);
        if (_options.Target == TabularTarget.QLearning)
            return rating[_others is null ? Losses.IndexOfLargest(rating, allowed) : Best(learns.AsSpan(offset, _actions.Count), allowed)];
        if (_options.Target == TabularTarget.Sarsa)
        {
            _planned[world] = Choose(step.Next, Looseness, allowed);
            return rating[_planned[world]];
        }

        return Expected(step.Next, rating, allowed);
    }

    /// <summary>The mean value of a state's actions by their probabilities under exploration.</summary>
    private float Expected(int state, ReadOnlySpan<float> rating, ReadOnlySpan<bool> allowed)
    {
        ReadOnlySpan<float> values = Row(state);
        if (_isBoltzmann) return Boltzmann.Mean(values, rating, Looseness, allowed);
        float sum = 0, epsilon = Looseness;
        for (int a = 0; a < rating.Length; a++)
        {
            if (allowed.IsEmpty || allowed[a]) sum += rating[a];
        }

        return ((1 - epsilon) * rating[Best(values, allowed)]) + (epsilon * sum / (allowed.IsEmpty ? rating.Length : allowed.Count(true)));
    }

    private float Alpha() =>
        MathF.Max(_options.FinalLearningRate, (float)(_options.LearningRate * Math.Pow(_options.LearningRateDecay, _episodes)));

    /// <summary>The values that are acted on in a state: those of the table, or the mean of both.</summary>
    private ReadOnlySpan<float> Row(int state)
    {
        int offset = state * _actions.Count;
        if (_others is null) return _values.AsSpan(offset, _actions.Count);
        for (int a = 0; a < _means.Length; a++) _means[a] = 0.5f * (_values[offset + a] + _others[offset + a]);
        return _means;
    }

    private ReadOnlySpan<bool> MaskOf(ReadOnlySpan<bool> masks, int world) =>
        TakesActionMasks && !masks.IsEmpty ? masks.Slice(world * _actions.Count, _actions.Count) : default;

    /// <summary>Keeps the masks behind a step until it is learned from; where nobody knows them all is allowed.</summary>
    private void CopyMasks(ReadOnlySpan<bool> allowed)
    {
        if (allowed.IsEmpty) _nextAllowed.AsSpan().Fill(true);
        else allowed.CopyTo(_nextAllowed);
    }

    private int StateIn(ReadOnlySpan<float> observations, int world) => (int)observations[world] - _states.Start;
}
