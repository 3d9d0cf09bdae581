namespace Bellman.Physics;

/// <summary>
/// The motion of a body within a time step, for continuous collision: its centre of mass and angle at the start
/// (at the fraction <see cref="StartFraction"/> of the step) and at the end, between which both move linearly.
/// </summary>
internal struct Sweep
{
    public Vector2D LocalCenter;
    public Vector2D StartCenter;
    public Vector2D Center;
    public float StartAngle;
    public float Angle;
    public float StartFraction;

    /// <summary>The frame at a fraction of the way from start to end.</summary>
    public readonly Transform At(float fraction)
    {
        float rest = 1f - fraction;
        Vector2D center = rest * StartCenter + fraction * Center;
        float angle = rest * StartAngle + fraction * Angle;
        return Transform.OfCenter(center, angle, LocalCenter);
    }

    /// <summary>Moves the start forward to a later fraction of the time step.</summary>
    public void AdvanceStart(float stepFraction)
    {
        float fraction = (stepFraction - StartFraction) / (1f - StartFraction);
        float rest = 1f - fraction;
        StartCenter = rest * StartCenter + fraction * Center;
        StartAngle = rest * StartAngle + fraction * Angle;
        StartFraction = stepFraction;
    }

    /// <summary>Takes whole turns off both angles, so that the root finder works with small numbers.</summary>
    public void RemoveTurns()
    {
        const float turn = 2f * Tuning.Pi;
        float turns = turn * MathF.Floor(StartAngle / turn);
        StartAngle -= turns;
        Angle -= turns;
    }
}
