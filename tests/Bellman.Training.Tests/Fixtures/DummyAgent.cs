using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training.Tests;

/// <summary>
/// A linear action value per action, learned by a crude one-step rule from the last transition alone, with random exploration: small, but
/// every step depends on all before it.
/// </summary>
internal sealed class DummyAgent : Agent, IActionValues
{
    private readonly Pcg64 _explore;
    private readonly float[] _weights = [0.1f, 0.2f, 0.3f, 0.4f, -0.2f, -0.3f];
    private readonly ScalarMetric _loss;
    private readonly ScalarMetric _epsilon;
    private readonly ScalarMetric _maxQ;
    private readonly HistogramMetric[] _histograms;
    private long _observed;

    public DummyAgent(VectorEnv env, ulong seed = 1)
        : base(env.ObservationSpace, env.ActionSpace)
    {
        _explore = new SeedStreams(seed).Stream("explore");
        _loss = Metrics.Scalar("loss");
        _epsilon = Metrics.Scalar("epsilon");
        _maxQ = Metrics.Scalar("max_q");
        _histograms = [Metrics.Histogram("q_value/0"), Metrics.Histogram("q_value/1")];
    }

    public override string Name => "dummy";

    public override object Options { get; } = new TrainingOptions();

    /// <summary>What each call of <see cref="Update"/> does besides.</summary>
    public Action? OnUpdate { get; init; }

    /// <summary>After how many updates a weight is made not a number; 0 for never.</summary>
    public long RuinedAt { get; init; }

    public int ActionCount => 2;

    /// <summary>How often it was told that the worlds were reset.</summary>
    public int Begun { get; private set; }

    public int Terminations { get; private set; }

    public int Truncations { get; private set; }

    public float[] Weights => _weights;

    public long Observed => _observed;

    public float LastReward { get; private set; }

    public override void BeginTraining() => Begun++;

    public override void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        Span<float> values = stackalloc float[2];
        for (int i = 0; i < actions.Length; i++)
        {
            ActionValues(observations.Slice(i * 2, 2), values);
            _maxQ.Record(Math.Max(values[0], values[1]));
            for (int a = 0; a < 2; a++) _histograms[a].Record(values[a]);
            bool random = _explore.NextDouble() < 0.3;
            actions[i] = random ? _explore.NextUInt64() & 1 : values[1] > values[0] ? 1 : 0;
        }
    }

    /// <summary>For each greedy episode, how many actions were chosen in it.</summary>
    public List<int> GreedyEpisodes { get; } = [];

    public override void BeginGreedyEpisode() => GreedyEpisodes.Add(0);

    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action)
    {
        Span<float> values = stackalloc float[2];
        ActionValues(observation, values);
        GreedyEpisodes[^1]++;
        action[0] = values[1] > values[0] ? 1 : 0;
    }

    public void ActionValues(ReadOnlySpan<float> observation, Span<float> values)
    {
        for (int a = 0; a < 2; a++)
            values[a] = (_weights[a * 3] * observation[0]) + (_weights[(a * 3) + 1] * observation[1] * 0.1f) + _weights[(a * 3) + 2];
    }

    public override void Observe(in Transitions transitions)
    {
        Span<float> values = stackalloc float[2];
        for (int i = 0; i < transitions.Count; i++)
        {
            _observed++;
            LastReward = transitions.Rewards[i];
            if (transitions.Terminated[i]) Terminations++;
            if (transitions.Truncated[i]) Truncations++;
            int a = (int)transitions.Actions[i];
            ReadOnlySpan<float> observation = transitions.Observations.Slice(i * 2, 2);
            ActionValues(observation, values);
            float error = transitions.Rewards[i] - values[a];
            _weights[a * 3] += 0.01f * error * observation[0];
            _weights[(a * 3) + 1] += 0.01f * error * observation[1] * 0.1f;
            _weights[(a * 3) + 2] += 0.01f * error;
            _loss.Record(error * error);
        }
    }

    public override void Update()
    {
        OnUpdate?.Invoke();
        _epsilon.Record(0.3);
        if (++Updates == RuinedAt) _weights[0] = float.NaN;
    }

    public override void CheckFinite()
    {
        if (_weights.Any(float.IsNaN)) throw new TrainingDivergedException("A weight became NaN.");
    }

    public override void SaveState(CheckpointWriter writer)
    {
        SaveModel(writer);
        writer.Write("explore", _explore);
        writer.Write("updates", Updates);
        writer.Write("observed", _observed);
    }

    public override void LoadState(CheckpointReader reader)
    {
        LoadModel(reader);
        reader.Read("explore", _explore);
        Updates = reader.ReadInt64("updates");
        _observed = reader.ReadInt64("observed");
    }

    protected override void SaveModel(CheckpointWriter writer) => writer.Write("weights", _weights.AsSpan());

    protected override void LoadModel(CheckpointReader reader) => reader.Read("weights", _weights.AsSpan());
}
