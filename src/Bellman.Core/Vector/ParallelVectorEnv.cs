namespace Bellman.Core;

/// <summary>
/// Worlds that are stepped side by side on several threads, the calling one among them. Each world is stepped by one thread at a time and touches nothing of the others, so
/// that everything is the same, bit for bit, as one after the other. Handing out a step takes some microseconds: where the worlds' steps together take less than 20, the calling thread makes
/// them all by itself.
/// </summary>
public sealed class ParallelVectorEnv : WorldsVectorEnv
{
    private readonly WorkerTeam _team;

    /// <summary>Makes the worlds, and starts the threads.</summary>
    /// <param name="create">Makes one world; called <paramref name="count"/> times, and again for each <see cref="VectorEnv.CreateEnv"/>.</param>
    /// <param name="count">How many worlds, at least 1.</param>
    /// <param name="threads">How many threads, at least 1; no more than there are worlds are used. Default 0: as many as the processor has cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ParallelVectorEnv(Func<Env> create, int count, int threads = 0)
        : this(create, count, threads, WorkerTeam.WorthCalling)
    {
    }

    /// <summary>Makes the worlds, and starts the threads.</summary>
    /// <param name="create">Makes one world.</param>
    /// <param name="count">How many worlds.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="worthCalling">From how many seconds of work on the threads are called; 0 for always.</param>
    internal ParallelVectorEnv(Func<Env> create, int count, int threads, double worthCalling)
        : base(create, count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = Math.Min(threads == 0 ? Environment.ProcessorCount : threads, count);
        _team = new WorkerTeam(Threads - 1, count, StepWorld, worthCalling);
    }

    /// <summary>How many threads step the worlds, the calling one included.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    private protected override void StepWorlds() => _team.Run();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The worlds must be at rest before they are disposed.
        if (disposing) _team.Dispose();
        base.Dispose(disposing);
    }
}
