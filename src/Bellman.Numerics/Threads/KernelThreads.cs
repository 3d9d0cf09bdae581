using System.Runtime.CompilerServices;

namespace Bellman.Numerics;

/// <summary>
/// Threads that help the kernels of another thread with what is large: products of matrices, convolutions, the steps of recurrent layers, the optimizer's pass. Outputs are divided among them, never a sum: each number is computed
/// by one thread, in the same order of operations, so that results are the same bits for any number of threads.
/// </summary>
/// <remarks>
/// A thread is given helpers by <see cref="Use"/>; they serve one thread at a time. Nothing is allocated by sharing work, but for the memory that helpers need for themselves, once. Whoever is late is not waited for: the calling
/// thread does what no helper has taken. Waiting threads look for some tens of microseconds and then sleep.
/// </remarks>
/// <example>
/// <code>
/// using var helpers = new KernelThreads(2);
/// KernelThreads.Use(helpers);
/// network.Backward(parameters, batch, workspace);
/// KernelThreads.Use(null);
/// </code>
/// </example>
public sealed unsafe class KernelThreads : IDisposable
{
    /// <summary>The largest number of threads.</summary>
    public const int Most = 64;

    /// <summary>The smallest share of work, in floating-point operations of a product: a few microseconds, several times what taking one costs.</summary>
    internal const double SmallestShare = 1e6;

    /// <summary>How many shares there are for each thread, so that one which begins late leaves the others little to wait for.</summary>
    private const int SharesEach = 4;

    /// <summary>How often a thread looks before it goes to sleep; on one processor not at all, where nothing can change meanwhile.</summary>
    private static readonly int Patience = Environment.ProcessorCount > 1 ? 100 : 0;

    private const int PauseBetweenLooks = 10;
    private const int PartBits = 16;
    private const long PartMask = (1 << PartBits) - 1;

    [ThreadStatic]
    private static KernelThreads? s_current;

    private readonly object _begin = new();
    private readonly object _end = new();
    private readonly Thread[] _helpers;
    private readonly AlignedBuffer[] _scratch;
    private delegate*<void*, KernelShare, void> _do;
    private void* _work;

    /// <summary>From the highest bits down: the number of the present work, how many of its shares are taken, how many there are. In one number, so that nobody takes a share of a later work for one of an earlier.</summary>
    private long _state;
    private int _round;
    private int _left;
    private int _asleep;
    private int _isCallerAsleep;
    private volatile bool _stopped;

    /// <summary>Starts the helpers, which wait.</summary>
    /// <param name="threads">How many threads there will be, the one that is helped among them: from 1, which has no helpers, to <see cref="Most"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public KernelThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, Most);
        Threads = threads;
        _helpers = new Thread[threads - 1];
        _scratch = new AlignedBuffer[threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            int worker = i + 1;
            _scratch[i] = new AlignedBuffer(0);
            _helpers[i] = new Thread(() => Help(worker)) { IsBackground = true, Name = $"Bellman kernels {worker}" };
            _helpers[i].Start();
        }
    }

    /// <summary>How many threads there are, the one that is helped among them.</summary>
    public int Threads { get; }

    /// <summary>How many works have been shared out so far.</summary>
    public int Works => _round;

    /// <summary>Gives the calling thread helpers for its kernels, in place of those that it had.</summary>
    /// <param name="threads">The helpers, which no other thread uses at that time, or <see langword="null"/> for none.</param>
    /// <returns>Those that it had, to be given back.</returns>
    public static KernelThreads? Use(KernelThreads? threads)
    {
        KernelThreads? before = s_current;
        s_current = threads;
        return before;
    }

    /// <summary>Ends the helpers. No thread may use them any more.</summary>
    public void Dispose()
    {
        if (_stopped) return;
        _stopped = true;
        Open(0);
        foreach (Thread helper in _helpers) helper.Join();
    }

    /// <summary>The number of shares into which the calling thread's helpers would have work divided.</summary>
    /// <param name="cost">What it costs, in floating-point operations of a product.</param>
    /// <param name="most">The largest number of shares that it can be divided into.</param>
    /// <returns>The number; 1 where it is not to be shared.</returns>
    internal static int Shares(double cost, int most)
    {
        KernelThreads? threads = s_current;
        if (threads is null || cost < 2 * SmallestShare) return 1;
        return Math.Max(1, (int)Math.Min(Math.Min(threads._helpers.Length == 0 ? 1 : SharesEach * threads.Threads, most), cost / SmallestShare));
    }

    /// <summary>Reserves memory for each helper, which it finds by <see cref="KernelShare.Scratch"/>.</summary>
    /// <param name="length">The number of elements.</param>
    internal static void Reserve(int length)
    {
        AlignedBuffer[] scratch = s_current!._scratch;
        for (int i = 0; i < scratch.Length; i++)
        {
            if (scratch[i].Length < length) scratch[i] = new AlignedBuffer(length);
        }
    }

    /// <summary>Has work done by the calling thread and its helpers, and returns when all of it is.</summary>
    /// <typeparam name="TWork">The kind of work.</typeparam>
    /// <param name="shares">How many shares it has, as <see cref="Shares"/> said, more than 1.</param>
    /// <param name="work">The work, a local variable of the caller's: it must not move.</param>
    internal static void Run<TWork>(int shares, ref TWork work)
        where TWork : struct, IKernelWork
    {
        KernelThreads threads = s_current!;
        // What is done in a share is not shared again.
        s_current = null;
        threads._do = &Do<TWork>;
        threads._work = Unsafe.AsPointer(ref work);
        Volatile.Write(ref threads._left, shares);
        threads.Open(shares);
        threads.DoShares(worker: 0);
        threads.AwaitEnd();
        s_current = threads;
    }

    private static void Do<TWork>(void* work, KernelShare share)
        where TWork : struct, IKernelWork => Unsafe.AsRef<TWork>(work).Do(share);

    /// <summary>The memory of a helper.</summary>
    internal Span<float> Scratch(int worker) => _scratch[worker - 1].Span;

    private void Open(int shares)
    {
        _round++;
        Interlocked.Exchange(ref _state, ((long)_round << (2 * PartBits)) | (uint)shares);
        if (Volatile.Read(ref _asleep) == 0) return;
        lock (_begin) Monitor.PulseAll(_begin);
    }

    private void Help(int worker)
    {
        for (long seen = 0; ; seen = AwaitRound(seen))
        {
            if (_stopped) return;
            DoShares(worker);
        }
    }

    private long AwaitRound(long seen)
    {
        for (int look = 0; look < Patience && Round == seen; look++) Thread.SpinWait(PauseBetweenLooks);
        if (Round == seen)
        {
            lock (_begin)
            {
                // Either the caller sees that somebody sleeps, or the helper that there is new work.
                Interlocked.Increment(ref _asleep);
                while (Round == seen) Monitor.Wait(_begin);
                Interlocked.Decrement(ref _asleep);
            }
        }

        return Round;
    }

    private long Round => Volatile.Read(ref _state) >> (2 * PartBits);

    private void DoShares(int worker)
    {
        while (true)
        {
            long state = Volatile.Read(ref _state);
            int share = (int)((state >> PartBits) & PartMask), shares = (int)(state & PartMask);
            if (share >= shares) return;
            if (Interlocked.CompareExchange(ref _state, state + (1 << PartBits), state) != state) continue;
            _do(_work, new KernelShare(this, share, shares, worker));
            if (Interlocked.Decrement(ref _left) > 0 || Volatile.Read(ref _isCallerAsleep) == 0) continue;
            lock (_end) Monitor.Pulse(_end);
        }
    }

    private void AwaitEnd()
    {
        for (int look = 0; look < Patience && Volatile.Read(ref _left) > 0; look++) Thread.SpinWait(PauseBetweenLooks);
        if (Volatile.Read(ref _left) == 0) return;
        lock (_end)
        {
            // Either the last one sees that the caller sleeps, or the caller that nothing is left.
            Interlocked.Exchange(ref _isCallerAsleep, 1);
            while (Volatile.Read(ref _left) > 0) Monitor.Wait(_end);
            _isCallerAsleep = 0;
        }
    }
}
