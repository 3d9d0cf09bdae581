#region agent
using Bellman.Core;
using Bellman.Numerics;

/// <summary>
/// The cross-entropy method (Rubinstein 1999) over linear policies for two actions: it draws weights from a normal distribution, plays
/// an episode with each, and moves the distribution to the best of them. It has no gradient and no network, and the trainer trains it all the same.
/// </summary>
public sealed class CrossEntropyAgent : Agent
{
    private readonly CrossEntropyOptions _options;
    private readonly Pcg64 _random;
    private readonly double[] _mean;
    private readonly double[] _spread;
    private readonly double[][] _candidates;
    private readonly double[] _returns;
    private int _candidate;

    public CrossEntropyAgent(VectorEnv env, CrossEntropyOptions options, ulong seed)
        : base(env.ObservationSpace, env.ActionSpace)
    {
        if (env.Count != 1) throw new ArgumentException("This agent plays one candidate at a time, in one world.", nameof(env));
        if (env.ActionSpace is not Discrete { Count: 2 }) throw new ArgumentException($"This agent chooses between two actions, not in {env.ActionSpace}.", nameof(env));
        _options = options;
        _random = new SeedStreams(seed).Stream("search");
        int weights = env.ObservationSpace.Size;
        _mean = new double[weights];
        _spread = new double[weights];
        Array.Fill(_spread, 1);
        _candidates = [.. Enumerable.Range(0, options.Population).Select(_ => new double[weights])];
        _returns = new double[options.Population];
        Draw();
    }

    public override string Name => "cross-entropy";

    public override object Options => _options;

    public override void Act(ReadOnlySpan<float> observations, Span<float> actions) => actions[0] = Choose(_candidates[_candidate], observations);

    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => action[0] = Choose(_mean, observation);

    public override void Observe(in Transitions transitions)
    {
        if (transitions.Done(0)) _returns[_candidate++] = transitions.EpisodeReturns[0];
    }

    public override void Update()
    {
        if (_candidate < _candidates.Length) return;
        Array.Sort(_returns, _candidates);
        int elite = Math.Min(_options.Elite, _candidates.Length);
        ReadOnlySpan<double[]> best = _candidates.AsSpan(_candidates.Length - elite);
        for (int i = 0; i < _mean.Length; i++)
        {
            double sum = 0, squares = 0;
            foreach (double[] weights in best) sum += weights[i];
            _mean[i] = sum / elite;
            foreach (double[] weights in best) squares += (weights[i] - _mean[i]) * (weights[i] - _mean[i]);
            _spread[i] = Math.Sqrt(squares / elite) + _options.ExtraSpread;
        }

        Updates++;
        Draw();
    }

    // Everything that the coming steps depend on, so that a training can be stopped and resumed.
    public override void SaveState(CheckpointWriter writer)
    {
        SaveModel(writer);
        writer.Write("spread", _spread.AsSpan());
        for (int i = 0; i < _candidates.Length; i++) writer.Write($"candidate/{i}", _candidates[i].AsSpan());
        writer.Write("returns", _returns.AsSpan());
        writer.Write("next", _candidate);
        writer.Write("updates", Updates);
        writer.Write("random", _random);
    }

    public override void LoadState(CheckpointReader reader)
    {
        LoadModel(reader);
        reader.Read("spread", _spread.AsSpan());
        for (int i = 0; i < _candidates.Length; i++) reader.Read($"candidate/{i}", _candidates[i].AsSpan());
        reader.Read("returns", _returns.AsSpan());
        _candidate = reader.ReadInt32("next");
        Updates = reader.ReadInt64("updates");
        reader.Read("random", _random);
    }

    protected override void SaveModel(CheckpointWriter writer) => writer.Write("mean", _mean.AsSpan());

    protected override void LoadModel(CheckpointReader reader) => reader.Read("mean", _mean.AsSpan());

    private void Draw()
    {
        _candidate = 0;
        foreach (double[] weights in _candidates)
        {
            for (int i = 0; i < weights.Length; i++) weights[i] = _random.Normal(_mean[i], _spread[i]);
        }
    }

    private static int Choose(double[] weights, ReadOnlySpan<float> observation)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * observation[i];
        return sum > 0 ? 1 : 0;
    }
}
#endregion
