using Bellman.Numerics;

/// <summary>The settings of <see cref="CrossEntropyAgent"/>; each property checks its value.</summary>
public sealed record CrossEntropyOptions
{
    /// <summary>Candidates in one generation; each plays one episode. Default: 20.</summary>
    public int Population { get; init => field = Check.Range(value, 2, 10_000); } = 20;

    /// <summary>How many of them, the best, the next generation is drawn around. Default: 4.</summary>
    public int Elite { get; init => field = Check.Positive(value); } = 4;

    /// <summary>What is added to the spread of each generation, so that the search does not stop too early. Default: 0.1.</summary>
    public float ExtraSpread { get; init => field = Check.NotNegative(value); } = 0.1f;
}
