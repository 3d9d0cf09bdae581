using System.Runtime.CompilerServices;
using Bellman.Core;
using Bellman.Numerics;

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
    public static double Start(ResetOptions? options, Pcg64 rng)
    {
        (double low, double high) = StartBounds(options);
        return rng.Uniform(low, high);
    }

    /// <summary>Between what a car starts, or the exception that refuses the options.</summary>
    /// <param name="options">The reset options.</param>
    public static (double Low, double High) StartBounds(ResetOptions? options) => ResetBounds.Read(options, FirstLow, FirstHigh, LeftEnd, RightEnd);

    /// <summary>Where a car starts without reset options.</summary>
    public static double Start(Pcg64 random) => FirstLow + ((FirstHigh - FirstLow) * random.NextDouble());

    /// <summary>The cosine of three times a position: the slope there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TLanes, TVector>(TVector threefold)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        Trigonometry.SinCos<TLanes, TVector>(threefold, out _, out TVector cos);
        return cos;
    }

    /// <summary>The value, within bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Clamp<TLanes, TVector>(TVector value, double low, double high)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        (TVector lowest, TVector highest) = (TLanes.Broadcast(low), TLanes.Broadcast(high));
        return TLanes.WhereGreater(lowest, value, lowest, TLanes.WhereGreater(value, highest, highest, value));
    }

    /// <summary>The velocity, without what the wall at the left end takes; the right end lies beyond the flag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Bump<TLanes, TVector>(TVector position, TVector velocity, double leftEnd)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector zero = TLanes.Broadcast(0);
        return TLanes.WhereGreater(position, TLanes.Broadcast(leftEnd), velocity, TLanes.WhereGreater(zero, velocity, zero, velocity));
    }

    /// <summary>Bit i where the car of lane i is at the flag and quick enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Arrived<TLanes, TVector>(TVector position, TVector velocity, double goal, double goalVelocity)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        ~(TLanes.Greater(TLanes.Broadcast(goal), position) | TLanes.Greater(TLanes.Broadcast(goalVelocity), velocity)) & ((1u << TLanes.Count) - 1);
}
