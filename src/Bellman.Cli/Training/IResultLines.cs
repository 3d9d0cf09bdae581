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

    /// <summary>The run was interrupted, and is saved.</summary>
    void Interrupted(TrainingJob job, RunSummary summary);
}
