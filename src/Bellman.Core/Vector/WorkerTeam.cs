using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Bellman.Core;

/// <summary>
/// Threads that do a fixed number of tasks together with the calling thread, again and again, without allocating. Each task is taken by whoever is free; which thread does
/// which is not determined, so the tasks must not depend on it.
/// </summary>
/// <remarks>
/// Whoever is late is not waited for: the calling thread does what nobody has taken, and waits only for tasks that somebody has begun. As long as all tasks together take less
/// than handing some of them over, it does them all by itself and lets the others sleep. The clock decides on who works, never on what comes out.
/// </remarks>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>From how many seconds of work on the others are called: several times what it takes to wake one.</summary>
    public const double WorthCalling = 20e-6;

    /// <summary>How often a thread looks before it goes to sleep: some microseconds, about what waking it up would take.</summary>
    private const int Patience = 30;

    /// <summary>How many pieces there are for each thread, so that all end at about the same time although tasks differ.</summary>
    private const int PiecesEach = 4;

    private readonly object _begin = new();
    private readonly object _end = new();
    private readonly Lock _failing = new();
    private readonly Thread[] _helpers;
    private readonly Action<int> _task;
    private readonly int _tasks;
    private readonly int _piece;
    private readonly double _worthCalling;
    private double _cost;
    private int _round;
    private int _asleep;
    private int _isCallerAsleep;
    private int _next;
    private int _left;
    private int _failedTask;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stopped;

    /// <summary>Starts the threads.</summary>
    /// <param name="helpers">How many threads besides the calling one.</param>
    /// <param name="tasks">How many tasks there are.</param>
    /// <param name="task">Does one of them by its number.</param>
    /// <param name="worthCalling">From how many seconds of work on the helpers are called; 0 for always, but in the first round.</param>
    public WorkerTeam(int helpers, int tasks, Action<int> task, double worthCalling)
    {
        (_tasks, _task, _next) = (tasks, task, tasks);
        _piece = Math.Max(1, tasks / (PiecesEach * (helpers + 1)));
        _worthCalling = worthCalling * Stopwatch.Frequency;
        _helpers = new Thread[helpers];
        for (int i = 0; i < helpers; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = $"Bellman worlds {i + 1}" };
            _helpers[i].Start();
        }
    }

    /// <summary>Does all tasks, and returns when all are done.</summary>
    /// <exception cref="Exception">What a task threw; of several, that of the first task. All others have been done.</exception>
    public void Run()
    {
        (_failure, _failedTask) = (null, int.MaxValue);
        int done = 0;
        if (_helpers.Length == 0) Do(0, _tasks);
        else if (_cost * _tasks > _worthCalling || (done = DoAlone()) < _tasks) DoTogether(done);
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stopped) return;
        _stopped = true;
        CallHelpers();
        foreach (Thread helper in _helpers) helper.Join();
    }

    /// <summary>Does tasks until what is left turns out to be worth calling the others.</summary>
    /// <returns>How many have been done.</returns>
    private int DoAlone()
    {
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        do
        {
            // Twice as far each time: where tasks take little, a look at the clock takes as long.
            int end = Math.Min(done + Math.Max(done, _piece), _tasks);
            Do(done, end);
            done = end;
            _cost = (Stopwatch.GetTimestamp() - start) / (double)done;
        }
        while (done < _tasks && _cost * (_tasks - done) <= _worthCalling);
        return done;
    }

    private void DoTogether(int first)
    {
        Volatile.Write(ref _left, _tasks - first);
        Volatile.Write(ref _next, first);
        CallHelpers();
        long start = Stopwatch.GetTimestamp();
        int done = DoWhatIsLeft();
        if (done > 0) _cost = (Stopwatch.GetTimestamp() - start) / (double)done;
        var spin = default(SpinWait);
        while (Volatile.Read(ref _left) > 0 && spin.Count < Patience) spin.SpinOnce(sleep1Threshold: -1);
        if (Volatile.Read(ref _left) == 0) return;
        lock (_end)
        {
            // Either the last one sees that the caller sleeps, or the caller that nothing is left.
            Interlocked.Exchange(ref _isCallerAsleep, 1);
            while (Volatile.Read(ref _left) > 0) Monitor.Wait(_end);
            _isCallerAsleep = 0;
        }
    }

    private void CallHelpers()
    {
        Interlocked.Increment(ref _round);
        if (Volatile.Read(ref _asleep) == 0) return;
        lock (_begin) Monitor.PulseAll(_begin);
    }

    private void Help()
    {
        for (int seen = 0; ; seen = AwaitRound(seen))
        {
            if (_stopped) return;
            DoWhatIsLeft();
        }
    }

    private int AwaitRound(int seen)
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref _round) == seen && spin.Count < Patience) spin.SpinOnce(sleep1Threshold: -1);
        if (Volatile.Read(ref _round) == seen)
        {
            lock (_begin)
            {
                // Either the caller sees that somebody sleeps, or the helper that there is a new round.
                Interlocked.Increment(ref _asleep);
                while (Volatile.Read(ref _round) == seen) Monitor.Wait(_begin);
                Interlocked.Decrement(ref _asleep);
            }
        }

        return Volatile.Read(ref _round);
    }

    /// <summary>
    /// Does tasks as long as there are some that nobody has taken. A helper may be so late that they are those of a later round than it was called for: a round ends only when everybody
    /// has counted what it took, so that the tasks taken in one call are all of one round.
    /// </summary>
    /// <returns>How many it did.</returns>
    private int DoWhatIsLeft()
    {
        int done = 0;
        for (int end = Interlocked.Add(ref _next, _piece); end - _piece < _tasks; end = Interlocked.Add(ref _next, _piece))
        {
            int first = end - _piece, behind = Math.Min(end, _tasks);
            Do(first, behind);
            done += behind - first;
        }

        if (done > 0 && Interlocked.Add(ref _left, -done) == 0 && Volatile.Read(ref _isCallerAsleep) == 1)
        {
            lock (_end) Monitor.Pulse(_end);
        }

        return done;
    }

    private void Do(int first, int end)
    {
        for (int task = first; task < end; task++)
        {
            try
            {
                _task(task);
            }
            catch (Exception exception)
            {
                Note(task, exception);
            }
        }
    }

    private void Note(int task, Exception exception)
    {
        lock (_failing)
        {
            if (task > _failedTask) return;
            (_failedTask, _failure) = (task, ExceptionDispatchInfo.Capture(exception));
        }
    }
}
