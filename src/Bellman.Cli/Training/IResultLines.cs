using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Says what came of a training.</summary>
internal interface IResultLines
{
    /// <summary>Training has stopped; the evaluation at its end is about to begin, unless it was interrupted.</summary>
    void Trained(TrainingJob job, TrainingReport report);

    /// <summary>An episode of the evaluation at the end has finished.</summary>
    void Evaluated(EvaluationEpisode episode);

    /// <summary>Everything is done.</summary>
    void Finished(TrainingJob job, RunSummary summary);

    /// <summary>The page about the run is written.</summary>
    /// <param name="path">The file, as it is typed.</param>
    void Reported(string path);

    /// <summary>The run was interrupted.</summary>
    /// <param name="job">What was trained.</param>
    /// <param name="summary">Where it stopped.</param>
    /// <param name="saved">Whether all of it is on the disk; where it is not, an error follows that says what is missing.</param>
    void Interrupted(TrainingJob job, RunSummary summary, bool saved);
}
