using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The last so many sequences of steps, for networks that remember (Hausknecht and Stone 2015; Kapturowski et al. 2019). Each world's steps are cut into sequences of
/// one length, one behind the other; the last of an episode is as long as the episode allows. Before each stand the steps of its burn-in, as many as the episode has.
/// No sequence ever holds steps of two episodes. A slot holds its sequence whole, the observation behind the last step included, so that
/// an episode's end, a time limit, several worlds and the ring's seam need no special case.
/// </summary>
public sealed class SequenceReplayBuffer
{
    private readonly int _burnIn;
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly int _stateSize;
    private readonly int _rows;
    private readonly SlotRing _ring;
    private readonly SequenceWindow[] _windows;
    private readonly ObservationColumn _observations;
    private readonly float[] _actions;
    private readonly float[] _rewards;
    private readonly MaskColumn _nextAllowed;
    private readonly float[] _states;
    private readonly int[] _lengths;
    private readonly int[] _leads;
    private readonly bool[] _terminated;
    private SequenceReplayBuffer? _inbox;

    /// <summary>Creates an empty buffer and all its memory.</summary>
    /// <param name="capacity">How many sequences it holds, at most <see cref="LargestCapacity"/>.</param>
    /// <param name="shape">What a sequence is.</param>
    /// <param name="worlds">How many worlds add steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SequenceReplayBuffer(int capacity, SequenceShape shape, int worlds)
    {
        Check.Range(capacity, 1, LargestCapacity(shape), nameof(capacity));
        Check.Positive(worlds, nameof(worlds));
        _ring = new SlotRing(capacity);
        Shape = shape;
        (_burnIn, _observationSize, _actionSize, _stateSize) = (shape.BurnIn, shape.ObservationSize, shape.ActionSize, shape.StateSize);
        _rows = shape.BurnIn + shape.Length + 1;
        _windows = [.. Enumerable.Range(0, worlds).Select(_ => new SequenceWindow(shape))];
        _observations = new ObservationColumn(capacity * _rows, _observationSize, shape.AsBytes);
        _actions = new float[capacity * shape.Length * _actionSize];
        _rewards = new float[capacity * shape.Length];
        _nextAllowed = new MaskColumn(capacity * shape.Length, shape.MaskSize);
        _states = new float[capacity * _stateSize];
        _lengths = new int[capacity];
        _leads = new int[capacity];
        _terminated = new bool[capacity];
    }

    /// <summary>How many sequences a buffer can hold at most: as many as fit into a checkpoint, which is no larger than 2 GB.</summary>
    public static int LargestCapacity(SequenceShape shape)
    {
        long observations = (shape.AsBytes ? sizeof(byte) : sizeof(float)) * (shape.BurnIn + shape.Length + 1L) * shape.ObservationSize;
        long rest = sizeof(float) * ((shape.Length * (shape.ActionSize + 1L)) + shape.StateSize + 3);
        return SlotRing.LargestCapacity(observations + rest + ((long)shape.Length * shape.MaskSize));
    }

    /// <summary>What a sequence is.</summary>
    public SequenceShape Shape { get; }

    /// <summary>How many sequences the buffer can hold.</summary>
    public int Capacity => _ring.Capacity;

    /// <summary>How many sequences it holds now. The unfinished one of each world is not among them.</summary>
    public int Count => _ring.Count;

    /// <summary>Adds a step of a world.</summary>
    /// <param name="transitions">The step of all worlds.</param>
    /// <param name="world">The world.</param>
    /// <param name="reward">Its reward, scaled as it is to be learned.</param>
    /// <param name="state">What the network remembered before the observation; as long as the shape says, or longer.</param>
    /// <param name="nextAllowed">Which actions are allowed behind the step in that world; empty where all are.</param>
    public void Add(in Transitions transitions, int world, float reward, ReadOnlySpan<float> state, ReadOnlySpan<bool> nextAllowed = default)
    {
        SequenceWindow window = _windows[world];
        window.Add(
            transitions.Observations.Slice(world * _observationSize, _observationSize),
            transitions.Actions.Slice(world * _actionSize, _actionSize),
            reward,
            state,
            nextAllowed);
        bool done = transitions.Done(world);
        if (!done && !window.IsFull) return;
        (_inbox ?? this).Take(window, transitions.NextObservations.Slice(world * _observationSize, _observationSize), transitions.Terminated[world]);
        if (done) window.Clear();
        else window.Advance();
    }

    /// <summary>Forgets the unfinished sequence of each world: other episodes begin.</summary>
    public void ForgetEpisodes()
    {
        foreach (SequenceWindow window in _windows) window.Clear();
    }

    /// <summary>
    /// From now on sequences that are complete wait in a buffer of their own until <see cref="TakeIn"/>, so that another thread may draw from this one meanwhile.
    /// </summary>
    /// <param name="capacity">How many sequences can wait.</param>
    internal void OpenInbox(int capacity) => _inbox ??= new SequenceReplayBuffer(capacity, Shape, worlds: 1);

    /// <summary>Adds what waits; from now on nothing waits any more.</summary>
    internal void CloseInbox()
    {
        TakeIn();
        _inbox = null;
    }

    /// <summary>Whether so many sequences more can wait.</summary>
    internal bool InboxHasRoom(int sequences) => _inbox is null || _inbox.Count + sequences <= _inbox.Capacity;

    /// <summary>Adds what waits. Nobody may draw meanwhile.</summary>
    internal void TakeIn()
    {
        if (_inbox is null) return;
        for (int from = 0; from < _inbox.Count; from++) CopyFrom(_inbox, from);
        _inbox._ring.Clear();
    }

    /// <summary>Draws slots evenly, with replacement.</summary>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="slots">Receives the slots.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public void Sample(Pcg64 rng, Span<int> slots) => _ring.Sample(rng, slots);

    /// <summary>How many steps to learn from a slot holds, from 1 to the shape's length.</summary>
    public int Length(int slot) => _lengths[slot];

    /// <summary>How many steps of burn-in stand before them, from 0 to the shape's; where they are fewer, the episode began with the first of them.</summary>
    public int Lead(int slot) => _leads[slot];

    /// <summary>Whether the episode terminated with the last step.</summary>
    public bool Terminated(int slot) => _terminated[slot];

    /// <summary>The action of a step, from 0 to below the length.</summary>
    public ReadOnlySpan<float> Action(int slot, int step) => _actions.AsSpan(((slot * Shape.Length) + step) * _actionSize, _actionSize);

    /// <summary>The reward of a step, from 0 to below the length.</summary>
    public float Reward(int slot, int step) => _rewards[(slot * Shape.Length) + step];

    /// <summary>Which actions were allowed behind a step, from 0 to below the length; empty where there are no masks.</summary>
    public ReadOnlySpan<bool> NextAllowed(int slot, int step) => _nextAllowed[(slot * Shape.Length) + step];

    /// <summary>What the network remembered before the first step of the burn-in.</summary>
    public ReadOnlySpan<float> State(int slot) => _states.AsSpan(slot * _stateSize, _stateSize);

    /// <summary>
    /// Copies one observation of each slot into rows that are <paramref name="stride"/> floats apart; zeros where a slot has none there.
    /// </summary>
    /// <param name="slots">The slots.</param>
    /// <param name="step">The step before which it was seen: from minus the burn-in to the length, which is what was seen behind the last step.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <param name="stride">The distance of the rows.</param>
    public void GatherObservations(ReadOnlySpan<int> slots, int step, Span<float> rows, int stride)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = slots[i];
            Span<float> row = rows.Slice(i * stride, _observationSize);
            if (step < -_leads[slot] || step > _lengths[slot]) row.Clear();
            else _observations.CopyTo((slot * _rows) + _burnIn + step, row);
        }
    }

    /// <summary>Writes what is held.</summary>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        TakeIn();
        _ring.Save(writer);
        _observations.Save(writer, "observations", Count * _rows);
        writer.Write("actions", (ReadOnlySpan<float>)_actions.AsSpan(0, Count * Shape.Length * _actionSize));
        writer.Write("rewards", (ReadOnlySpan<float>)_rewards.AsSpan(0, Count * Shape.Length));
        _nextAllowed.Save(writer, "next_allowed", Count * Shape.Length);
        writer.Write("states", (ReadOnlySpan<float>)_states.AsSpan(0, Count * _stateSize));
        writer.Write("lengths", (ReadOnlySpan<int>)_lengths.AsSpan(0, Count));
        writer.Write("leads", (ReadOnlySpan<int>)_leads.AsSpan(0, Count));
        writer.Write("terminated", (ReadOnlySpan<byte>)Flags());
        for (int world = 0; world < _windows.Length; world++)
        {
            using (writer.Section($"window/{world}")) _windows[world].Save(writer);
        }
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">It does not fit into this buffer.</exception>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _inbox?._ring.Clear();
        _ring.Load(reader, "sequences");
        _observations.Load(reader, "observations", Count * _rows);
        reader.Read("actions", _actions.AsSpan(0, Count * Shape.Length * _actionSize));
        reader.Read("rewards", _rewards.AsSpan(0, Count * Shape.Length));
        _nextAllowed.Load(reader, "next_allowed", Count * Shape.Length);
        reader.Read("states", _states.AsSpan(0, Count * _stateSize));
        reader.Read("lengths", _lengths.AsSpan(0, Count));
        reader.Read("leads", _leads.AsSpan(0, Count));
        byte[] flags = new byte[Count];
        reader.Read("terminated", flags.AsSpan());
        for (int slot = 0; slot < Count; slot++) _terminated[slot] = flags[slot] != 0;
        for (int world = 0; world < _windows.Length; world++)
        {
            using (reader.Section($"window/{world}")) _windows[world].Load(reader);
        }
    }

    /// <summary>Copies a window into the next slot.</summary>
    private void Take(SequenceWindow window, ReadOnlySpan<float> last, bool terminated)
    {
        int slot = _ring.Take(), steps = window.Lead + window.Fresh, first = (slot * _rows) + _burnIn - window.Lead;
        for (int i = 0; i < steps; i++) _observations.Set(first + i, window.Observation(i));
        _observations.Set(first + steps, last);
        for (int i = 0; i < window.Fresh; i++)
        {
            int at = (slot * Shape.Length) + i;
            window.Action(window.Lead + i).CopyTo(_actions.AsSpan(at * _actionSize));
            _rewards[at] = window.Reward(window.Lead + i);
            _nextAllowed.Set(at, window.NextAllowed(window.Lead + i));
        }

        window.State(0).CopyTo(_states.AsSpan(slot * _stateSize));
        (_leads[slot], _lengths[slot], _terminated[slot]) = (window.Lead, window.Fresh, terminated);
    }

    /// <summary>Copies the sequence of another buffer's slot into the next one, and nothing that is left of older ones there: the slot is as if the sequence had come here at once.</summary>
    private void CopyFrom(SequenceReplayBuffer other, int from)
    {
        int slot = _ring.Take(), lead = other._leads[from], length = other._lengths[from];
        for (int i = _burnIn - lead; i <= _burnIn + length; i++) _observations.SetFrom(other._observations, (from * _rows) + i, (slot * _rows) + i);
        int actions = Shape.Length * _actionSize;
        other._actions.AsSpan(from * actions, length * _actionSize).CopyTo(_actions.AsSpan(slot * actions));
        other._rewards.AsSpan(from * Shape.Length, length).CopyTo(_rewards.AsSpan(slot * Shape.Length));
        for (int i = 0; i < length; i++) _nextAllowed.Set((slot * Shape.Length) + i, other.NextAllowed(from, i));
        other._states.AsSpan(from * _stateSize, _stateSize).CopyTo(_states.AsSpan(slot * _stateSize));
        (_leads[slot], _lengths[slot], _terminated[slot]) = (lead, length, other._terminated[from]);
    }

    private byte[] Flags() => [.. _terminated.Take(Count).Select(flag => (byte)(flag ? 1 : 0))];
}
