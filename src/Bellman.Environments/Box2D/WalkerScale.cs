namespace Bellman.Environments;

/// <summary>Sizes of the walker's world. Upstream states them in pixels of a 600 by 400 picture, 30 to the metre.</summary>
internal static class WalkerScale
{
    public const double FramesPerSecond = 50;
    public const double PixelsPerMetre = 30;
    public const double Width = 600 / PixelsPerMetre;
    public const double Height = 400 / PixelsPerMetre;

    /// <summary>Width of a piece of ground.</summary>
    public const double GroundStep = 14 / PixelsPerMetre;

    /// <summary>The ground's height at the start, to which it tends to come back.</summary>
    public const double GroundHeight = Height / 4;

    /// <summary>The most pieces of grass after an obstacle; the walk is over that much before the ground's end.</summary>
    public const int GrassLength = 10;

    /// <summary>How many pieces of flat ground there are at the start.</summary>
    public const int StartLength = 20;

    /// <summary>Height of the hip above the hull's origin; it is below.</summary>
    public const double HipHeight = -8 / PixelsPerMetre;

    public const double LegWidth = 8 / PixelsPerMetre;

    /// <summary>Length of the upper and of the lower half of a leg.</summary>
    public const double LegLength = 34 / PixelsPerMetre;

    /// <summary>Torque of a motor at full power, in newton metres.</summary>
    public const int MotorTorque = 80;

    /// <summary>Angular velocity that a motor at a hip seeks, in radians per second.</summary>
    public const int HipSpeed = 4;

    /// <summary>Angular velocity that a motor at a knee seeks, in radians per second.</summary>
    public const int KneeSpeed = 6;
}
