using System.Runtime.ExceptionServices;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Lets an agent learn beside its acting: a round of updates runs while the next steps are made, and is waited for when the next is due or when someone looks at the agent. On one thread
/// a round is made at once, and everything that can be told from outside is the same, down to where a fault of the learner is reported: where it is waited for.
/// </summary>
internal sealed class OverlappedLearning : IDisposable
{
    private readonly IOverlappedAgent _agent;
    private readonly LearnerThread? _thread;
    private readonly KernelThreads? _helpers;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Begins with a learner at rest.</summary>
    /// <param name="agent">The agent, whose acting is separated.</param>
    /// <param name="threads">2, or 1 for taking turns.</param>
    /// <param name="helpers">Threads that help the learner, if any.</param>
    public OverlappedLearning(IOverlappedAgent agent, int threads, KernelThreads? helpers = null)
    {
        _agent = agent;
        _helpers = helpers;
        _thread = threads > 1 ? new LearnerThread(Learn) : null;
    }

    /// <summary>After a step was observed: begins the next round, if it is due.</summary>
    /// <exception cref="TrainingDivergedException">The last round came upon a number that is not finite.</exception>
    public void Step()
    {
        if (!_agent.RoundIsDue) return;
        Settle();
        if (!_agent.BeginRound()) return;
        if (_thread is null) Learn();
        else _thread.Start();
    }

    /// <summary>Waits until the learner is at rest.</summary>
    /// <exception cref="TrainingDivergedException">The round came upon a number that is not finite.</exception>
    public void Settle()
    {
        _thread?.Wait();
        _fault?.Throw();
    }

    /// <summary>Waits until the learner is at rest and ends its thread; what fault it had is not told any more.</summary>
    public void Dispose() => _thread?.Dispose();

    private void Learn()
    {
        KernelThreads? before = KernelThreads.Use(_helpers);
        try
        {
            _agent.Learn();
        }
        catch (Exception exception)
        {
            _fault = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            KernelThreads.Use(before);
        }
    }
}
