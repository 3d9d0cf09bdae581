namespace Bellman.Core;

/// <summary>What is shown below a picture of an episode.</summary>
public readonly ref struct EpisodeStatus
{
    /// <summary>The number of the episode, from 1; 0 is not shown.</summary>
    public int Episode { get; init; }

    /// <summary>How many steps were taken.</summary>
    public int Step { get; init; }

    /// <summary>The sum of the rewards so far.</summary>
    public double Return { get; init; }

    /// <summary>The last action; empty before the first.</summary>
    public ReadOnlySpan<float> Action { get; init; }

    /// <summary>Of each action, its value or its probability when the last one was chosen; empty where there is none.</summary>
    public ReadOnlySpan<float> Scores { get; init; }

    /// <summary>Whether <see cref="Scores"/> are probabilities rather than values.</summary>
    public bool AreProbabilities { get; init; }
}
