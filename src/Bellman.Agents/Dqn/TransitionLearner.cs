using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>Learns from single transitions, drawn from a replay buffer evenly or by priority: for networks that look at each observation on its own.</summary>
internal sealed class TransitionLearner : QLearner
{
    private readonly DeepQOptions _options;
    private readonly QParameters _weights;
    private readonly QHead _head;
    private readonly QHead _actingHead;
    private readonly Network _network;
    private readonly Discrete _actions;
    private readonly Workspace _acting;
    private readonly Workspace _greedy;
    private readonly Workspace _learning;
    private readonly Workspace _successors;
    private readonly ReplayBuffer _replay;
    private readonly PrioritizedReplayBuffer? _prioritized;
    private readonly NStepWindow _window;
    private readonly Pcg64? _noise;
    private readonly Pcg64? _ownNoise;
    private readonly int _newTransitions;
    private Pcg64? _actingNoise;
    private readonly int[] _slots;
    private readonly int[] _taken;
    private readonly float[] _rewards;
    private readonly float[] _discounts;
    private readonly float[] _shares;
    private readonly float[] _errors;
    private readonly bool[] _nextAllowed;

    /// <param name="env">The worlds.</param>
    /// <param name="options">The settings.</param>
    /// <param name="weights">The network.</param>
    /// <param name="head">What its outputs say, for learning.</param>
    /// <param name="actingHead">Another such one, for acting.</param>
    /// <param name="streams">The run's streams, for the noise in its weights.</param>
    /// <param name="maskSize">Answers in a mask of actions that is kept to; 0 where there is none.</param>
    public TransitionLearner(VectorEnv env, DeepQOptions options, QParameters weights, QHead head, QHead actingHead, SeedStreams streams, int maskSize)
    {
        _options = options;
        _weights = weights;
        _head = head;
        _actingHead = actingHead;
        _network = weights.Network;
        if (_network.IsNoisy) (_noise, _ownNoise) = (streams.Stream("noise"), streams.Stream("noise/acting"));
        _actingNoise = _noise;
        _actions = (Discrete)env.ActionSpace;
        int batch = options.BatchSize;
        _acting = _network.CreateWorkspace(1);
        _greedy = _network.CreateWorkspace(1);
        _learning = _network.CreateWorkspace(batch);
        _successors = _network.CreateWorkspace(batch);
        int size = env.ObservationSpace.Size;
        _prioritized = options.PrioritizedReplay ? MakePrioritized(env.ObservationSpace, options, maskSize) : null;
        _replay = _prioritized ?? MakeReplay(env.ObservationSpace, options, maskSize);
        _newTransitions = options.NStep * env.Count;
        _window = new NStepWindow(options.NStep, options.Discount, options.RewardScale, env.Count, size, 1);
        _slots = new int[batch];
        _taken = new int[batch];
        _rewards = new float[batch];
        _discounts = new float[batch];
        _shares = new float[batch];
        _errors = options.PrioritizedReplay ? new float[batch] : [];
        _nextAllowed = new bool[batch * maskSize];
    }

    public override bool HasMemory => false;

    public override int Count => _replay.Count;

    /// <summary>In one step each world completes as many transitions at most as its window holds.</summary>
    public override bool InboxIsFull => !_replay.InboxHasRoom(_newTransitions);

    public override void SeparateActing()
    {
        _replay.OpenInbox(_newTransitions + Math.Min(_options.TrainEvery, ReplayExperience.InboxRoom));
        _actingNoise = _ownNoise;
    }

    public override void JoinActing()
    {
        _replay.CloseInbox();
        _actingNoise = _noise;
    }

    public override void TakeIn() => _replay.TakeIn();

    public override ReadOnlySpan<float> ActingValues(int world, ReadOnlySpan<float> observation)
    {
        if (_actingNoise is not null) _network.DrawNoise(_acting, _actingNoise);
        return Values(_weights.Acting.Weights, observation, _acting);
    }

    public override ReadOnlySpan<float> GreedyValues(ReadOnlySpan<float> observation) => Values(_weights.Policy, observation, _greedy);

    public override void BeginGreedyEpisode()
    {
    }

    public override void ForgetEpisodes() => _window.Clear();

    public override void Observe(in Transitions transitions, int world, ReadOnlySpan<bool> nextAllowed) => _window.Add(transitions, world, _replay, nextAllowed);

    public override void Draw(Pcg64 rng, float beta)
    {
        _replay.Sample(rng, _slots);
        if (_prioritized is null) _shares.AsSpan().Fill(1);
        else _prioritized.Weights(_slots, beta, _shares);
        if (_noise is null) return;
        _network.DrawNoise(_learning, _noise);
        _network.DrawNoise(_successors, _noise);
    }

    public override void TakeFirst()
    {
        for (int i = 0; i < _slots.Length; i++) _slots[i] = i % _replay.Count;
        _shares.AsSpan().Fill(1);
    }

    public override float Loss()
    {
        int batch = _slots.Length;
        ComputeTargets(batch);
        _replay.GatherObservations(_slots, _learning.Input, _learning.InputStride);
        ReadOnlySpan<float> outputs = _network.Forward(_weights.Online, batch, _learning);
        return _head.Loss(outputs, _learning.OutputStride, _taken, _shares, _learning.OutputGradient, _errors);
    }

    public override void UpdatePriorities() => _prioritized?.SetPriorities(_slots, _errors);

    public override void Backward() => _network.Backward(_weights.Online, _slots.Length, _learning);

    public override void Save(CheckpointWriter writer)
    {
        using (writer.Section("replay")) _replay.Save(writer);
        using (writer.Section("window")) _window.Save(writer);
        if (_noise is not null) writer.Write("noise", _noise);
        if (_actingNoise != _noise) writer.Write("acting_noise", _actingNoise!);
    }

    public override void Load(CheckpointReader reader)
    {
        using (reader.Section("replay")) _replay.Load(reader);
        using (reader.Section("window")) _window.Load(reader);
        if (_noise is not null) reader.Read("noise", _noise);
        if (_actingNoise != _noise && reader.Contains("acting_noise")) reader.Read("acting_noise", _actingNoise!);
    }

    private static ReplayBuffer MakeReplay(Space observations, DeepQOptions options, int maskSize)
    {
        bool asBytes = ReplayBuffer.FitsBytes(observations);
        Check.Range(options.BufferSize, 1, ReplayBuffer.LargestCapacity(observations.Size, 1, asBytes, maskSize), nameof(DeepQOptions.BufferSize));
        return new ReplayBuffer(options.BufferSize, observations.Size, 1, asBytes, maskSize);
    }

    private static PrioritizedReplayBuffer MakePrioritized(Space observations, DeepQOptions options, int maskSize)
    {
        bool asBytes = ReplayBuffer.FitsBytes(observations);
        Check.Range(options.BufferSize, 1, PrioritizedReplayBuffer.LargestCapacity(observations.Size, 1, asBytes, maskSize), nameof(DeepQOptions.BufferSize));
        return new PrioritizedReplayBuffer(options.BufferSize, observations.Size, 1, asBytes, options.PriorityAlpha, options.PriorityEpsilon, maskSize);
    }

    /// <summary>Targets from the successors: the target network rates what the online network (double) or itself chooses.</summary>
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
        ReadOnlySpan<float> rating = _network.Forward(_weights.Target, batch, _successors);
        ReadOnlySpan<float> choosing = rating;
        if (_options.DoubleQ)
        {
            _replay.GatherNextObservations(_slots, _learning.Input, _learning.InputStride);
            choosing = _network.Forward(_weights.Online, batch, _learning);
        }

        _replay.GatherNextAllowed(_slots, _nextAllowed);
        _head.ComputeTargets(_rewards, _discounts, choosing, rating, stride, _nextAllowed);
        if (!_head.AdjustsTargets) return;
        _replay.GatherObservations(_slots, _successors.Input, _successors.InputStride);
        _head.AdjustTargets(_network.Forward(_weights.Target, batch, _successors), stride, _taken);
    }

    private ReadOnlySpan<float> Values(Parameters parameters, ReadOnlySpan<float> observation, Workspace workspace) =>
        _actingHead.Values(_network.Forward(parameters, observation, 1, workspace));
}
