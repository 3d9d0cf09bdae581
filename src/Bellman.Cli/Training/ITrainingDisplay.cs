using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Shows a training while it runs.</summary>
internal interface ITrainingDisplay : IDisposable
{
    /// <summary>What the trainer calls, or <see langword="null"/> where nothing is shown.</summary>
    ICallback? Callback { get; }

    /// <summary>Starts to show.</summary>
    /// <param name="job">What is trained.</param>
    /// <param name="resumedAt">The environment steps at which it goes on; 0 for its beginning.</param>
    void Start(TrainingJob job, long resumedAt);

    /// <summary>Shows how far an evaluation in the midst of the training is. Default: nothing; what came of it is shown by the callback.</summary>
    /// <param name="episode">The episode of the evaluation that has just finished.</param>
    void Evaluating(EvaluationEpisode episode)
    {
    }

    /// <summary>Shows a warning. It may be called while the training runs.</summary>
    void Warn(string message);

    /// <summary>Ends what is redrawn, so that lines can follow; further calls do nothing.</summary>
    void Stop();
}
