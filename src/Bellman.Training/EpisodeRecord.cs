namespace Bellman.Training;

/// <summary>One finished episode of a training, and what the agent recorded since the one before.</summary>
public readonly record struct EpisodeRecord
{
    /// <summary>Its number, from 1, in the order in which episodes finished.</summary>
    public required long Episode { get; init; }

    /// <summary>In which world it was played, from 0.</summary>
    public required int World { get; init; }

    /// <summary>The training's environment steps so far, those of all worlds together.</summary>
    public required long Step { get; init; }

    /// <summary>The undiscounted sum of its rewards.</summary>
    public required double Return { get; init; }

    /// <summary>The number of its steps.</summary>
    public required int Length { get; init; }

    /// <summary>Whether it ended in a terminal state; otherwise it was truncated.</summary>
    public required bool Terminated { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Environment steps of all worlds for each second since the end of the episode before.</summary>
    public required double StepsPerSecond { get; init; }

    /// <summary>The mean return of the last episodes, this one included: 100 of them, or fewer at the beginning.</summary>
    public required double MeanReturn { get; init; }

    /// <summary>The probability of a random action at its end; NaN for agents that have none.</summary>
    public required double Epsilon { get; init; }

    /// <summary>The mean loss of the updates since the episode before; NaN where there were none.</summary>
    public required double Loss { get; init; }

    /// <summary>
    /// The mean of the largest action value in the states acted on since the episode before; NaN where none was computed.
    /// </summary>
    public required double MaxQ { get; init; }

    /// <summary>How long the training has lasted, in seconds.</summary>
    public required double ElapsedSeconds { get; init; }
}
