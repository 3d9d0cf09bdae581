using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>Learns from single transitions, drawn evenly from a replay buffer: for networks that look at each observation on its own.</summary>
internal sealed class TransitionLearner : QLearner
{
    private readonly DqnOptions _options;
    private readonly QParameters _weights;
    private readonly Network _network;
    private readonly Discrete _actions;
    private readonly Loss _tdLoss;
    private readonly Workspace _acting;
    private readonly Workspace _learning;
    private readonly Workspace _successors;
    private readonly ReplayBuffer _replay;
    private readonly NStepWindow _window;
    private readonly int[] _slots;
    private readonly int[] _taken;
    private readonly float[] _rewards;
    private readonly float[] _discounts;
    private readonly float[] _targets;

    public TransitionLearner(VectorEnv env, DqnOptions options, QParameters weights)
    {
        _options = options;
        _weights = weights;
        _network = weights.Network;
        _actions = (Discrete)env.ActionSpace;
        _tdLoss = options.Loss == TdLoss.Mse ? Neural.Loss.MeanSquared : Neural.Loss.Huber(options.HuberDelta);
        int batch = options.BatchSize;
        _acting = _network.CreateWorkspace(1);
        _learning = _network.CreateWorkspace(batch);
        _successors = _network.CreateWorkspace(batch);
        int size = env.ObservationSpace.Size;
        bool asBytes = ReplayBuffer.FitsBytes(env.ObservationSpace);
        Check.Range(options.BufferSize, 1, ReplayBuffer.LargestCapacity(size, 1, asBytes), nameof(DqnOptions.BufferSize));
        _replay = new ReplayBuffer(options.BufferSize, size, 1, asBytes);
        _window = new NStepWindow(options.NStep, options.Discount, options.RewardScale, env.Count, size, 1);
        _slots = new int[batch];
        _taken = new int[batch];
        _rewards = new float[batch];
        _discounts = new float[batch];
        _targets = new float[batch];
    }

    public override bool HasMemory => false;

    public override int Count => _replay.Count;

    public override ReadOnlySpan<float> ActingValues(int world, ReadOnlySpan<float> observation) => Values(_weights.Online, observation);

    public override ReadOnlySpan<float> GreedyValues(ReadOnlySpan<float> observation) => Values(_weights.Policy, observation);

    public override void BeginGreedyEpisode()
    {
    }

    public override void Observe(in Transitions transitions, int world) => _window.Add(transitions, world, _replay);

    public override void Draw(Pcg64 rng) => _replay.Sample(rng, _slots);

    public override void TakeFirst()
    {
        for (int i = 0; i < _slots.Length; i++) _slots[i] = i % _replay.Count;
    }

    public override float Loss()
    {
        int batch = _slots.Length;
        ComputeTargets(batch);
        _replay.GatherObservations(_slots, _learning.Input, _learning.InputStride);
        ReadOnlySpan<float> q = _network.Forward(_weights.Online, batch, _learning);
        return Losses.TakenAction(_tdLoss, _actions.Count, q, _learning.OutputStride, _taken, _targets, _learning.OutputGradient);
    }

    public override void Backward() => _network.Backward(_weights.Online, _slots.Length, _learning);

    public override void Save(CheckpointWriter writer)
    {
        using (writer.Section("replay")) _replay.Save(writer);
        using (writer.Section("window")) _window.Save(writer);
    }

    public override void Load(CheckpointReader reader)
    {
        using (reader.Section("replay")) _replay.Load(reader);
        using (reader.Section("window")) _window.Load(reader);
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
        ReadOnlySpan<float> valued = _network.Forward(_weights.Target, batch, _successors);
        ReadOnlySpan<float> chosen = valued;
        if (_options.DoubleQ)
        {
            _replay.GatherNextObservations(_slots, _learning.Input, _learning.InputStride);
            chosen = _network.Forward(_weights.Online, batch, _learning);
        }

        Losses.DqnTargets(_rewards, _discounts, _actions.Count, chosen, valued, stride, _targets);
        if (_options.AdvantageLearning > 0) WidenActionGaps(batch, stride);
        if (_options.TargetLimit > 0) QTargets.Limit(_targets, _options.TargetLimit);
    }

    private void WidenActionGaps(int batch, int stride)
    {
        _replay.GatherObservations(_slots, _successors.Input, _successors.InputStride);
        ReadOnlySpan<float> values = _network.Forward(_weights.Target, batch, _successors);
        QTargets.WidenActionGaps(_targets, values, stride, _actions.Count, _taken, _options.AdvantageLearning);
    }

    private ReadOnlySpan<float> Values(Parameters parameters, ReadOnlySpan<float> observation) =>
        _network.Forward(parameters, observation, 1, _acting)[.._actions.Count];
}
