using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>
/// Worlds that are environments of their own: each stepped by itself, one after the other (<see cref="SyncVectorEnv"/>), side by side
/// (<see cref="ParallelVectorEnv"/>) or with part of the work done together (<see cref="LockstepVectorEnv"/>), or all together in lanes (<see cref="BatchVectorEnv{TWorld}"/>). See <see cref="VectorEnv"/> for the autoreset.
/// </summary>
public abstract class WorldsVectorEnv : VectorEnv
{
    private readonly Func<Env> _create;
    private readonly Env[] _worlds;
    private readonly Env[] _unwrapped;
    private readonly Env[] _withoutLimits;
    private readonly SharedStatistics _statistics;
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly AlignedBuffer _actions;
    private readonly AlignedBuffer _rewards;
    private readonly bool[] _terminated;
    private readonly bool[] _truncated;
    private readonly double[] _returns;
    private readonly int[] _lengths;
    private readonly AlignedBuffer _next;
    private AlignedBuffer _current;
    private AlignedBuffer _previous;
    private readonly WorldList _list;
    private readonly bool[] _allowed;
    private readonly bool[] _nextAllowed;
    private readonly bool[] _atEnds;
    private bool _started;
    private bool _isTorn;
    private bool _isSettled = true;
    private bool _isDisposed;

    /// <summary>Makes the worlds.</summary>
    /// <param name="create">Makes one world; called <paramref name="count"/> times, and again for each <see cref="CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    /// <param name="padding">Every column has room for a multiple of so many worlds.</param>
    /// <exception cref="ArgumentException">The worlds' spaces are not the same.</exception>
    private protected WorldsVectorEnv(Func<Env> create, int count, int padding = 1)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _create = create;
        _worlds = new Env[count];
        for (int i = 0; i < count; i++) _worlds[i] = create();
        foreach (Env world in _worlds) RequireAlike(_worlds[0], world);
        _unwrapped = [.. _worlds.Select(world => world.Unwrapped)];
        _withoutLimits = [.. _worlds.Select(WithoutLimits)];
        _statistics = new SharedStatistics(_worlds);
        _list = new WorldList(count, WorldAt);
        Recorders = [.. _worlds.SelectMany(RecordersOf)];
        _observationSize = _worlds[0].ObservationSpace.Size;
        _actionSize = _worlds[0].ActionSpace.Size;
        _allowed = new bool[_worlds[0].HasActionMask ? count * ActionMasks.SizeOf(_worlds[0].ActionSpace) : 0];
        (_nextAllowed, _atEnds) = (new bool[_allowed.Length], new bool[_allowed.Length]);
        _atEnds.AsSpan().Fill(true);
        int room = (count + padding - 1) / padding * padding;
        _actions = new AlignedBuffer(room * _actionSize);
        _rewards = new AlignedBuffer(room);
        _terminated = GC.AllocateArray<bool>(room, pinned: true);
        _truncated = GC.AllocateArray<bool>(room, pinned: true);
        _returns = GC.AllocateArray<double>(room, pinned: true);
        _lengths = GC.AllocateArray<int>(room, pinned: true);
        _next = new AlignedBuffer(room * _observationSize);
        _current = new AlignedBuffer(room * _observationSize);
        _previous = new AlignedBuffer(room * _observationSize);
    }

    /// <inheritdoc/>
    public sealed override int Count => _worlds.Length;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IRecorder> Recorders { get; }

    /// <inheritdoc/>
    public sealed override Space ObservationSpace => _worlds[0].ObservationSpace;

    /// <inheritdoc/>
    public sealed override Space ActionSpace => _worlds[0].ActionSpace;

    /// <inheritdoc/>
    public sealed override EnvSpec? Spec => _worlds[0].Spec;

    /// <summary>The lowest of the limits around a world.</summary>
    /// <inheritdoc/>
    public sealed override int? MaxEpisodeSteps => TimeLimit.Least(_worlds[0]);

    /// <inheritdoc/>
    public sealed override ReadOnlySpan<float> Observations => Rows(_current);

    /// <inheritdoc/>
    public sealed override bool HasActionMask => _allowed.Length > 0;

    /// <inheritdoc/>
    public sealed override ReadOnlySpan<bool> AllowedActions()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!HasActionMask) return default;
        if (!_started) throw NotStarted();
        BringUpToDate();
        for (int i = 0; i < _worlds.Length; i++) _worlds[i].ActionMask().CopyTo(MaskOf(_allowed, i));
        return _allowed;
    }

    /// <inheritdoc/>
    internal sealed override ReadOnlySpan<bool> NextAllowedActions()
    {
        if (!HasActionMask) return default;
        AllowedActions().CopyTo(_nextAllowed);
        for (int i = 0; i < _worlds.Length; i++)
        {
            if (_terminated[i] | _truncated[i]) MaskOf(_atEnds, i).CopyTo(MaskOf(_nextAllowed, i));
        }

        return _nextAllowed;
    }

    /// <summary>
    /// The worlds themselves, for looking at; stepping one of them by hand corrupts the vector's books. A world that is taken from the list is as it is now. Where the worlds are stepped in lanes,
    /// one that was taken before a step shows the steps since once another look into this list has brought all up to date.
    /// </summary>
    public IReadOnlyList<Env> Worlds => _list;

    /// <summary>The worlds with what is around them, as they are.</summary>
    private protected Env[] OuterWorlds => _worlds;

    /// <summary>What is done in each world.</summary>
    private protected AlignedBuffer Actions => _actions;

    /// <summary>The rewards of the step.</summary>
    private protected AlignedBuffer Rewards => _rewards;

    /// <summary>Where the observations behind the step go.</summary>
    private protected AlignedBuffer NextRows => _next;

    /// <summary>Where the observations go that the next step starts from.</summary>
    private protected AlignedBuffer CurrentRows => _current;

    /// <summary>Whether each world was terminated.</summary>
    private protected bool[] TerminatedFlags => _terminated;

    /// <summary>Whether each world was truncated.</summary>
    private protected bool[] TruncatedFlags => _truncated;

    /// <summary>The returns up to and with the step.</summary>
    private protected double[] Returns => _returns;

    /// <summary>The lengths up to and with the step.</summary>
    private protected int[] Lengths => _lengths;

    /// <inheritdoc/>
    public sealed override void Reset(ulong? seed = null, ResetOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (options is not null)
        {
            foreach (Env world in _worlds) world.RequireOptions(options);
        }

        (_started, _isTorn) = (false, true);
        for (int i = 0; i < _worlds.Length; i++)
        {
            _worlds[i].Reset(Row(_current, i), seed + (ulong)i, options);
            _returns[i] = 0;
            _lengths[i] = 0;
            _terminated[i] = _truncated[i] = false;
        }

        _statistics.Share();
        (_started, _isTorn, _isSettled) = (true, false, true);
        Adopt();
    }

    /// <summary>
    /// Takes one step in every world. What a world refuses beforehand (<see cref="Env.CheckAction"/>) leaves all worlds as they were. Where a world throws in the midst of the
    /// step, some have been stepped and others not: <see cref="Observations"/> stays as it was, and the worlds have to be reset.
    /// </summary>
    /// <inheritdoc/>
    public sealed override Transitions Step(ReadOnlySpan<float> actions)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_started) throw NotStarted();
        if (actions.Length != Count * _actionSize)
            throw new ArgumentException($"There are {actions.Length} numbers, but {Count} actions of {_actionSize} are needed.", nameof(actions));
        RequireActions(actions);
        actions.CopyTo(_actions.Span);
        _isSettled = false;
        (_previous, _current) = (_current, _previous);
        try
        {
            StepWorlds();
            _statistics.Share();
        }
        catch
        {
            (_previous, _current) = (_current, _previous);
            (_started, _isTorn) = (false, true);
            throw;
        }

        return new Transitions
        {
            Count = Count,
            Observations = Rows(_previous),
            Actions = _actions.Span[..(Count * _actionSize)],
            Rewards = _rewards.Span[..Count],
            NextObservations = Rows(_next),
            Terminated = _terminated.AsSpan(0, Count),
            Truncated = _truncated.AsSpan(0, Count),
            EpisodeReturns = _returns.AsSpan(0, Count),
            EpisodeLengths = _lengths.AsSpan(0, Count),
            Worlds = this,
        };
    }

    /// <inheritdoc/>
    public sealed override Env CreateEnv()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Env env = _create();
        _statistics.Lend(env);
        foreach (IRecorder recorder in RecordersOf(env)) recorder.IsRecording = false;
        return env;
    }

    /// <inheritdoc/>
    public sealed override void SaveStatistics(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _statistics.Save(writer);
    }

    /// <inheritdoc/>
    public sealed override void LoadStatistics(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _statistics.Load(reader);
    }

    /// <inheritdoc/>
    public sealed override void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        BringUpToDate();
        writer.Write("started", _started);
        writer.Write("observations", Rows(_current));
        writer.Write("returns", _returns.AsSpan(0, Count));
        writer.Write("lengths", _lengths.AsSpan(0, Count));
        for (int i = 0; i < _worlds.Length; i++)
        {
            writer.Write($"done/{i}", _terminated[i] | _truncated[i]);
            using (writer.Section($"world/{i}")) _worlds[i].Save(writer);
        }
    }

    /// <inheritdoc/>
    public sealed override void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        bool started = reader.ReadBoolean("started");
        (_started, _isTorn) = (false, true);
        reader.Read("observations", Rows(_current));
        reader.Read("returns", _returns.AsSpan(0, Count));
        reader.Read("lengths", _lengths.AsSpan(0, Count));
        for (int i = 0; i < _worlds.Length; i++)
        {
            _terminated[i] = reader.ReadBoolean($"done/{i}");
            _truncated[i] = false;
            using (reader.Section($"world/{i}")) _worlds[i].Load(reader);
        }

        (_started, _isTorn, _isSettled) = (started, false, true);
        if (_started) Adopt();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            foreach (Env world in _worlds) world.Dispose();
        }

        base.Dispose(disposing);
    }

    private static IEnumerable<IRecorder> RecordersOf(Env env)
    {
        for (Env? layer = env; layer is not null; layer = (layer as Wrapper)?.Inner)
        {
            if (layer is IRecorder recorder) yield return recorder;
        }
    }

    /// <summary>The actions of the step that is going on, one row for each world.</summary>
    private protected ReadOnlySpan<float> ActionRows => _actions.Span[..(Count * _actionSize)];

    /// <summary>Steps every world by <see cref="StepWorld"/>, in whichever order and on whichever threads.</summary>
    private protected abstract void StepWorlds();

    /// <summary>Refuses actions before any world is stepped. By default each world is asked for its own.</summary>
    private protected virtual void RequireActions(ReadOnlySpan<float> actions)
    {
        for (int i = 0; i < _withoutLimits.Length; i++) _withoutLimits[i].RequireAction(actions.Slice(i * _actionSize, _actionSize));
    }

    /// <summary>Takes the worlds' states over after a reset or a load, where they are kept outside of the worlds.</summary>
    private protected virtual void Adopt()
    {
    }

    /// <summary>Brings the worlds up to date, where their states are kept outside of them.</summary>
    private protected virtual void Settle()
    {
    }

    private Env WorldAt(int index)
    {
        BringUpToDate();
        return _worlds[index];
    }

    private void BringUpToDate()
    {
        if (_started && !_isSettled) Settle();
        _isSettled = true;
    }

    /// <summary>Steps one world, which touches nothing of the others.</summary>
    private protected void StepWorld(int i)
    {
        if (_terminated[i] | _truncated[i])
            _lengths[i] = 0;
        Span<float> next = Row(_next, i);
        StepResult result = _worlds[i].Step(_actions.Span.Slice(i * _actionSize, _actionSize), next);
        _rewards.Span[i] = result.Reward;
        _terminated[i] = result.Terminated;
        _truncated[i] = result.Truncated;
        _returns[i] = _unwrapped[i].EpisodeReturn;
        _lengths[i]++;
        if (result.Terminated | result.Truncated)
        {
            if (HasActionMask) _worlds[i].ActionMask().CopyTo(MaskOf(_atEnds, i));
            _worlds[i].Reset(Row(_current, i));
        }
        else next.CopyTo(Row(_current, i));
    }

    private Span<bool> MaskOf(bool[] masks, int i)
    {
        int size = masks.Length / _worlds.Length;
        return masks.AsSpan(i * size, size);
    }

    /// <summary>The outermost layer that may have something to say about an action, so that a step has few to ask.</summary>
    private static Env WithoutLimits(Env world)
    {
        while (world is TimeLimit limit) world = limit.Inner;
        return world;
    }

    private static void RequireAlike(Env first, Env world)
    {
        if (!world.ActionSpace.Equals(first.ActionSpace))
            throw new ArgumentException($"The worlds of a vector need the same actions, but {first} has {first.ActionSpace} and {world} has {world.ActionSpace}.", nameof(world));
        if (world.HasActionMask != first.HasActionMask)
            throw new ArgumentException($"The worlds of a vector need masks of actions all or none, but only one of {first} and {world} has one.", nameof(world));
        if (!world.ObservationSpace.Equals(first.ObservationSpace))
            throw new ArgumentException($"The worlds of a vector need the same observations, but {first} has {first.ObservationSpace} and {world} has {world.ObservationSpace}.", nameof(world));
    }

    private InvalidOperationException NotStarted() => new(_isTorn
        ? "The last VectorEnv.Step, Reset or Load threw in the midst of it, after some worlds had been moved on: call Reset first."
        : "VectorEnv.Step or AllowedActions was called before Reset.");

    private Span<float> Row(AlignedBuffer rows, int i) => rows.Span.Slice(i * _observationSize, _observationSize);

    private Span<float> Rows(AlignedBuffer rows) => rows.Span[..(Count * _observationSize)];
}
