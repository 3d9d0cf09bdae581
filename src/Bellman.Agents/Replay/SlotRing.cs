using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The slots of a replay buffer as a ring: which are filled, and which is next. Every slot is used, the newest content replacing the oldest.</summary>
/// <param name="capacity">How many slots there are.</param>
internal sealed class SlotRing(int capacity)
{
    /// <summary>Bytes of a checkpoint that are left to networks, worlds and whatever else is in it.</summary>
    private const int RoomForTheRest = 1 << 26;

    private int _next;

    public int Capacity => capacity;

    /// <summary>How many slots are filled.</summary>
    public int Count { get; private set; }

    /// <summary>How many slots of a size fit into a checkpoint, which is no larger than 2 GB; at least 1.</summary>
    public static int LargestCapacity(long bytes) => (int)Math.Max(1, (Array.MaxLength - RoomForTheRest) / bytes);

    /// <summary>The slot to fill now; it counts as filled from here on.</summary>
    public int Take()
    {
        int slot = _next;
        _next = slot + 1 == capacity ? 0 : slot + 1;
        if (Count < capacity) Count++;
        return slot;
    }

    /// <summary>Empties all slots.</summary>
    public void Clear() => (Count, _next) = (0, 0);

    /// <summary>Draws filled slots evenly, with replacement.</summary>
    /// <exception cref="InvalidOperationException">None is filled.</exception>
    public void Sample(Pcg64 rng, Span<int> slots)
    {
        ArgumentNullException.ThrowIfNull(rng);
        RequireContent();
        for (int i = 0; i < slots.Length; i++) slots[i] = rng.Next(Count);
    }

    /// <exception cref="InvalidOperationException">No slot is filled.</exception>
    public void RequireContent()
    {
        if (Count == 0) throw new InvalidOperationException("An empty replay buffer can't be sampled.");
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("count", Count);
        writer.Write("next", _next);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Where it is.</param>
    /// <param name="what">What the slots hold, for messages.</param>
    /// <exception cref="CheckpointFormatException">There are fewer slots here.</exception>
    public void Load(CheckpointReader reader, string what)
    {
        int count = reader.ReadInt32("count"), next = reader.ReadInt32("next");
        if (count < 0 || count > capacity || next < 0 || next >= capacity)
            throw reader.Fault($"its replay of {count} {what} does not fit into a buffer of {capacity}.");
        (Count, _next) = (count, next);
    }
}
