using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Shows a training while it runs.</summary>
internal interface ITrainingDisplay : IDisposable
{
    /// <summary>What the trainer calls, or <see langword="null"/> where nothing is shown.</summary>
    ICallback? Callback { get; }

    /// <summary>Starts to show.</summary>
    void Start(TrainingJob job);

    /// <summary>Shows a warning. It may be called while the training runs.</summary>
    void Warn(string message);

    /// <summary>Shows an episode of the evaluation at the end.</summary>
    void Evaluated(EvaluationEpisode episode);

    /// <summary>Ends what is redrawn, so that lines can follow.</summary>
    void Stop();
}
