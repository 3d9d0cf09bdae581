namespace Bellman.Training;

/// <summary>One value of a training, with where it stands.</summary>
/// <param name="Step">The training's environment steps so far.</param>
/// <param name="Episode">The episodes finished so far.</param>
/// <param name="Seconds">The training's seconds so far.</param>
/// <param name="Value">The value; not a number where the training had none.</param>
/// <param name="Offset">Where its row or record begins in the file, in bytes.</param>
public readonly record struct CurveSample(double Step, double Episode, double Seconds, double Value, long Offset)
{
    /// <summary>The place on an axis.</summary>
    public double On(CurveAxis axis) => axis switch
    {
        CurveAxis.Steps => Step,
        CurveAxis.Episodes => Episode,
        _ => Seconds,
    };
}
