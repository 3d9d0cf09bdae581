namespace Bellman.Core;

/// <summary>
/// Several worlds of one kind that are stepped together. An episode that ends is followed by the next one within the same step
/// (same-step autoreset): <see cref="Transitions.NextObservations"/> then holds the last observation of the old episode, and
/// <see cref="Observations"/> the first of the new one.
/// </summary>
public abstract class VectorEnv : IDisposable
{
    /// <summary>Makes worlds that are stepped on so many threads.</summary>
    /// <param name="create">Makes one world.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    /// <param name="threads">On how many threads, at least 1; the results are the same for any number.</param>
    public static VectorEnv Of(Func<Env> create, int count, int threads) =>
        threads == 1 ? new SyncVectorEnv(create, count) : new ParallelVectorEnv(create, count, threads);

    /// <summary>How many worlds there are.</summary>
    public abstract int Count { get; }

    /// <summary>What one world's observation can be.</summary>
    public abstract Space ObservationSpace { get; }

    /// <summary>What one world's action can be.</summary>
    public abstract Space ActionSpace { get; }

    /// <summary>The registered facts of the worlds, or <see langword="null"/> where they were made without an id.</summary>
    public abstract EnvSpec? Spec { get; }

    /// <summary>The most steps that an episode can take, or <see langword="null"/> where nothing is known to limit it.</summary>
    public virtual int? MaxEpisodeSteps => Spec?.MaxEpisodeSteps;

    /// <summary>What the worlds show now, for the agent to act on; <see cref="Count"/> rows.</summary>
    public abstract ReadOnlySpan<float> Observations { get; }

    /// <summary>Whether each world says which actions are allowed (<see cref="Env.HasActionMask"/>). Default: false.</summary>
    public virtual bool HasActionMask => false;

    /// <summary>Which actions are allowed in each world for what <see cref="Observations"/> shows: <see cref="Count"/> rows of answers as <see cref="ActionMasks"/> describes them.</summary>
    /// <returns>A span over this object's memory, valid until the next call; empty where <see cref="HasActionMask"/> is false.</returns>
    /// <exception cref="InvalidOperationException"><see cref="Reset"/> has not been called, or a world allows nothing.</exception>
    /// <exception cref="ObjectDisposedException">The worlds have been disposed.</exception>
    public virtual ReadOnlySpan<bool> AllowedActions() => default;

    /// <summary>What <see cref="Transitions.NextAllowed"/> says of the last step.</summary>
    internal virtual ReadOnlySpan<bool> NextAllowedActions() => default;

    /// <summary>Starts an episode in every world.</summary>
    /// <param name="seed">World i is seeded with <paramref name="seed"/> + i, as Gymnasium's vector environments are; without it, the random numbers go on.</param>
    /// <param name="options">Named numbers for the first episode of every world, as <see cref="Env.Reset"/> takes them; the episodes that follow by themselves have none.</param>
    /// <exception cref="ArgumentException">A world refuses an option; all worlds are left as they were.</exception>
    /// <exception cref="ObjectDisposedException">The worlds have been disposed.</exception>
    public abstract void Reset(ulong? seed = null, ResetOptions? options = null);

    /// <summary>Takes one step in every world.</summary>
    /// <param name="actions">One row of <see cref="ActionSpace"/> for each world.</param>
    /// <returns>Spans over this object's buffers, valid until the next call.</returns>
    /// <exception cref="ArgumentException">There are too few or too many numbers, or a row is no action; all worlds are left as they were.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Reset"/> has not been called.</exception>
    /// <exception cref="ObjectDisposedException">The worlds have been disposed.</exception>
    public abstract Transitions Step(ReadOnlySpan<float> actions);

    /// <summary>
    /// Makes one more world of this kind for evaluation. It shares nothing with the others, but for what wrappers that normalise have learned: it uses
    /// that as it is at each of its resets, and adds nothing to it. The caller disposes it.
    /// </summary>
    public abstract Env CreateEnv();

    /// <summary>The wrappers around the worlds that keep something for people to look at, as <see cref="RecordVideo"/> does; none where there are no such.</summary>
    public virtual IReadOnlyList<IRecorder> Recorders => [];

    /// <summary>Writes the state of every world.</summary>
    public abstract void Save(CheckpointWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote; the coming steps are then the same, bit for bit.</summary>
    /// <exception cref="CheckpointFormatException">An entry is missing or does not fit. Some worlds may have been loaded: reset them, or load another.</exception>
    public abstract void Load(CheckpointReader reader);

    /// <summary>Writes what wrappers that normalise have learned (<see cref="INormalizer"/>), for a model file; nothing where there are none.</summary>
    public virtual void SaveStatistics(CheckpointWriter writer)
    {
    }

    /// <summary>Restores what <see cref="SaveStatistics"/> wrote.</summary>
    /// <exception cref="CheckpointFormatException">It is of other wrappers than there are around these worlds.</exception>
    public virtual void LoadStatistics(CheckpointReader reader)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the worlds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
