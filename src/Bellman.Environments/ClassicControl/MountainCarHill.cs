using Bellman.Core;

namespace Bellman.Environments;

/// <summary>The valley of both mountain cars: where it ends, how steeply it pulls, how fast a car can be, and where it starts.</summary>
internal static class MountainCarHill
{
    public const double LargestSpeed = 0.07;
    public const double LeftEnd = -1.2;
    public const double RightEnd = 0.6;
    public const double Gravity = 0.0025;

    private const double FirstLow = -0.6;
    private const double FirstHigh = -0.4;

    /// <summary>Position and velocity.</summary>
    public static Box Observations { get; } = new([(float)LeftEnd, -(float)LargestSpeed], [(float)RightEnd, (float)LargestSpeed]);

    /// <summary>Where a car starts.</summary>
    /// <param name="options">The reset options: <c>low</c> and <c>high</c>.</param>
    /// <param name="rng">The world's stream.</param>
    public static double Start(ResetOptions? options, Numerics.Pcg64 rng)
    {
        (double low, double high) = StartBounds(options);
        return rng.Uniform(low, high);
    }

    /// <summary>Between what a car starts, or the exception that refuses the options.</summary>
    /// <param name="options">The reset options.</param>
    public static (double Low, double High) StartBounds(ResetOptions? options) => ResetBounds.Read(options, FirstLow, FirstHigh, LeftEnd, RightEnd);
}
