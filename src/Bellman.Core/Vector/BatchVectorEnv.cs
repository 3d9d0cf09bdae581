using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Worlds whose states lie side by side in columns and are stepped together, several in a vector's lanes. Everything is as if each were stepped by itself, to the bit:
/// observations, rewards, ends, resets from each world's own random numbers, and checkpoints, which either form can go on from.
/// </summary>
/// <remarks>
/// There is a world of the ordinary kind for each (<see cref="WorldsVectorEnv.Worlds"/>), which owns the random numbers, is reset at the beginning, and is brought up to date
/// when somebody looks at it or a checkpoint is written. Between these, only the columns change.
/// </remarks>
/// <typeparam name="TWorld">The environment, without wrappers.</typeparam>
public abstract unsafe class BatchVectorEnv<TWorld> : WorldsVectorEnv
    where TWorld : Env
{
    private const int Block = 8;

    private readonly TWorld[] _worlds;
    private readonly byte[] _fallen;
    private readonly int[] _ended;
    private readonly int _limit;
    private readonly List<AlignedBuffer> _columns = [];
    private int _endedCount;
    private bool _hasStepped;

    /// <summary>Makes the worlds.</summary>
    /// <param name="create">Makes one world, with nothing around it but time limits; called <paramref name="count"/> times, and again for each <see cref="VectorEnv.CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    /// <exception cref="ArgumentException">A world is not of this kind, or wrapped.</exception>
    protected BatchVectorEnv(Func<Env> create, int count)
        : base(create, count, Block)
    {
        _worlds = [.. OuterWorlds.Select(Unwrap)];
        Lanes = (count + Block - 1) / Block * Block;
        _fallen = GC.AllocateArray<byte>(Lanes / Block, pinned: true);
        _ended = new int[Lanes + EightFlags.Slack];
        _limit = MaxEpisodeSteps ?? int.MaxValue;
    }

    /// <summary>The number of worlds, rounded up to a multiple of 8.</summary>
    protected int Lanes { get; }

    /// <summary>Makes a column of numbers for all lanes, which begins at a cache line and stays where it is as long as this object. All are zero.</summary>
    protected double* MakeColumn() => MakeColumn(Lanes);

    /// <summary>Makes room for so many numbers, which begins at a cache line and stays where it is as long as this object. All are zero.</summary>
    /// <param name="count">How many.</param>
    protected double* MakeColumn(int count)
    {
        _columns.Add(new AlignedBuffer(sizeof(double) / sizeof(float) * count));
        return (double*)Address(_columns[^1]);
    }

    /// <summary>Refuses what is no action, before anything changes.</summary>
    /// <param name="actions">One row for each world.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is no action.</exception>
    protected abstract void OnRequireActions(ReadOnlySpan<float> actions);

    /// <summary>Steps all lanes, and writes what comes out. The lanes behind the last world are stepped with zeros for actions.</summary>
    protected abstract void OnStep(in BatchStep step);

    /// <summary>Begins the next episode of some worlds, from their own random numbers, and writes the first observations.</summary>
    /// <param name="worlds">Which.</param>
    /// <param name="observations">The rows of all worlds.</param>
    protected abstract void OnReset(ReadOnlySpan<int> worlds, Span<float> observations);

    /// <summary>Brings a lane behind the last world to some state in which it does no harm.</summary>
    protected abstract void OnClear(int lane);

    /// <summary>Takes over the state of a world, and its random numbers, which are others after a seeded reset.</summary>
    protected abstract void OnTake(int index, TWorld world);

    /// <summary>Gives a world the state of its lane.</summary>
    protected abstract void OnGive(int index, TWorld world);

    /// <summary>Gives a world the action that led to its state, where its picture shows it. The base has nothing to do.</summary>
    /// <param name="world">The world, which has the state of its lane.</param>
    /// <param name="action">A row of its action space; empty where its episode has just begun.</param>
    protected virtual void OnGiveAction(TWorld world, ReadOnlySpan<float> action)
    {
    }

    /// <inheritdoc/>
    private protected sealed override void RequireActions(ReadOnlySpan<float> actions) => OnRequireActions(actions);

    /// <inheritdoc/>
    private protected sealed override void StepWorlds()
    {
        foreach (int lane in _ended.AsSpan(0, _endedCount)) (Lengths[lane], Returns[lane]) = (0, 0);
        (_endedCount, _hasStepped) = (0, true);
        fixed (byte* fallen = _fallen)
        {
            OnStep(new BatchStep(Lanes, Address(Actions), Address(NextRows), Address(Rewards), (nint)fallen));
            KeepBooks(fallen);
        }

        NextRows.Span.CopyTo(CurrentRows.Span);
        int worlds = _endedCount;
        while (worlds > 0 && _ended[worlds - 1] >= Count) OnClear(_ended[--worlds]);
        if (worlds > 0) OnReset(_ended.AsSpan(0, worlds), CurrentRows.Span);
    }

    /// <inheritdoc/>
    private protected sealed override void Adopt()
    {
        (_endedCount, _hasStepped) = (0, false);
        for (int i = 0; i < Count; i++)
        {
            OnTake(i, _worlds[i]);
            if (TerminatedFlags[i] | TruncatedFlags[i]) _ended[_endedCount++] = i;
        }
    }

    /// <inheritdoc/>
    private protected sealed override void Settle()
    {
        int size = ActionSpace.Size;
        for (int i = 0; i < Count; i++)
        {
            bool isNew = TerminatedFlags[i] | TruncatedFlags[i];
            OnGive(i, _worlds[i]);
            if (_hasStepped) OnGiveAction(_worlds[i], isNew ? [] : ActionRows.Slice(i * size, size));
            for (Env? env = OuterWorlds[i]; env is not null; env = (env as Wrapper)?.Inner)
            {
                env.Continue(isNew ? 0 : Returns[i]);
                if (env is TimeLimit limit) limit.ContinueAt(isNew ? 0 : Lengths[i]);
            }
        }
    }

    private static nint Address(AlignedBuffer buffer) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer.Span));

    private static TWorld Unwrap(Env world)
    {
        Env inner = world;
        while (inner is TimeLimit limit) inner = limit.Inner;
        return inner as TWorld
            ?? throw new ArgumentException($"A batch of {typeof(TWorld).Name} takes these worlds with nothing around them but time limits, not {world}.", nameof(world));
    }

    /// <summary>Counts steps and rewards, cuts off at the time limit, and notes which worlds' episodes are over.</summary>
    private void KeepBooks(byte* fallen)
    {
        float* rewards = (float*)Address(Rewards);
        Vector256<int> limit = Vector256.Create(_limit);
        fixed (int* lengths = Lengths, ended = _ended)
        fixed (double* returns = Returns)
        fixed (bool* terminated = TerminatedFlags, truncated = TruncatedFlags)
        {
            int* end = ended;
            for (int lane = 0; lane < Lanes; lane += Block, fallen++)
            {
                Vector256<int> length = Vector256.Load(lengths + lane) + Vector256<int>.One;
                Vector256.Store(length, lengths + lane);
                Add(returns + lane, rewards + lane);
                uint fell = *fallen;
                uint cut = Vector256.GreaterThanOrEqual(length, limit).ExtractMostSignificantBits();
                *(ulong*)(terminated + lane) = EightFlags.Spread(fell);
                *(ulong*)(truncated + lane) = EightFlags.Spread(cut);
                end = EightFlags.Append(fell | cut, lane, end);
            }

            _endedCount = (int)(end - ended);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* sums, float* rewards)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512.Store(Vector512.Load(sums) + Lanes512.LoadSingle(rewards), sums);
            return;
        }

        Vector256.Store(Vector256.Load(sums) + Lanes256.LoadSingle(rewards), sums);
        Vector256.Store(Vector256.Load(sums + 4) + Lanes256.LoadSingle(rewards + 4), sums + 4);
    }
}
