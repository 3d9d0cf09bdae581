using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Learns from sequences, drawn evenly from a replay buffer: for networks that remember (Hausknecht and Stone 2015). Row t x sequences + s of a batch is step t of sequence s;
/// the last of its steps is the one behind the sequence, whose values are bootstrapped from. What a world's network remembers goes on from step to step while it acts.
/// </summary>
internal sealed class SequenceLearner : QLearner
{
    /// <summary>Sequences that wait beyond one of each world: enough for the usual distances of rounds, and no burden.</summary>
    private const int InboxRoom = 16;

    private readonly DqnOptions _options;
    private readonly QParameters _weights;
    private readonly Network _network;
    private readonly Discrete _actions;
    private readonly Loss _tdLoss;
    private readonly SequenceReplayBuffer _replay;
    private readonly Workspace _acting;
    private readonly Workspace _learning;
    private readonly Workspace _successors;
    private readonly RecurrentState[] _worlds;
    private readonly RecurrentState _greedy;
    private readonly RecurrentState _onlineState;
    private readonly RecurrentState _targetState;
    private readonly float[] _before;
    private readonly bool[] _burnInStarts;
    private readonly bool[] _starts;
    private readonly int[] _slots;
    private readonly int[] _taken;
    private readonly float[] _targets;
    private readonly float[] _shares;

    public SequenceLearner(VectorEnv env, DqnOptions options, QParameters weights, int maskSize)
    {
        _options = options;
        _weights = weights;
        _network = weights.Network;
        _actions = (Discrete)env.ActionSpace;
        _tdLoss = ScalarHead.LossOf(options);
        int sequences = options.BatchSize, steps = options.SequenceLength, rows = sequences * steps;
        _replay = MakeReplay(env, options, _network.StateSize, maskSize);
        _acting = _network.CreateWorkspace(1);
        _learning = _network.CreateWorkspace(sequences * Math.Max(options.BurnIn, steps + 1));
        _successors = _network.CreateWorkspace(_learning.MaxBatch);
        _worlds = [.. Enumerable.Range(0, env.Count).Select(_ => _network.CreateState(1))];
        _greedy = _network.CreateState(1);
        _onlineState = _network.CreateState(sequences);
        _targetState = _network.CreateState(sequences);
        _before = new float[env.Count * _network.StateSize];
        _burnInStarts = new bool[sequences * options.BurnIn];
        _starts = new bool[rows + sequences];
        _slots = new int[sequences];
        _taken = new int[rows];
        _targets = new float[rows];
        _shares = new float[rows];
    }

    public override bool HasMemory => true;

    public override int Count => _replay.Count;

    public override bool InboxIsFull => !_replay.InboxHasRoom(_worlds.Length);

    public override ReadOnlySpan<float> ActingValues(int world, ReadOnlySpan<float> observation)
    {
        _worlds[world].Row(0).CopyTo(Before(world));
        return _network.Forward(_weights.Acting.Weights, observation, 1, _acting, _worlds[world])[.._actions.Count];
    }

    public override ReadOnlySpan<float> GreedyValues(ReadOnlySpan<float> observation) =>
        _network.Forward(_weights.Policy, observation, 1, _acting, _greedy)[.._actions.Count];

    public override void BeginGreedyEpisode() => _greedy.Reset();

    /// <summary>In one step each world completes one sequence at most.</summary>
    public override void SeparateActing() => _replay.OpenInbox(_worlds.Length + InboxRoom);

    public override void JoinActing() => _replay.CloseInbox();

    public override void TakeIn() => _replay.TakeIn();

    public override void ForgetEpisodes()
    {
        _replay.ForgetEpisodes();
        foreach (RecurrentState world in _worlds) world.Reset();
    }

    public override void Observe(in Transitions transitions, int world, ReadOnlySpan<bool> nextAllowed)
    {
        _replay.Add(transitions, world, _options.RewardScale * transitions.Rewards[world], Before(world), nextAllowed);
        if (transitions.Done(world)) _worlds[world].Reset();
    }

    public override void Draw(Pcg64 rng, float beta) => _replay.Sample(rng, _slots);

    public override void TakeFirst()
    {
        for (int i = 0; i < _slots.Length; i++) _slots[i] = i % _replay.Count;
    }

    public override float Loss()
    {
        MarkStarts();
        ReadOnlySpan<float> valued = Unroll(_weights.Target, _successors, _targetState);
        ReadOnlySpan<float> q = Unroll(_weights.Online, _learning, _onlineState);
        ComputeTargets(_options.DoubleQ ? q : valued, valued);
        int rows = _targets.Length, stride = _learning.OutputStride;
        _learning.OutputGradient[(rows * stride)..].Clear();
        return Losses.TakenAction(
            _tdLoss, _actions.Count, q[..(rows * stride)], stride, _taken, _targets, _learning.OutputGradient[..(rows * stride)], _shares);
    }

    public override void UpdatePriorities()
    {
    }

    public override void Backward() => _network.Backward(_weights.Online, _starts.Length, _learning);

    public override void Save(CheckpointWriter writer)
    {
        using (writer.Section("replay")) _replay.Save(writer);
        for (int world = 0; world < _worlds.Length; world++) writer.Write($"memory/{world}", (ReadOnlySpan<float>)_worlds[world].Values);
    }

    public override void Load(CheckpointReader reader)
    {
        using (reader.Section("replay")) _replay.Load(reader);
        for (int world = 0; world < _worlds.Length; world++) reader.Read($"memory/{world}", _worlds[world].Values);
    }

    private static SequenceReplayBuffer MakeReplay(VectorEnv env, DqnOptions options, int stateSize, int maskSize)
    {
        Space observations = env.ObservationSpace;
        int stored = options.InitialState == InitialState.Stored ? stateSize : 0, steps = options.SequenceLength;
        var shape = new SequenceShape(steps, options.BurnIn, observations.Size, 1, stored, ReplayBuffer.FitsBytes(observations), maskSize);
        long largest = Math.Min(int.MaxValue, (long)SequenceReplayBuffer.LargestCapacity(shape) * steps);
        Check.Range(options.BufferSize, 1, (int)largest, nameof(DeepQOptions.BufferSize));
        return new SequenceReplayBuffer(Math.Max(1, options.BufferSize / steps), shape, env.Count);
    }

    private Span<float> Before(int world) => _before.AsSpan(world * _network.StateSize, _network.StateSize);

    /// <summary>
    /// Notes where the rows of a sequence begin that is shorter in front than others: its episode began there, and nothing is remembered of the empty rows before it.
    /// </summary>
    private void MarkStarts()
    {
        _burnInStarts.AsSpan().Clear();
        int burnIn = _options.BurnIn, sequences = _slots.Length;
        for (int s = 0; s < sequences; s++)
        {
            int empty = burnIn - _replay.Lead(_slots[s]);
            _starts[s] = empty == burnIn && burnIn > 0;
            if (empty > 0 && empty < burnIn) _burnInStarts[(empty * sequences) + s] = true;
        }
    }

    /// <summary>The action values of every step of the batch and of the one behind it, after the burn-in.</summary>
    private ReadOnlySpan<float> Unroll(Parameters parameters, Workspace workspace, RecurrentState state)
    {
        if (_options.InitialState == InitialState.Zero) state.Reset();
        else for (int s = 0; s < _slots.Length; s++) _replay.State(_slots[s]).CopyTo(state.Row(s));
        if (_options.BurnIn > 0)
        {
            Gather(workspace, -_options.BurnIn, _options.BurnIn);
            _network.Forward(parameters, _burnInStarts.Length, workspace, state, _burnInStarts);
        }

        Gather(workspace, 0, _options.SequenceLength + 1);
        return _network.Forward(parameters, _starts.Length, workspace, state, _starts);
    }

    private void Gather(Workspace workspace, int first, int steps)
    {
        int stride = workspace.InputStride;
        for (int t = 0; t < steps; t++)
            _replay.GatherObservations(_slots, first + t, workspace.Input[(t * _slots.Length * stride)..], stride);
    }

    /// <summary>
    /// y = r_t + ... + gamma^(m-1) r_(t+m-1) + gamma^m Q_target(step t + m, a*), m being n, or fewer at the end of the sequence, and a* the best action by the choosing values.
    /// The share of each row in the loss makes it the mean over the steps that there are.
    /// </summary>
    private void ComputeTargets(ReadOnlySpan<float> choosing, ReadOnlySpan<float> valued)
    {
        int sequences = _slots.Length, stride = _successors.OutputStride, steps = 0;
        for (int row = 0; row < _targets.Length; row++)
        {
            int slot = _slots[row % sequences], t = row / sequences, length = _replay.Length(slot);
            bool empty = t >= length;
            _shares[row] = empty ? 0 : 1;
            _taken[row] = empty ? 0 : Discrete.Index(_replay.Action(slot, t)) - _actions.Start;
            _targets[row] = 0;
            if (empty) continue;
            steps++;
            int m = Math.Min(_options.NStep, length - t);
            (float sum, float discount) = Return(slot, t, m);
            int ahead = (row + (m * sequences)) * stride;
            if (t + m < length || !_replay.Terminated(slot))
                sum += discount * valued[ahead + Losses.IndexOfLargest(choosing.Slice(ahead, _actions.Count), _replay.NextAllowed(slot, t + m - 1))];
            _targets[row] = sum;
        }

        if (_options.AdvantageLearning > 0) QTargets.WidenActionGaps(_targets, valued, stride, _actions.Count, _taken, _options.AdvantageLearning);
        if (_options.TargetLimit > 0) QTargets.Limit(_targets, _options.TargetLimit);
        for (int row = 0; row < _shares.Length; row++) _shares[row] *= (float)_shares.Length / steps;
    }

    private (float Sum, float Discount) Return(int slot, int first, int steps)
    {
        float sum = 0, discount = 1;
        for (int i = 0; i < steps; i++)
        {
            sum += discount * _replay.Reward(slot, first + i);
            discount *= _options.Discount;
        }

        return (sum, discount);
    }
}
