using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Writes a checkpoint of the whole training every so many steps and at its end, a cancelled one's included, and keeps the newest ones. A
/// checkpoint that can't be written is a warning, not the end of the training: the former ones stand, and the next is tried when it is due.
/// </summary>
public sealed class CheckpointEvery : ICallback
{
    private readonly CheckpointFolder _folder;
    private StepSchedule _schedule;
    private long _written = -1;

    /// <summary>Creates the callback.</summary>
    /// <param name="folder">The folder for the checkpoints; made where it is missing.</param>
    /// <param name="steps">The distance in environment steps; 0 for one at the end alone.</param>
    /// <param name="keep">How many are kept, at least 1.</param>
    public CheckpointEvery(string folder, long steps, int keep = 5)
        : this(new CheckpointFolder(folder, keep), steps)
    {
    }

    /// <summary>Creates the callback.</summary>
    /// <param name="folder">The folder for the checkpoints.</param>
    /// <param name="steps">The distance in environment steps; 0 for one at the end alone.</param>
    public CheckpointEvery(CheckpointFolder folder, long steps)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _folder = folder;
        _schedule = new StepSchedule(steps);
    }

    /// <inheritdoc/>
    public int Order => ICallback.LastOrder;

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _schedule.IsDue(context.Step);
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_schedule.IsDue(context.Step)) Write(context);
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_written != context.Step) Write(context);
    }

    private void Write(TrainingContext context)
    {
        try
        {
            _folder.Write(context.Step, context.SaveCheckpoint);
            _written = context.Step;
            context.ReportWritten(_folder.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.ReportUnwritten(
                _folder.Path, $"The checkpoint at {context.Step} steps can't be written, the former ones stand: {exception.Message}");
        }
    }
}
