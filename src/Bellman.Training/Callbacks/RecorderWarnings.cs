using Bellman.Core;

namespace Bellman.Training;

/// <summary>Warns where a video of the training can't be written: of the first one at once, and of how many there were at the end. The training goes on, and is as good without.</summary>
internal sealed class RecorderWarnings : ICallback
{
    private IReadOnlyList<IRecorder> _recorders = [];
    private int _told;
    private bool _hasWarned;

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context)
    {
        _recorders = context.Env.Recorders;
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        if (_recorders.Count > 0 && !_hasWarned) WarnOfTheFirst(context);
    }

    /// <inheritdoc/>
    public void OnTrainingEnd(TrainingContext context)
    {
        WarnOfTheFirst(context);
        int failures = Failures();
        if (failures > Math.Max(1, _told)) context.Warn($"{failures} videos of the training could not be written.");
        _told = failures;
    }

    private void WarnOfTheFirst(TrainingContext context)
    {
        if (_hasWarned || Failures() == 0) return;
        _hasWarned = true;
        string why = "";
        foreach (IRecorder recorder in _recorders) why = recorder.Failure ?? why;
        context.Warn($"A video of the training can't be written: {why.TrimEnd('.')}. The training goes on.");
    }

    private int Failures()
    {
        int failures = 0;
        for (int i = 0; i < _recorders.Count; i++) failures += _recorders[i].Failures;
        return failures;
    }
}
