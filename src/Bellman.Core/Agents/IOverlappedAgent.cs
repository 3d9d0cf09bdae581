namespace Bellman.Core;

/// <summary>
/// An agent that can act and learn at the same time, on two threads, with results that do not depend on how the threads run. It acts with weights of its own, which lag
/// one round of updates behind: while round n is learned, it acts with what round n - 1 has learned, and round n draws from what was observed before it began. All that the two
/// sides pass to each other they pass in <see cref="BeginRound"/>, when the learner is at rest; so they may as well take turns on one thread, and end in the same bits.
/// </summary>
/// <remarks>
/// For each step of the worlds a trainer calls <see cref="Agent.Act(ReadOnlySpan{float}, Span{float})"/> and <see cref="Agent.Observe"/>, and where <see cref="RoundIsDue"/> then says so, waits for the learner and calls
/// <see cref="BeginRound"/>; where that says so, <see cref="Learn"/> runs beside the next steps. <see cref="Agent.Update"/> is not called. Everything else of the agent, its figures, saving
/// and greedy actions included, may be used only while the learner is at rest.
/// </remarks>
public interface IOverlappedAgent
{
    /// <summary>Gives acting weights of its own, and memory for what is observed while the agent learns; to be called before the first step and before a resume. Again it does nothing.</summary>
    void SeparateActing();

    /// <summary>Undoes <see cref="SeparateActing"/>: takes in what waits, and acts with the weights that learn, as any agent does. The learner must be at rest. Again it does nothing.</summary>
    void JoinActing();

    /// <summary>Whether <see cref="BeginRound"/> has to be called before the next step. It depends on the steps made alone; the learner may be at work.</summary>
    bool RoundIsDue { get; }

    /// <summary>
    /// Takes in what was observed and, where updates are due, lets acting go on with what the last round has learned. The learner must be at rest.
    /// </summary>
    /// <returns>Whether <see cref="Learn"/> has to be called once.</returns>
    bool BeginRound();

    /// <summary>Makes the updates of the round. It may run on another thread than acting and observing do, at the same time.</summary>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    void Learn();
}
