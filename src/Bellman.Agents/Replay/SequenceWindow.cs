using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// The last steps of one world's episode, up to a sequence with the steps of its burn-in before it: a <see cref="SequenceReplayBuffer"/> fills one for each world and
/// takes a sequence out of it whenever that is complete.
/// </summary>
internal sealed class SequenceWindow
{
    private readonly int _length;
    private readonly int _burnIn;
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly int _stateSize;
    private readonly float[] _observations;
    private readonly float[] _actions;
    private readonly float[] _rewards;
    private readonly float[] _states;
    private readonly MaskColumn _nextAllowed;

    public SequenceWindow(SequenceShape shape)
    {
        (_length, _burnIn) = (shape.Length, shape.BurnIn);
        (_observationSize, _actionSize, _stateSize) = (shape.ObservationSize, shape.ActionSize, shape.StateSize);
        int steps = _burnIn + _length;
        _observations = new float[steps * _observationSize];
        _actions = new float[steps * _actionSize];
        _rewards = new float[steps];
        _states = new float[steps * _stateSize];
        _nextAllowed = new MaskColumn(steps, shape.MaskSize);
    }

    /// <summary>How many steps of burn-in stand at the front.</summary>
    public int Lead { get; private set; }

    /// <summary>How many steps stand behind them.</summary>
    public int Fresh { get; private set; }

    public bool IsFull => Fresh == _length;

    public ReadOnlySpan<float> Observation(int step) => _observations.AsSpan(step * _observationSize, _observationSize);

    public ReadOnlySpan<float> Action(int step) => _actions.AsSpan(step * _actionSize, _actionSize);

    public float Reward(int step) => _rewards[step];

    /// <summary>Which actions were allowed behind a step.</summary>
    public ReadOnlySpan<bool> NextAllowed(int step) => _nextAllowed[step];

    /// <summary>What was remembered before a step.</summary>
    public ReadOnlySpan<float> State(int step) => _states.AsSpan(step * _stateSize, _stateSize);

    public void Add(ReadOnlySpan<float> observation, ReadOnlySpan<float> action, float reward, ReadOnlySpan<float> state, ReadOnlySpan<bool> nextAllowed)
    {
        int step = Lead + Fresh++;
        observation.CopyTo(_observations.AsSpan(step * _observationSize));
        action.CopyTo(_actions.AsSpan(step * _actionSize));
        _rewards[step] = reward;
        state[.._stateSize].CopyTo(_states.AsSpan(step * _stateSize));
        _nextAllowed.Set(step, nextAllowed);
    }

    /// <summary>Keeps the last steps as the burn-in of the next sequence.</summary>
    public void Advance()
    {
        int lead = Math.Min(_burnIn, Lead + Fresh), from = Lead + Fresh - lead;
        Shift(_observations, from, lead, _observationSize);
        Shift(_actions, from, lead, _actionSize);
        Shift(_rewards, from, lead, 1);
        Shift(_states, from, lead, _stateSize);
        for (int i = 0; i < lead; i++) _nextAllowed.Set(i, _nextAllowed[from + i]);
        (Lead, Fresh) = (lead, 0);
    }

    /// <summary>Forgets all steps: another episode begins.</summary>
    public void Clear() => (Lead, Fresh) = (0, 0);

    public void Save(CheckpointWriter writer)
    {
        writer.Write("lead", Lead);
        writer.Write("fresh", Fresh);
        writer.Write("observations", _observations.AsSpan());
        writer.Write("actions", _actions.AsSpan());
        writer.Write("rewards", _rewards.AsSpan());
        writer.Write("states", _states.AsSpan());
        _nextAllowed.Save(writer, "next_allowed", _burnIn + _length);
    }

    public void Load(CheckpointReader reader)
    {
        int lead = reader.ReadInt32("lead"), fresh = reader.ReadInt32("fresh");
        if (lead < 0 || lead > _burnIn || fresh < 0 || fresh >= _length)
            throw reader.Fault($"its {lead} steps of burn-in and {fresh} others do not fit into a window of {_burnIn} and {_length}.");
        (Lead, Fresh) = (lead, fresh);
        reader.Read("observations", _observations.AsSpan());
        reader.Read("actions", _actions.AsSpan());
        reader.Read("rewards", _rewards.AsSpan());
        reader.Read("states", _states.AsSpan());
        _nextAllowed.Load(reader, "next_allowed", _burnIn + _length);
    }

    private static void Shift(float[] column, int from, int count, int size) =>
        column.AsSpan(from * size, count * size).CopyTo(column);
}
