using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Augmented random search (Mania et al. 2018), which knows nothing of states, values or gradients: the baseline that shames bad tuning. It shakes the policy's weights in random directions,
/// plays an episode either way and goes where more was earned:
/// <code>theta += alpha / (b sigma) sum((r(theta + nu delta) - r(theta - nu delta)) delta)   over the b best of N directions delta</code>
/// with sigma the standard deviation of the returns that count. Each world plays a candidate of its own; one that finds none left plays the policy itself until the others are done, and
/// what it earns is not counted. A time limit just ends the sum.
/// </summary>
public sealed class ArsAgent : Agent
{
    /// <summary>The name in the registry.</summary>
    public const string RegisteredName = "ars";

    /// <summary>What a world plays that has found no candidate left: the policy, uncounted; and before it has begun to.</summary>
    private const int Uncounted = -1, Waiting = -2;

    private readonly ArsOptions _options;
    private readonly Network _network;
    private readonly Workspace _workspace;
    private readonly Parameters _policy;
    private readonly Parameters[] _candidates;
    private readonly CategoricalPolicy? _choices;
    private readonly ActionRange? _range;
    private readonly DirectionSearch _search;
    private readonly Pcg64 _explore;
    private readonly int[] _candidate;
    private readonly double[] _returns;
    private readonly ScalarMetric _mean;
    private readonly ScalarMetric _best;
    private readonly ScalarMetric _sigma;
    private long _steps;

    /// <summary>Creates the agent and all the memory it will ever use.</summary>
    /// <param name="env">The worlds that it is to act in; only their spaces and number matter.</param>
    /// <param name="options">Its settings; the defaults where null.</param>
    /// <param name="seed">The run's seed, from which its random streams come.</param>
    /// <exception cref="ArgumentException">There is no policy for the actions, or more directions are to count than there are.</exception>
    public ArsAgent(VectorEnv env, ArsOptions? options = null, ulong seed = 0)
        : base(env)
    {
        _options = options ?? new ArsOptions();
        if (!Policy.Suits(ActionSpace)) throw new ArgumentException($"ARS has no policy for the action space {ActionSpace}: it takes discrete, multi-discrete, multi-binary and continuous ones.", nameof(env));
        var streams = new SeedStreams(seed);
        _explore = streams.Stream("explore");
        if (ActionSpace is Box box) _range = new ActionRange(box);
        else _choices = new CategoricalPolicy(ActionSpace, batch: 1);
        int outputs = _choices is null ? ActionSpace.Size : ActionMasks.SizeOf(ActionSpace);
        _network = new DenseNetwork(_options.HiddenSizes, _options.Activation, _options.Initializer).Build(ObservationSpace.Size, outputs);
        _workspace = _network.CreateWorkspace(1);
        _policy = _network.CreateParameters(streams.Stream("init"));
        if (_options.HiddenSizes.Count == 0) _policy.Values.Clear();
        _candidates = [.. Enumerable.Range(0, env.Count).Select(_ => _policy.Clone())];
        (_candidate, _returns) = (new int[env.Count], new double[env.Count]);
        Array.Fill(_candidate, Waiting);
        _search = new DirectionSearch(_options, _policy);
        _mean = Metrics.Scalar("mean_return");
        _best = Metrics.Scalar("best_return");
        _sigma = Metrics.Scalar("return_std");
        BeginDirections();
    }

    /// <inheritdoc/>
    public override string Name => RegisteredName;

    /// <inheritdoc/>
    public override object Options => _options;

    private Divergence Divergence => new(_steps, Updates);

    /// <summary>A candidate whose episode was broken off plays it anew.</summary>
    /// <inheritdoc/>
    public override void BeginTraining() => Array.Clear(_returns);

    /// <inheritdoc/>
    public override void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        int size = ObservationSpace.Size, actionSize = ActionSpace.Size;
        for (int world = 0; world < _candidate.Length; world++)
        {
            if (_candidate[world] == Waiting) _candidate[world] = Uncounted;
            Choose(Weights(world), observations.Slice(world * size, size), actions.Slice(world * actionSize, actionSize));
        }
    }

    /// <inheritdoc/>
    public override void ActGreedily(ReadOnlySpan<float> observation, Span<float> action) => Choose(_policy, observation, action);

    /// <inheritdoc/>
    public override void Observe(in Transitions transitions)
    {
        _steps += transitions.Count;
        for (int world = 0; world < transitions.Count; world++)
        {
            _returns[world] += transitions.Rewards[world] - _options.AliveBonus;
            if (transitions.Done(world)) EndEpisode(world);
        }
    }

    /// <inheritdoc/>
    public override void Update()
    {
        if (!_search.Complete) return;
        _mean.Record((float)_search.MeanReturn);
        _best.Record((float)_search.BestReturn);
        _sigma.Record((float)_search.Step(_policy.Values));
        Updates++;
        BeginDirections();
    }

    /// <inheritdoc/>
    public override void CheckFinite() => Divergence.Require(_policy.Values, "A weight of the policy");

    /// <inheritdoc/>
    public override void SaveState(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("updates", Updates);
        writer.Write("steps", _steps);
        writer.Write("explore", _explore);
        writer.Write("candidate", _candidate.AsSpan());
        writer.Write("returns", _returns.AsSpan());
        SaveModel(writer);
        using (writer.Section("search")) _search.Save(writer);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Updates = reader.ReadInt64("updates");
        _steps = reader.ReadInt64("steps");
        reader.Read("explore", _explore);
        reader.Read("candidate", _candidate.AsSpan());
        reader.Read("returns", _returns.AsSpan());
        LoadModel(reader);
        using (reader.Section("search")) _search.Load(reader);
        for (int world = 0; world < _candidate.Length; world++) PlaceCandidate(world);
    }

    /// <inheritdoc/>
    protected override void SaveModel(CheckpointWriter writer) => ParametersFile.Write(writer, "policy", _policy);

    /// <inheritdoc/>
    protected override void LoadModel(CheckpointReader reader)
    {
        ParametersFile.Read(reader, "policy", _policy);
        for (int world = 0; world < _candidate.Length; world++) PlaceCandidate(world); // They lie around the policy that is searched from.
    }

    private Parameters Weights(int world) => _candidate[world] < 0 ? _policy : _candidates[world];

    /// <summary>The largest output's choice, or the outputs themselves, between -1 and 1, as numbers in the range of the actions.</summary>
    private void Choose(Parameters weights, ReadOnlySpan<float> observation, Span<float> action)
    {
        ReadOnlySpan<float> outputs = _network.Forward(weights, observation, 1, _workspace);
        if (_choices is null) _range!.ToBox(outputs[..action.Length], action);
        else _choices.Mode(outputs, action);
    }

    private void EndEpisode(int world)
    {
        double earned = _returns[world];
        _returns[world] = 0;
        if (_candidate[world] >= 0)
        {
            Divergence.Require((float)earned, "The return of a candidate");
            if (!_search.Rate(_candidate[world], earned)) return;
        }

        TakeCandidate(world);
    }

    private void BeginDirections()
    {
        _search.Begin(_explore);
        for (int world = 0; world < _candidate.Length; world++)
        {
            if (_candidate[world] == Waiting) TakeCandidate(world);
        }
    }

    private void TakeCandidate(int world)
    {
        int next = _search.HandOut();
        _candidate[world] = next >= 0 ? next : Waiting;
        PlaceCandidate(world);
    }

    private void PlaceCandidate(int world)
    {
        if (_candidate[world] >= 0) _search.Place(_candidate[world], _policy.Values, _candidates[world].Values);
    }
}
