namespace Bellman.Training;

/// <summary>
/// A thread that does one piece of work again and again, each time when it is told to, while the thread that told it goes on. Nothing is allocated after the construction. Both threads look a while
/// before they go to sleep, since a round of updates may take less than waking a thread does; then they sleep, so that others have the processor. They never yield it: a thread that yields on a
/// busy machine is put behind all others, one that is woken before them.
/// </summary>
internal sealed class LearnerThread : IDisposable
{
    /// <summary>How often a thread looks before it goes to sleep: some tens of microseconds; on one processor not at all, where nothing can change meanwhile.</summary>
    private static readonly int Patience = Environment.ProcessorCount > 1 ? 100 : 0;

    private const int PauseBetweenLooks = 10;

    private readonly object _gate = new();
    private readonly Action _work;
    private readonly Thread _thread;
    private volatile bool _working;
    private volatile bool _stopped;

    /// <summary>Starts the thread, which waits.</summary>
    /// <param name="work">The work; it must not throw.</param>
    public LearnerThread(Action work)
    {
        _work = work;
        _thread = new Thread(Live) { IsBackground = true, Name = "Bellman learner" };
        _thread.Start();
    }

    /// <summary>Has the work done once. It must have been finished before.</summary>
    public void Start() => Say(working: true);

    /// <summary>Waits until the work is finished; at once where none was begun.</summary>
    public void Wait() => WaitWhile(working: true);

    /// <summary>Lets the work be finished and ends the thread.</summary>
    public void Dispose()
    {
        Wait();
        _stopped = true;
        Start();
        _thread.Join();
    }

    private void Live()
    {
        while (true)
        {
            WaitWhile(working: false);
            if (_stopped) return;
            _work();
            Say(working: false);
        }
    }

    private void Say(bool working)
    {
        lock (_gate)
        {
            _working = working;
            Monitor.Pulse(_gate);
        }
    }

    private void WaitWhile(bool working)
    {
        for (int look = 0; look < Patience; look++)
        {
            if (_working != working) return;
            Thread.SpinWait(PauseBetweenLooks);
        }

        lock (_gate)
        {
            while (_working == working) Monitor.Wait(_gate);
        }
    }
}
