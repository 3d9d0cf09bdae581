using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// What takes part in a training besides the agent: progress, evaluation, checkpoints. Every method does nothing by default.
/// A callback must not step the training's worlds nor change the agent, so that the training is the same with and without it.
/// </summary>
public interface ICallback
{
    /// <summary>
    /// Callbacks of a lower order are called first, those of the same one as they stand in the trainer's list. Default 0.
    /// Checkpoints have <see cref="LastOrder"/>, so that they hold what all others did in the same step.
    /// </summary>
    int Order => 0;

    /// <summary>The order of what must come after all others.</summary>
    const int LastOrder = 1000;

    /// <summary>The name under which the callback's state is saved. Default: the name of its type.</summary>
    string Name => GetType().Name;

    /// <summary>Called once before the first step, after a resume too.</summary>
    void OnTrainingStart(TrainingContext context)
    {
    }

    /// <summary>
    /// Called after each step of the worlds and the updates that followed it; it should cost next to nothing and allocate nothing.
    /// </summary>
    void OnStep(TrainingContext context)
    {
    }

    /// <summary>Called at the end of each episode, before <see cref="OnStep"/> of the same step.</summary>
    void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode)
    {
    }

    /// <summary>
    /// Called after each evaluation that <see cref="EvaluateEvery"/> makes, when it is <see cref="TrainingContext.LastEvaluation"/> already.
    /// </summary>
    void OnEvaluation(TrainingContext context, EvaluationReport evaluation)
    {
    }

    /// <summary>Called when training has come to its end or was cancelled, but not when it failed.</summary>
    void OnTrainingEnd(TrainingContext context)
    {
    }

    /// <summary>Writes the callback's own state into a checkpoint.</summary>
    void Save(CheckpointWriter writer)
    {
    }

    /// <summary>
    /// Restores what <see cref="Save"/> wrote; called before <see cref="OnTrainingStart"/>, and only where the checkpoint knows this
    /// callback.
    /// </summary>
    void Load(CheckpointReader reader)
    {
    }
}
