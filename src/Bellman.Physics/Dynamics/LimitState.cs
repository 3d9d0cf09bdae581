namespace Bellman.Physics;

/// <summary>Where the angle of a joint stands between its limits.</summary>
internal enum LimitState : byte
{
    /// <summary>The joint has no limits, or its angle is between them.</summary>
    Inactive,

    /// <summary>The angle is at or below the lower limit.</summary>
    AtLower,

    /// <summary>The angle is at or above the upper limit.</summary>
    AtUpper,

    /// <summary>The limits are one, so the joint is stiff.</summary>
    Equal,
}
