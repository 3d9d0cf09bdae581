using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The steps of several worlds between two updates of an agent that learns from what it does itself, in columns: that of step t in world w
/// stands at <c>t W + w</c>. The agent writes what it saw and did when it acts, and what came of it when it observes.
/// </summary>
internal sealed class RolloutBuffer
{
    /// <summary>Columns that have one number for each transition, and that a checkpoint holds.</summary>
    private const long SingleColumns = 4;

    private readonly int _worlds;
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly float[] _observations;
    private readonly float[] _actions;
    private readonly float[] _logProbs;
    private readonly float[] _values;
    private readonly float[] _nextValues;
    private readonly float[] _rewards;
    private readonly bool[] _ends;
    private readonly bool[] _allowed;
    private readonly float[] _advantages;
    private readonly float[] _returns;

    /// <summary>Makes an empty buffer and all its memory.</summary>
    /// <param name="steps">How many steps of each world it holds.</param>
    /// <param name="worlds">How many worlds there are.</param>
    /// <param name="observationSize">Numbers in an observation.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    /// <param name="maskSize">Answers in a mask of actions; 0 where there are no masks.</param>
    public RolloutBuffer(int steps, int worlds, int observationSize, int actionSize, int maskSize = 0)
    {
        (_worlds, _observationSize, _actionSize, MaskSize) = (worlds, observationSize, actionSize, maskSize);
        Capacity = steps * worlds;
        _observations = new float[Capacity * observationSize];
        _actions = new float[Capacity * actionSize];
        _logProbs = new float[Capacity];
        _values = new float[Capacity];
        _nextValues = new float[Capacity];
        _rewards = new float[Capacity];
        _ends = new bool[Capacity];
        _allowed = new bool[Capacity * maskSize];
        _advantages = new float[Capacity];
        _returns = new float[Capacity];
    }

    /// <summary>Requires that a buffer of this size can be saved: a checkpoint is no larger than 2 GB.</summary>
    /// <param name="steps">Steps of each world in a rollout.</param>
    /// <param name="env">The worlds.</param>
    /// <param name="maskSize">Answers in a mask of actions; 0 where there are no masks.</param>
    /// <returns>How many transitions it holds.</returns>
    /// <exception cref="ArgumentException">It would be too large.</exception>
    public static int CheckSize(int steps, VectorEnv env, int maskSize = 0)
    {
        int worlds = env.Count;
        long transitions = (long)steps * worlds;
        long bytes = (sizeof(float) * (env.ObservationSpace.Size + env.ActionSpace.Size + SingleColumns)) + sizeof(bool) + maskSize;
        long largest = SlotRing.LargestCapacity(bytes);
        return transitions <= largest
            ? (int)transitions
            : throw new ArgumentException($"A rollout of {steps} steps in {worlds} worlds is more than a checkpoint can hold. Take at most {largest / worlds} steps.", nameof(steps));
    }

    /// <summary>How many worlds there are.</summary>
    public int Worlds => _worlds;

    /// <summary>How many transitions it holds when it is full.</summary>
    public int Capacity { get; }

    /// <summary>How many transitions it holds now: those of whole steps.</summary>
    public int Count { get; private set; }

    /// <summary>How many answers each mask has; 0 where there are no masks.</summary>
    public int MaskSize { get; }

    /// <summary>The steps of each world that it holds now.</summary>
    public int Steps => Count / _worlds;

    /// <summary>Whether it is full.</summary>
    public bool Full => Count == Capacity;

    /// <summary>The actions of the step that is under way, for the agent to write.</summary>
    public Span<float> StepActions => _actions.AsSpan(Count * _actionSize, _worlds * _actionSize);

    /// <summary>The logarithms of their probabilities, for the agent to write.</summary>
    public Span<float> StepLogProbs => _logProbs.AsSpan(Count, _worlds);

    /// <summary>The values of the observations of the step that is under way, for the agent to write.</summary>
    public Span<float> StepValues => _values.AsSpan(Count, _worlds);

    /// <summary>All advantages, after <see cref="ComputeAdvantages"/>.</summary>
    public ReadOnlySpan<float> Advantages => _advantages;

    /// <summary>The returns that values are learned from, after <see cref="ComputeAdvantages"/>.</summary>
    public ReadOnlySpan<float> Returns => _returns;

    /// <summary>The values of all observations, as they were when the agent acted.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The logarithms of the probabilities of all actions, as they were when they were drawn.</summary>
    public ReadOnlySpan<float> LogProbs => _logProbs;

    /// <summary>Takes in the worlds' observations at the beginning of a step, and the masks where there are some; none allows all.</summary>
    public void BeginStep(ReadOnlySpan<float> observations, ReadOnlySpan<bool> allowed = default)
    {
        observations.CopyTo(_observations.AsSpan(Count * _observationSize));
        Span<bool> masks = _allowed.AsSpan(Count * MaskSize, _worlds * MaskSize);
        if (allowed.IsEmpty) masks.Fill(true);
        else allowed.CopyTo(masks);
    }

    /// <summary>
    /// Whether the values of what followed the step are needed: those of episodes that a time limit ended, and of all where the rollout ends,
    /// stand in no later row.
    /// </summary>
    public bool NeedsNextValues(in Transitions transitions) => Count + _worlds == Capacity || transitions.Truncated.Contains(true);

    /// <summary>Ends a step with what came of it.</summary>
    /// <param name="transitions">What the actions led to.</param>
    /// <param name="nextValues">The value of each world's true next observation, or empty where <see cref="NeedsNextValues"/> says that none is needed.</param>
    /// <param name="rewardScale">What the rewards are multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndStep(in Transitions transitions, ReadOnlySpan<float> nextValues, float rewardScale = 1)
    {
        ReadOnlySpan<float> from = transitions.Rewards;
        Span<float> rewards = _rewards.AsSpan(Count, _worlds), next = _nextValues.AsSpan(Count, _worlds);
        Span<bool> ends = _ends.AsSpan(Count, _worlds);
        for (int world = 0; world < rewards.Length; world++) rewards[world] = rewardScale * from[world];
        if (nextValues.IsEmpty) next.Clear();
        else nextValues.CopyTo(next);
        ends.Clear();
        int ended = transitions.AnyDone ? _worlds : 0;
        for (int world = 0; world < ended; world++)
        {
            ends[world] = transitions.Done(world);
            if (transitions.Terminated[world]) next[world] = 0;
        }

        Count += _worlds;
    }

    /// <summary>Computes advantages and the returns <c>A + v</c> of all steps; the buffer must be full.</summary>
    /// <param name="discount">The discount factor gamma.</param>
    /// <param name="lambda">The lambda of <see cref="Agents.Returns.Gae"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ComputeAdvantages(float discount, float lambda)
    {
        ReadOnlySpan<bool> ends = _ends.AsSpan(0, Capacity - _worlds);
        ReadOnlySpan<float> following = _values.AsSpan(_worlds, ends.Length);
        Span<float> next = _nextValues.AsSpan(0, ends.Length);
        for (int i = 0; i < next.Length; i++) next[i] = ends[i] ? next[i] : following[i];

        Agents.Returns.Gae(_worlds, _rewards, _values, _nextValues, _ends, discount, lambda, _advantages);
        _advantages.CopyTo(_returns, 0);
        Vectors.Add(_returns, _values);
    }

    /// <summary>Copies the observations of some transitions into rows that are <paramref name="stride"/> floats apart.</summary>
    public void GatherObservations(ReadOnlySpan<int> indices, Span<float> rows, int stride) =>
        RowGather.Copy(_observations, _observationSize, indices, rows, stride);

    /// <summary>Copies the actions of some transitions, as they were drawn, into rows without a gap.</summary>
    public void GatherActions(ReadOnlySpan<int> indices, Span<float> rows) => RowGather.Copy(_actions, _actionSize, indices, rows, _actionSize);

    /// <summary>Copies the masks of some transitions into rows without a gap.</summary>
    public void GatherMasks(ReadOnlySpan<int> indices, Span<bool> rows)
    {
        for (int i = 0; i < indices.Length; i++) _allowed.AsSpan(indices[i] * MaskSize, MaskSize).CopyTo(rows[(i * MaskSize)..]);
    }

    /// <summary>Whether an episode ended with a transition.</summary>
    public bool Ends(int index) => _ends[index];

    /// <summary>Forgets everything.</summary>
    public void Clear() => Count = 0;

    /// <summary>Writes what is held, between steps.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("count", Count);
        foreach ((string name, float[] column, int size) in Columns()) writer.Write(name, (ReadOnlySpan<float>)column.AsSpan(0, Count * size));
        writer.Write("ends", (ReadOnlySpan<byte>)[.. _ends.Take(Count).Select(end => end ? (byte)1 : (byte)0)]);
        if (MaskSize > 0) writer.Write("allowed", MemoryMarshal.AsBytes((ReadOnlySpan<bool>)_allowed.AsSpan(0, Count * MaskSize)));
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">It does not fit into this buffer.</exception>
    public void Load(CheckpointReader reader)
    {
        int count = reader.ReadInt32("count");
        if (count < 0 || count >= Capacity || count % _worlds != 0)
            throw reader.Fault($"its rollout of {count} transitions does not fit into one of {Capacity} in {_worlds} worlds.");
        Count = count;
        foreach ((string name, float[] column, int size) in Columns()) reader.Read(name, column.AsSpan(0, Count * size));
        byte[] ends = new byte[Count];
        reader.Read("ends", ends.AsSpan());
        for (int i = 0; i < Count; i++) _ends[i] = ends[i] != 0;
        if (MaskSize == 0) return;
        Span<byte> allowed = MemoryMarshal.AsBytes(_allowed.AsSpan(0, Count * MaskSize));
        reader.Read("allowed", allowed);
        foreach (ref byte answer in allowed) answer = Math.Min(answer, (byte)1);
    }

    private IEnumerable<(string Name, float[] Column, int Size)> Columns() =>
    [
        ("observations", _observations, _observationSize),
        ("actions", _actions, _actionSize),
        ("log_probs", _logProbs, 1),
        ("values", _values, 1),
        ("next_values", _nextValues, 1),
        ("rewards", _rewards, 1),
    ];
}
