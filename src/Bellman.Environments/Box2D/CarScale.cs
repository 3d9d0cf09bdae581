namespace Bellman.Environments;

/// <summary>Sizes of the racing car's world, in metres. Upstream states the track's in pixels, six to the metre, and the car's in fiftieths of a metre.</summary>
internal static class CarScale
{
    public const double FramesPerSecond = 50;

    /// <summary>Upstream's pixels to the metre in the world as drawn from far away.</summary>
    public const double Scale = 6;

    /// <summary>The track is a circle of this radius, much bent.</summary>
    public const double TrackRadius = 900 / Scale;

    /// <summary>How far from the middle, along either axis, the car may go.</summary>
    public const double Playfield = 2000 / Scale;

    /// <summary>Length of a tile along its middle.</summary>
    public const double TileLength = 21 / Scale;

    /// <summary>The most that the track turns from one tile to the next, in radians.</summary>
    public const double TurnRate = 0.31;

    /// <summary>From the middle of the road to its edge.</summary>
    public const double RoadHalfWidth = 40 / Scale;

    /// <summary>Width of the kerbs.</summary>
    public const double KerbWidth = 8 / Scale;

    /// <summary>Side of a patch of lighter grass.</summary>
    public const double GrassSide = Playfield / 20;

    /// <summary>The car's own unit.</summary>
    public const double Size = 0.02;

    public const double WheelRadius = 27 * Size;

    public const double WheelHalfWidth = 14 * Size;
}
