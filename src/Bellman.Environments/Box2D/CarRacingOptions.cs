using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>Options of <see cref="CarRacing"/>, as Gymnasium's.</summary>
public sealed record CarRacingOptions
{
    /// <summary>
    /// Whether the action is three numbers (steering, gas, brake) rather than one of five choices: nothing, right, left, gas, brake.
    /// Default: true.
    /// </summary>
    public bool Continuous { get; init; } = true;

    /// <summary>
    /// The part of the track's tiles of which more must have been visited for a lap to count when the start is passed, from 0 to 1. Default: 0.95.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double LapCompletePercent { get; init => field = Check.Range(value, 0, 1); } = 0.95;

    /// <summary>Whether road and grass have other colours in every episode. Default: false.</summary>
    public bool DomainRandomize { get; init; }
}
