using Bellman.Experiments;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Shows a sweep while it runs, and what came of it. What is called while it runs comes from the threads of the trainings.</summary>
internal interface ISweepDisplay : IDisposable
{
    /// <summary>The sweep begins.</summary>
    /// <param name="results">What had finished before.</param>
    /// <param name="path">The sweep's folder as it is typed.</param>
    void Start(SweepResults results, string path);

    /// <summary>A training begins.</summary>
    /// <returns>What follows it, or <see langword="null"/>.</returns>
    ICallback? Begin(SweepSetting setting, ulong seed);

    /// <summary>A training has finished; called by one thread at a time.</summary>
    void Ended(SweepSetting setting, SweepTrial trial);

    /// <summary>Ends what is redrawn, so that lines can follow.</summary>
    void Stop();

    /// <summary>Shows what came of it.</summary>
    /// <param name="results">All that has finished.</param>
    /// <param name="interrupted">Whether it was stopped before its end.</param>
    void Show(SweepResults results, bool interrupted);
}
