using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// Turns single steps into n-step transitions (Sutton 1988) on their way into a replay buffer:
/// <code>R = r_0 + gamma r_1 + ... + gamma^(n-1) r_(n-1),  bootstrapped with gamma^n from the observation n steps on.</code>
/// Where an episode ends sooner, the steps that are left get the shorter sums; a time limit still bootstraps, a terminal state does not.
/// </summary>
internal sealed class NStepWindow
{
    private readonly int _n;
    private readonly float _discount;
    private readonly float _rewardScale;
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly float[] _observations;
    private readonly float[] _actions;
    private readonly float[] _rewards;
    private readonly int[] _first;
    private readonly int[] _count;

    public NStepWindow(int n, float discount, float rewardScale, int worlds, int observationSize, int actionSize)
    {
        _n = n;
        _discount = discount;
        _rewardScale = rewardScale;
        _observationSize = observationSize;
        _actionSize = actionSize;
        _observations = new float[worlds * n * observationSize];
        _actions = new float[worlds * n * actionSize];
        _rewards = new float[worlds * n];
        _first = new int[worlds];
        _count = new int[worlds];
    }

    /// <summary>Takes one world's step and adds what is complete to the buffer.</summary>
    /// <param name="transitions">The steps of all worlds.</param>
    /// <param name="world">The world.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="nextAllowed">Which actions are allowed behind the step in that world; empty where all are.</param>
    public void Add(in Transitions transitions, int world, ReplayBuffer buffer, ReadOnlySpan<bool> nextAllowed = default)
    {
        int slot = Slot(world, _count[world]++);
        transitions.Observations.Slice(world * _observationSize, _observationSize).CopyTo(_observations.AsSpan(slot * _observationSize));
        transitions.Actions.Slice(world * _actionSize, _actionSize).CopyTo(_actions.AsSpan(slot * _actionSize));
        _rewards[slot] = _rewardScale * transitions.Rewards[world];
        ReadOnlySpan<float> next = transitions.NextObservations.Slice(world * _observationSize, _observationSize);
        bool done = transitions.Done(world);
        if (!done && _count[world] < _n) return;
        do Emit(world, next, nextAllowed, transitions.Terminated[world], buffer);
        while (done && _count[world] > 0);
    }

    /// <summary>Forgets the steps that wait: other episodes begin.</summary>
    public void Clear()
    {
        Array.Clear(_first);
        Array.Clear(_count);
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("observations", _observations.AsSpan());
        writer.Write("actions", _actions.AsSpan());
        writer.Write("rewards", _rewards.AsSpan());
        writer.Write("first", _first.AsSpan());
        writer.Write("count", _count.AsSpan());
    }

    public void Load(CheckpointReader reader)
    {
        reader.Read("observations", _observations.AsSpan());
        reader.Read("actions", _actions.AsSpan());
        reader.Read("rewards", _rewards.AsSpan());
        reader.Read("first", _first.AsSpan());
        reader.Read("count", _count.AsSpan());
    }

    private void Emit(int world, ReadOnlySpan<float> next, ReadOnlySpan<bool> nextAllowed, bool terminated, ReplayBuffer buffer)
    {
        float sum = 0, factor = 1;
        for (int i = 0; i < _count[world]; i++)
        {
            sum += factor * _rewards[Slot(world, i)];
            factor *= _discount;
        }

        int slot = Slot(world, 0);
        buffer.Add(
            _observations.AsSpan(slot * _observationSize, _observationSize),
            _actions.AsSpan(slot * _actionSize, _actionSize),
            sum,
            next,
            terminated ? 0 : factor,
            nextAllowed);
        _count[world]--;
        _first[world] = _count[world] == 0 || _first[world] + 1 == _n ? 0 : _first[world] + 1;
    }

    private int Slot(int world, int i) => (world * _n) + ((_first[world] + i) % _n);
}
