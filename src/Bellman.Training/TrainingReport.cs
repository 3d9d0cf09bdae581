using Bellman.Core;

namespace Bellman.Training;

/// <summary>What came of a training.</summary>
public sealed record TrainingReport
{
    /// <summary>Why it stopped.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The seed that the worlds were started with.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The environment steps made, those of all worlds together.</summary>
    public required long Steps { get; init; }

    /// <summary>The episodes finished.</summary>
    public required long Episodes { get; init; }

    /// <summary>The learning updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>How long it lasted in seconds, evaluations and checkpoints and the time before a resume included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Environment steps for each of <see cref="Seconds"/>.</summary>
    public double StepsPerSecond => Seconds > 0 ? Steps / Seconds : 0;

    /// <summary>When the environment was solved; <see langword="null"/> where it was not.</summary>
    public required SolvedMark? Solved { get; init; }

    /// <summary>The mean return of the last 100 finished episodes, of all where there were fewer; NaN where none finished.</summary>
    public required double MeanReturn { get; init; }

    /// <summary>The largest mean return over 100 episodes in a row; NaN where fewer finished.</summary>
    public required double BestMeanReturn { get; init; }

    /// <summary>
    /// A sentence for each thing that could not be written, such as a checkpoint on a full disk. Empty where all is well.
    /// </summary>
    public IReadOnlyList<string> Unwritten { get; init; } = [];

    internal static TrainingReport Of(StopReason reason, TrainingProgress progress, Agent agent) => new()
    {
        StopReason = reason,
        Seed = progress.Seed,
        Steps = progress.Step,
        Episodes = progress.History.Episodes,
        Updates = agent.Updates,
        Seconds = progress.Elapsed.TotalSeconds,
        Solved = progress.Solved,
        MeanReturn = progress.History.Mean,
        BestMeanReturn = progress.History.BestMean,
    };
}
