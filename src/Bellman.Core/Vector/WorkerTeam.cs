using System.Runtime.ExceptionServices;

namespace Bellman.Core;

/// <summary>
/// Threads that do a fixed number of tasks together with the calling thread, again and again, without allocating. Each task is taken by whoever is free; which thread does
/// which is not determined, so the tasks must not depend on it.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>How often a thread looks before it goes to sleep: some microseconds, about what waking it up would take.</summary>
    private const int Patience = 30;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _begin = new(0);
    private readonly ManualResetEventSlim _finished = new(false, Patience);
    private readonly Thread[] _helpers;
    private readonly Action<int> _task;
    private readonly int _tasks;
    private int _next;
    private int _working;
    private int _failedTask;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stopped;

    /// <summary>Starts the threads.</summary>
    /// <param name="helpers">How many threads besides the calling one.</param>
    /// <param name="tasks">How many tasks there are.</param>
    /// <param name="task">Does one of them by its number.</param>
    public WorkerTeam(int helpers, int tasks, Action<int> task)
    {
        _tasks = tasks;
        _task = task;
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
        (_next, _working, _failure, _failedTask) = (0, _helpers.Length, null, int.MaxValue);
        _finished.Reset();
        if (_helpers.Length > 0) _begin.Release(_helpers.Length);
        Work();
        if (_helpers.Length > 0) _finished.Wait();
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stopped) return;
        _stopped = true;
        if (_helpers.Length > 0) _begin.Release(_helpers.Length);
        foreach (Thread helper in _helpers) helper.Join();
        _begin.Dispose();
        _finished.Dispose();
    }

    private void Help()
    {
        while (true)
        {
            _begin.Wait();
            if (_stopped) return;
            Work();

            // A helper that is quick may take another one's turn to begin: it finds no task left, and the count is right all the same.
            if (Interlocked.Decrement(ref _working) == 0) _finished.Set();
        }
    }

    private void Work()
    {
        for (int task = Interlocked.Increment(ref _next) - 1; task < _tasks; task = Interlocked.Increment(ref _next) - 1)
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
        lock (_gate)
        {
            if (task > _failedTask) return;
            (_failedTask, _failure) = (task, ExceptionDispatchInfo.Capture(exception));
        }
    }
}
