using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Writes a checkpoint of the whole training every so many steps and at its end, a cancelled one's included, and keeps the newest ones. A
/// checkpoint that can't be written is a warning, not the end of the training: the former ones stand, and the next is tried when it is due.
/// A training in an environment that does not say how to save it goes on without checkpoints, after a warning at its start.
/// </summary>
public sealed class CheckpointEvery : ICallback
{
    private readonly CheckpointFolder _folder;
    private StepSchedule _schedule;
    private long _written = -1;
    private bool _possible = true;
    private bool _warnedOfOld;

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
        try
        {
            context.TryCheckpoint();
        }
        catch (NotSupportedException exception)
        {
            if (_possible) context.Warn($"{exception.Message} This training goes on without checkpoints and can't be resumed; models are saved all the same.");
            _possible = false;
        }
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_schedule.IsDue(context.Step) && _possible) Write(context);
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_possible && _written != context.Step) Write(context);
    }

    private void Write(TrainingContext context)
    {
        try
        {
            _folder.Write(context.Step, context.SaveCheckpoint, message => WarnOfOld(context, message));
            _written = context.Step;
            context.ReportWritten(_folder.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.ReportUnwritten(
                _folder.Path, $"The checkpoint at {context.Step} steps can't be written, the former ones stand: {exception.Message}");
        }
    }

    private void WarnOfOld(TrainingContext context, string message)
    {
        if (!_warnedOfOld) context.Warn(message);
        _warnedOfOld = true;
    }
}
