using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="Taxi"/>; names and defaults are Gymnasium's.</summary>
public sealed record TaxiOptions
{
    /// <summary>Whether the taxi may slide to either side of its direction. Default false.</summary>
    public bool IsRainy { get; init; }

    /// <summary>The probability that a move in the rain goes as intended, from 0 to 1; half of the rest goes to either side. Default 0.8.</summary>
    public double RainyProbability { get; init => field = Check.Range(value, 0, 1); } = 0.8;

    /// <summary>Whether the passenger may want to go elsewhere after the first move with him. Default false.</summary>
    public bool FicklePassenger { get; init; }

    /// <summary>The probability that a fickle passenger does so, from 0 to 1. Default 0.3.</summary>
    public double FickleProbability { get; init => field = Check.Range(value, 0, 1); } = 0.3;
}
