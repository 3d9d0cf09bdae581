using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The last so many transitions, in columns (Lin 1992): a ring whose every slot is used, the newest replacing the oldest.
/// Each slot holds its own successor, so an episode's end, a time limit or the ring's seam needs no special case.
/// </summary>
public class ReplayBuffer
{
    private readonly int _actionSize;
    private readonly SlotRing _ring;
    private readonly ObservationColumn _observations;
    private readonly ObservationColumn _nextObservations;
    private readonly float[] _actions;
    private readonly float[] _rewards;
    private readonly float[] _discounts;
    private readonly MaskColumn _nextAllowed;
    private ReplayBuffer? _inbox;

    /// <summary>Creates an empty buffer and all its memory.</summary>
    /// <param name="capacity">How many transitions it holds, at most <see cref="LargestCapacity"/>.</param>
    /// <param name="observationSize">Numbers in an observation.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    /// <param name="asBytes">Whether observations are kept as bytes (<see cref="FitsBytes"/>). Default: as floats.</param>
    /// <param name="maskSize">Answers in the mask that says which actions are allowed behind a transition (<see cref="ActionMasks"/>). Default: 0, no masks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the capacity above the largest.</exception>
    public ReplayBuffer(int capacity, int observationSize, int actionSize, bool asBytes = false, int maskSize = 0)
    {
        Check.Range(capacity, 1, LargestCapacity(observationSize, actionSize, asBytes, maskSize), nameof(capacity));
        _ring = new SlotRing(capacity);
        ObservationSize = observationSize;
        _actionSize = actionSize;
        _observations = new ObservationColumn(capacity, observationSize, asBytes);
        _nextObservations = new ObservationColumn(capacity, observationSize, asBytes);
        _actions = new float[(long)capacity * actionSize];
        _rewards = new float[capacity];
        _discounts = new float[capacity];
        _nextAllowed = new MaskColumn(capacity, maskSize);
    }

    /// <summary>How many transitions a buffer can hold at most: as many as fit into a checkpoint, which is no larger than 2 GB.</summary>
    /// <param name="observationSize">Numbers in an observation.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    /// <param name="asBytes">Whether observations are kept as bytes.</param>
    /// <param name="maskSize">Answers in a mask of actions. Default: 0, no masks.</param>
    public static int LargestCapacity(int observationSize, int actionSize, bool asBytes = false, int maskSize = 0) =>
        CapacityWith(Check.NotNegative(maskSize, nameof(maskSize)), observationSize, actionSize, asBytes);

    /// <summary>
    /// Whether bytes hold every observation of a space exactly, because all its numbers are whole ones from 0 to 255: pixels, switches, small numbers.
    /// A quarter of the memory is then enough.
    /// </summary>
    public static bool FitsBytes(Space space) => ObservationColumn.FitsBytes(space);

    /// <summary>How many transitions the buffer can hold.</summary>
    public int Capacity => _ring.Capacity;

    /// <summary>How many numbers an observation has.</summary>
    public int ObservationSize { get; }

    /// <summary>How many answers each mask has; 0 where there are no masks.</summary>
    public int MaskSize => _nextAllowed.Size;

    /// <summary>How many transitions it holds now.</summary>
    public int Count => _ring.Count;

    /// <summary>Adds a transition.</summary>
    /// <param name="observation">What was seen.</param>
    /// <param name="action">What was done.</param>
    /// <param name="reward">The reward, or the discounted sum of several.</param>
    /// <param name="nextObservation">What was seen after it.</param>
    /// <param name="discount">The factor of the successor's value: 0 where the episode terminated, else gamma, or gamma^n over n steps.</param>
    /// <param name="nextAllowed">Which actions were allowed then; empty where all were.</param>
    public void Add(
        ReadOnlySpan<float> observation, ReadOnlySpan<float> action, float reward, ReadOnlySpan<float> nextObservation, float discount, ReadOnlySpan<bool> nextAllowed = default)
    {
        if (_inbox is not null)
        {
            _inbox.Add(observation, action, reward, nextObservation, discount, nextAllowed);
            return;
        }

        int slot = _ring.Take();
        _observations.Set(slot, observation);
        _nextObservations.Set(slot, nextObservation);
        action[.._actionSize].CopyTo(_actions.AsSpan(slot * _actionSize));
        _rewards[slot] = reward;
        _discounts[slot] = discount;
        _nextAllowed.Set(slot, nextAllowed);
        OnAdded(slot);
    }

    /// <summary>From now on what is added waits in a buffer of its own until <see cref="TakeIn"/>, so that another thread may draw from this one meanwhile.</summary>
    /// <param name="capacity">How many transitions can wait.</param>
    internal void OpenInbox(int capacity) => _inbox ??= new ReplayBuffer(capacity, ObservationSize, _actionSize, _observations.AsBytes, MaskSize);

    /// <summary>Adds what waits; from now on nothing waits any more.</summary>
    internal void CloseInbox()
    {
        TakeIn();
        _inbox = null;
    }

    /// <summary>Whether so many transitions more can wait.</summary>
    internal bool InboxHasRoom(int transitions) => _inbox is null || _inbox.Count + transitions <= _inbox.Capacity;

    /// <summary>Adds what waits. Nobody may draw meanwhile.</summary>
    internal void TakeIn()
    {
        if (_inbox is null) return;
        for (int from = 0; from < _inbox.Count; from++)
        {
            int slot = _ring.Take();
            _observations.SetFrom(_inbox._observations, from, slot);
            _nextObservations.SetFrom(_inbox._nextObservations, from, slot);
            _inbox.Action(from).CopyTo(_actions.AsSpan(slot * _actionSize));
            _rewards[slot] = _inbox._rewards[from];
            _discounts[slot] = _inbox._discounts[from];
            _nextAllowed.Set(slot, _inbox._nextAllowed[from]);
            OnAdded(slot);
        }

        _inbox._ring.Clear();
    }

    /// <summary>Draws slots, with replacement: evenly, unless the buffer says otherwise.</summary>
    /// <param name="rng">The stream to draw from.</param>
    /// <param name="slots">Receives the slots.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    public virtual void Sample(Pcg64 rng, Span<int> slots) => _ring.Sample(rng, slots);

    /// <summary>The action in a slot.</summary>
    public ReadOnlySpan<float> Action(int slot) => _actions.AsSpan(slot * _actionSize, _actionSize);

    /// <summary>The reward in a slot.</summary>
    public float Reward(int slot) => _rewards[slot];

    /// <summary>The factor of the successor's value in a slot.</summary>
    public float Discount(int slot) => _discounts[slot];

    /// <summary>Copies the observations of slots into rows that are <paramref name="stride"/> floats apart.</summary>
    public void GatherObservations(ReadOnlySpan<int> slots, Span<float> rows, int stride) => Gather(_observations, slots, rows, stride);

    /// <summary>Copies the successors of slots into rows that are <paramref name="stride"/> floats apart.</summary>
    public void GatherNextObservations(ReadOnlySpan<int> slots, Span<float> rows, int stride) => Gather(_nextObservations, slots, rows, stride);

    /// <summary>Copies the masks behind the transitions of slots into rows without a gap; none where there are no masks.</summary>
    public void GatherNextAllowed(ReadOnlySpan<int> slots, Span<bool> rows) => _nextAllowed.Gather(slots, rows);

    /// <summary>Writes what is held.</summary>
    public virtual void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        TakeIn();
        _ring.Save(writer);
        _observations.Save(writer, "observations", Count);
        _nextObservations.Save(writer, "next_observations", Count);
        writer.Write("actions", (ReadOnlySpan<float>)_actions.AsSpan(0, Count * _actionSize));
        writer.Write("rewards", (ReadOnlySpan<float>)_rewards.AsSpan(0, Count));
        writer.Write("discounts", (ReadOnlySpan<float>)_discounts.AsSpan(0, Count));
        _nextAllowed.Save(writer, "next_allowed", Count);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">It does not fit into this buffer.</exception>
    public virtual void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _inbox?._ring.Clear();
        _ring.Load(reader, "transitions");
        _observations.Load(reader, "observations", Count);
        _nextObservations.Load(reader, "next_observations", Count);
        reader.Read("actions", _actions.AsSpan(0, Count * _actionSize));
        reader.Read("rewards", _rewards.AsSpan(0, Count));
        reader.Read("discounts", _discounts.AsSpan(0, Count));
        _nextAllowed.Load(reader, "next_allowed", Count);
    }

    /// <summary>How many transitions fit into a checkpoint, each with so many bytes besides what is in its columns here.</summary>
    private protected static int CapacityWith(int besides, int observationSize, int actionSize, bool asBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observationSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(actionSize, 1);
        long bytes = ((asBytes ? sizeof(byte) : sizeof(float)) * 2L * observationSize) + (sizeof(float) * (actionSize + 2L)) + besides;
        return SlotRing.LargestCapacity(bytes);
    }

    /// <summary>Called when a slot was filled anew.</summary>
    private protected virtual void OnAdded(int slot)
    {
    }

    /// <summary>Requires that there is something to draw.</summary>
    private protected void RequireContent() => _ring.RequireContent();

    private static void Gather(ObservationColumn column, ReadOnlySpan<int> slots, Span<float> rows, int stride)
    {
        for (int i = 0; i < slots.Length; i++) column.CopyTo(slots[i], rows.Slice(i * stride, column.Size));
    }
}
