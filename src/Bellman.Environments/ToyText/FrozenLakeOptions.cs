using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>What can be chosen about <see cref="FrozenLake"/>; names and defaults are Gymnasium's.</summary>
public sealed record FrozenLakeOptions
{
    /// <summary>
    /// A map of one's own, as rows of the letters S (start), F (frozen), H (hole) and G (goal); null for the map of
    /// <see cref="MapName"/>. Default null.
    /// </summary>
    /// <exception cref="ArgumentException">Rows differ in length, a letter is none of the four, or there is no start or no goal.</exception>
    public IReadOnlyList<string>? Desc
    {
        get;
        init => field = value is null ? null : FrozenLakeMap.Require(value, nameof(Desc));
    }

    /// <summary>A map: 4x4, 8x8, or random, which is drawn with the next three options. Default 4x4.</summary>
    /// <exception cref="ArgumentException">There is no map of that name.</exception>
    public string MapName
    {
        get;
        init => field = FrozenLakeMap.Names.Contains(value)
            ? value
            : throw new ArgumentException($"{nameof(MapName)} must be one of {string.Join(", ", FrozenLakeMap.Names)}, but is '{value}'.", nameof(MapName));
    } = "4x4";

    /// <summary>Cells in a row of a random map, from 2 to 100. Default 8.</summary>
    public int MapSize { get; init => field = Check.Range(value, 2, 100); } = 8;

    /// <summary>The probability that a cell of a random map is frozen, from 0.5 to 1. Default 0.8.</summary>
    public double MapFrozen { get; init => field = Check.Range(value, 0.5, 1); } = 0.8;

    /// <summary>The seed of a random map. Default 0.</summary>
    public ulong MapSeed { get; init; }

    /// <summary>Whether a step may slip to either side of its direction. Default true.</summary>
    public bool IsSlippery { get; init; } = true;

    /// <summary>
    /// The probability that a step on slippery ice goes as intended, from 0 to 1; half of the rest goes to either side. Default 1/3.
    /// </summary>
    public double SuccessRate { get; init => field = Check.Range(value, 0, 1); } = 1.0 / 3.0;

    /// <summary>The rewards for reaching the goal, falling into a hole and stepping on ice. Default 1, 0, 0.</summary>
    /// <exception cref="ArgumentException">These are not three finite numbers.</exception>
    public IReadOnlyList<double> RewardSchedule
    {
        get;
        init => field = value is { Count: 3 } && value.All(double.IsFinite)
            ? [.. value]
            : throw new ArgumentException(
                $"{nameof(RewardSchedule)} must be three numbers, for the goal, a hole and ice, but is [{string.Join(", ", value ?? [])}].",
                nameof(RewardSchedule));
    } = [1, 0, 0];

    /// <summary>Two option records are equal where all their values are, those in lists included.</summary>
    public bool Equals(FrozenLakeOptions? other) => other is not null && OptionsText == other.OptionsText;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(OptionsText);

    private string OptionsText => OptionsJson.Write(this);
}
