namespace Bellman.Environments;

/// <summary>Sizes of the lander's world. Upstream states them in pixels of a 600 by 400 picture, 30 to the metre.</summary>
internal static class LanderScale
{
    public const double FramesPerSecond = 50;
    public const double PixelsPerMetre = 30;
    public const double Width = 600 / PixelsPerMetre;
    public const double Height = 400 / PixelsPerMetre;
    public const double HelipadHeight = Height / 4;
    public const double LegAway = 20;
    public const double LegDown = 18;
}
