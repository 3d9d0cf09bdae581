namespace Bellman.Training;

/// <summary>Why a training stopped.</summary>
public enum StopReason
{
    /// <summary>All steps were made.</summary>
    Steps,

    /// <summary>All episodes have finished.</summary>
    Episodes,

    /// <summary>The environment is solved, and the options ask to stop then.</summary>
    Solved,

    /// <summary>A callback asked for it (<see cref="TrainingContext.RequestStop"/>).</summary>
    Requested,

    /// <summary>It was cancelled from outside, as by Ctrl-C.</summary>
    Cancelled,
}
