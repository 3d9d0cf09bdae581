namespace Bellman.Core;

/// <summary>
/// Worlds that are environments of their own, each stepped by itself: one after the other (<see cref="SyncVectorEnv"/>), side by side
/// (<see cref="ParallelVectorEnv"/>), or with part of the work done together (<see cref="LockstepVectorEnv"/>). See <see cref="VectorEnv"/> for the autoreset.
/// </summary>
public abstract class WorldsVectorEnv : VectorEnv
{
    private readonly Func<Env> _create;
    private readonly Env[] _worlds;
    private readonly Env[] _unwrapped;
    private readonly SharedStatistics _statistics;
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly float[] _actions;
    private readonly float[] _rewards;
    private readonly bool[] _terminated;
    private readonly bool[] _truncated;
    private readonly double[] _returns;
    private readonly int[] _lengths;
    private readonly float[] _next;
    private float[] _current;
    private float[] _previous;
    private bool _started;

    /// <summary>Makes the worlds.</summary>
    /// <param name="create">Makes one world; called <paramref name="count"/> times, and again for each <see cref="CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    private protected WorldsVectorEnv(Func<Env> create, int count)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _create = create;
        _worlds = new Env[count];
        for (int i = 0; i < count; i++) _worlds[i] = create();
        _unwrapped = [.. _worlds.Select(world => world.Unwrapped)];
        _statistics = new SharedStatistics(_worlds);
        _observationSize = _worlds[0].ObservationSpace.Size;
        _actionSize = _worlds[0].ActionSpace.Size;
        _actions = new float[count * _actionSize];
        _rewards = new float[count];
        _terminated = new bool[count];
        _truncated = new bool[count];
        _returns = new double[count];
        _lengths = new int[count];
        _next = new float[count * _observationSize];
        _current = new float[count * _observationSize];
        _previous = new float[count * _observationSize];
    }

    /// <inheritdoc/>
    public sealed override int Count => _worlds.Length;

    /// <inheritdoc/>
    public sealed override Space ObservationSpace => _worlds[0].ObservationSpace;

    /// <inheritdoc/>
    public sealed override Space ActionSpace => _worlds[0].ActionSpace;

    /// <inheritdoc/>
    public sealed override EnvSpec? Spec => _worlds[0].Spec;

    /// <summary>The lowest of the limits around a world.</summary>
    /// <inheritdoc/>
    public sealed override int? MaxEpisodeSteps
    {
        get
        {
            int? least = null;
            for (Env env = _worlds[0]; env is Wrapper wrapper; env = wrapper.Inner)
            {
                if (env is TimeLimit limit) least = Math.Min(least ?? int.MaxValue, limit.MaxEpisodeSteps);
            }

            return least;
        }
    }

    /// <inheritdoc/>
    public sealed override ReadOnlySpan<float> Observations => _current;

    /// <summary>The worlds themselves, for looking at; stepping one of them by hand corrupts the vector's books.</summary>
    public IReadOnlyList<Env> Worlds => _worlds;

    /// <inheritdoc/>
    public sealed override void Reset(ulong? seed = null)
    {
        for (int i = 0; i < _worlds.Length; i++)
        {
            _worlds[i].Reset(Row(_current, i), seed + (ulong)i);
            _returns[i] = 0;
            _lengths[i] = 0;
            _terminated[i] = _truncated[i] = false;
        }

        _statistics.Share();
        _started = true;
    }

    /// <inheritdoc/>
    public sealed override Transitions Step(ReadOnlySpan<float> actions)
    {
        if (!_started) throw new InvalidOperationException("VectorEnv.Step was called before Reset.");
        if (actions.Length != _actions.Length)
            throw new ArgumentException($"There are {actions.Length} numbers, but {Count} actions of {_actionSize} are needed.", nameof(actions));
        actions.CopyTo(_actions);
        (_previous, _current) = (_current, _previous);
        StepWorlds();
        _statistics.Share();
        return new Transitions
        {
            Count = _worlds.Length,
            Observations = _previous,
            Actions = _actions,
            Rewards = _rewards,
            NextObservations = _next,
            Terminated = _terminated,
            Truncated = _truncated,
            EpisodeReturns = _returns,
            EpisodeLengths = _lengths,
        };
    }

    /// <inheritdoc/>
    public sealed override Env CreateEnv()
    {
        Env env = _create();
        _statistics.Lend(env);
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
        writer.Write("started", _started);
        writer.Write("observations", _current.AsSpan());
        writer.Write("returns", _returns.AsSpan());
        writer.Write("lengths", _lengths.AsSpan());
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
        _started = reader.ReadBoolean("started");
        reader.Read("observations", _current.AsSpan());
        reader.Read("returns", _returns.AsSpan());
        reader.Read("lengths", _lengths.AsSpan());
        for (int i = 0; i < _worlds.Length; i++)
        {
            _terminated[i] = reader.ReadBoolean($"done/{i}");
            _truncated[i] = false;
            using (reader.Section($"world/{i}")) _worlds[i].Load(reader);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (Env world in _worlds) world.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The actions of the step that is going on, one row for each world.</summary>
    private protected ReadOnlySpan<float> ActionRows => _actions;

    /// <summary>Steps every world by <see cref="StepWorld"/>, in whichever order and on whichever threads.</summary>
    private protected abstract void StepWorlds();

    /// <summary>Steps one world, which touches nothing of the others.</summary>
    private protected void StepWorld(int i)
    {
        if (_terminated[i] | _truncated[i])
            _lengths[i] = 0;
        Span<float> next = Row(_next, i);
        StepResult result = _worlds[i].Step(_actions.AsSpan(i * _actionSize, _actionSize), next);
        _rewards[i] = result.Reward;
        _terminated[i] = result.Terminated;
        _truncated[i] = result.Truncated;
        _returns[i] = _unwrapped[i].EpisodeReturn;
        _lengths[i]++;
        if (result.Terminated | result.Truncated) _worlds[i].Reset(Row(_current, i));
        else next.CopyTo(Row(_current, i));
    }

    private Span<float> Row(float[] rows, int i) => rows.AsSpan(i * _observationSize, _observationSize);
}
