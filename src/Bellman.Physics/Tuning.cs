namespace Bellman.Physics;

/// <summary>The constants of the simulation, in metres, kilograms, seconds and radians, as Box2D 2.3 sets them.</summary>
internal static class Tuning
{
    /// <summary>Pi with the digits that the angular constants below are made from.</summary>
    public const float Pi = 3.14159265359f;

    /// <summary>The distance from 1 to the next single-precision number.</summary>
    public const float Epsilon = 1.1920929e-7f;

    /// <summary>The most vertices that a polygon may have.</summary>
    public const int MaxPolygonVertices = 16;

    /// <summary>Margin of a box in the broad phase, so that small motions need no update.</summary>
    public const float BoundsMargin = 0.1f;

    /// <summary>How many of its last displacements a box in the broad phase is stretched ahead.</summary>
    public const float BoundsPrediction = 2f;

    /// <summary>Penetration or joint error that is left alone.</summary>
    public const float LinearSlop = 0.005f;

    /// <summary>Angular error that is left alone.</summary>
    public const float AngularSlop = 2f / 180f * Pi;

    /// <summary>Thickness of the skin around polygons and edges, which keeps them a little apart.</summary>
    public const float SkinRadius = 2f * LinearSlop;

    /// <summary>The most impacts solved for one contact within one step.</summary>
    public const int MaxImpactsPerContact = 8;

    /// <summary>The most contacts solved together at one impact.</summary>
    public const int MaxContactsPerImpact = 32;

    /// <summary>Iterations of the position solver at an impact.</summary>
    public const int ImpactPositionIterations = 20;

    /// <summary>Approaching slower than this, bodies do not bounce.</summary>
    public const float RestitutionThreshold = 1f;

    /// <summary>The largest distance corrected in one position iteration.</summary>
    public const float MaxLinearCorrection = 0.2f;

    /// <summary>The largest angle corrected in one position iteration.</summary>
    public const float MaxAngularCorrection = 8f / 180f * Pi;

    /// <summary>The furthest that a body may move in a step.</summary>
    public const float MaxTranslation = 2f;

    /// <summary>The furthest that a body may turn in a step.</summary>
    public const float MaxRotation = 0.5f * Pi;

    /// <summary>Share of the penetration that a position iteration removes.</summary>
    public const float PositionCorrection = 0.2f;

    /// <summary>Share of the penetration that a position iteration removes at an impact.</summary>
    public const float ImpactPositionCorrection = 0.75f;

    /// <summary>How long an island must be still before it sleeps.</summary>
    public const float TimeToSleep = 0.5f;

    /// <summary>Speed below which a body counts as still.</summary>
    public const float SleepLinearTolerance = 0.01f;

    /// <summary>Angular speed below which a body counts as still.</summary>
    public const float SleepAngularTolerance = 2f / 180f * Pi;
}
