using System.Runtime.InteropServices;
using Bellman.Core;

namespace Bellman.Agents;

/// <summary>
/// Steps of one episode after the other. All room is made at the start where it is known how long episodes can last; otherwise it grows, since an episode's length is known
/// when it has ended.
/// </summary>
/// <param name="observationSize">Numbers in an observation.</param>
/// <param name="actionSize">Numbers in an action.</param>
/// <param name="maskSize">Answers in a mask of actions; 0 where there are no masks.</param>
/// <param name="capacity">How many steps there is room for at the start, at least 1.</param>
internal sealed class EpisodeColumns(int observationSize, int actionSize, int maskSize, int capacity)
{
    private float[] _observations = new float[capacity * observationSize];
    private float[] _actions = new float[capacity * actionSize];
    private bool[] _allowed = new bool[capacity * maskSize];
    private float[] _rewards = new float[capacity];
    private float[] _nextValues = new float[capacity];
    private bool[] _ends = new bool[capacity];

    /// <summary>How many steps there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many steps there is room for.</summary>
    public int Capacity => _rewards.Length;

    /// <summary>The rewards.</summary>
    public ReadOnlySpan<float> Rewards => _rewards.AsSpan(0, Count);

    /// <summary>What the observation behind the last step of each episode is worth; zero elsewhere.</summary>
    public ReadOnlySpan<float> NextValues => _nextValues.AsSpan(0, Count);

    /// <summary>Whether each step ended its episode.</summary>
    public ReadOnlySpan<bool> Ends => _ends.AsSpan(0, Count);

    /// <summary>The observations of some steps.</summary>
    public ReadOnlySpan<float> Observations(int start, int count) => _observations.AsSpan(start * observationSize, count * observationSize);

    /// <summary>The actions of some steps, as they were drawn.</summary>
    public ReadOnlySpan<float> Actions(int start, int count) => _actions.AsSpan(start * actionSize, count * actionSize);

    /// <summary>Which actions were allowed in some steps; empty where there are no masks.</summary>
    public ReadOnlySpan<bool> Allowed(int start, int count) => _allowed.AsSpan(start * maskSize, count * maskSize);

    /// <summary>Adds a step that does not end its episode.</summary>
    public void Add(ReadOnlySpan<float> observation, ReadOnlySpan<float> action, ReadOnlySpan<bool> allowed, float reward)
    {
        MakeRoom(1);
        observation.CopyTo(_observations.AsSpan(Count * observationSize));
        action.CopyTo(_actions.AsSpan(Count * actionSize));
        allowed.CopyTo(_allowed.AsSpan(Count * maskSize));
        _rewards[Count] = reward;
        _nextValues[Count] = 0;
        _ends[Count] = false;
        Count++;
    }

    /// <summary>Ends the episode with the last step.</summary>
    /// <param name="nextValue">What the observation behind it is worth.</param>
    public void End(float nextValue)
    {
        _ends[Count - 1] = true;
        _nextValues[Count - 1] = nextValue;
    }

    /// <summary>Adds all steps of others.</summary>
    public void Append(EpisodeColumns others)
    {
        MakeRoom(others.Count);
        others.Observations(0, others.Count).CopyTo(_observations.AsSpan(Count * observationSize));
        others.Actions(0, others.Count).CopyTo(_actions.AsSpan(Count * actionSize));
        others.Allowed(0, others.Count).CopyTo(_allowed.AsSpan(Count * maskSize));
        others.Rewards.CopyTo(_rewards.AsSpan(Count));
        others.NextValues.CopyTo(_nextValues.AsSpan(Count));
        others.Ends.CopyTo(_ends.AsSpan(Count));
        Count += others.Count;
    }

    /// <summary>Forgets all steps, but keeps the room.</summary>
    public void Clear() => Count = 0;

    /// <summary>Writes all steps.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("count", Count);
        writer.Write("observations", Observations(0, Count));
        writer.Write("actions", Actions(0, Count));
        writer.Write("rewards", Rewards);
        writer.Write("next_values", NextValues);
        writer.Write("ends", (ReadOnlySpan<byte>)[.. _ends.Take(Count).Select(end => end ? (byte)1 : (byte)0)]);
        if (maskSize > 0) writer.Write("allowed", MemoryMarshal.AsBytes(Allowed(0, Count)));
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">The number of steps is negative.</exception>
    public void Load(CheckpointReader reader)
    {
        int count = reader.ReadInt32("count");
        if (count < 0) throw reader.Fault($"it holds episodes of {count} steps.");
        Count = 0;
        MakeRoom(count);
        Count = count;
        reader.Read("observations", _observations.AsSpan(0, Count * observationSize));
        reader.Read("actions", _actions.AsSpan(0, Count * actionSize));
        reader.Read("rewards", _rewards.AsSpan(0, Count));
        reader.Read("next_values", _nextValues.AsSpan(0, Count));
        byte[] ends = new byte[Count];
        reader.Read("ends", ends.AsSpan());
        for (int i = 0; i < Count; i++) _ends[i] = ends[i] != 0;
        if (maskSize == 0) return;
        Span<byte> allowed = MemoryMarshal.AsBytes(_allowed.AsSpan(0, Count * maskSize));
        reader.Read("allowed", allowed);
        foreach (ref byte answer in allowed) answer = Math.Min(answer, (byte)1);
    }

    /// <summary>Doubles the room until some more steps fit, where the room at the start was not that of the longest episodes.</summary>
    private void MakeRoom(int steps)
    {
        int room = Capacity;
        while (room < Count + steps) room *= 2;
        if (room == Capacity) return;
        Array.Resize(ref _observations, room * observationSize);
        Array.Resize(ref _actions, room * actionSize);
        Array.Resize(ref _allowed, room * maskSize);
        Array.Resize(ref _rewards, room);
        Array.Resize(ref _nextValues, room);
        Array.Resize(ref _ends, room);
    }
}
