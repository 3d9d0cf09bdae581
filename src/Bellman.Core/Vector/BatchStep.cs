namespace Bellman.Core;

/// <summary>
/// What a batch reads and writes in one step of all its lanes. Every column has room for all lanes, those behind the last world included, and begins at a cache line.
/// </summary>
/// <param name="Lanes">How many lanes there are: the number of worlds, rounded up to a multiple of 8.</param>
/// <param name="Actions">The actions' rows.</param>
/// <param name="NextObservations">Where the rows of the observations go.</param>
/// <param name="Rewards">Where the rewards go.</param>
/// <param name="Terminated">Where it goes which worlds ended: a byte for eight lanes, the lowest bit for the first of them.</param>
public readonly unsafe record struct BatchStep(int Lanes, nint Actions, nint NextObservations, nint Rewards, nint Terminated)
{
    /// <summary>The actions of a lane.</summary>
    /// <param name="index">The number's index in the column.</param>
    public float* Action(int index) => (float*)Actions + index;

    /// <summary>The observations of a lane.</summary>
    /// <param name="index">The number's index in the column.</param>
    public float* Observation(int index) => (float*)NextObservations + index;

    /// <summary>The reward of a lane.</summary>
    /// <param name="lane">The lane.</param>
    public float* Reward(int lane) => (float*)Rewards + lane;

    /// <summary>Whether the eight lanes from this one on ended.</summary>
    /// <param name="lane">A multiple of 8.</param>
    public byte* Ended(int lane) => (byte*)Terminated + (lane >> 3);
}
