using System.Diagnostics;
using Bellman.Training;

namespace Bellman.Cli;

/// <summary>Where a training stood at one moment, copied so that another thread can show it.</summary>
internal sealed record TrainingSnapshot
{
    /// <summary>When it was taken, in ticks of <see cref="Stopwatch"/>.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Environment steps so far.</summary>
    public required long Step { get; init; }

    /// <summary>Episodes finished so far.</summary>
    public required long Episode { get; init; }

    /// <summary>Updates made so far.</summary>
    public required long Updates { get; init; }

    /// <summary>How long the training has lasted.</summary>
    public required double Seconds { get; init; }

    /// <summary>The last value of each of the agent's own figures, in its order; NaN for one that is still to come.</summary>
    public required IReadOnlyList<(string Name, double Value)> Figures { get; init; }

    /// <summary>The return of the last finished episode; NaN before the first.</summary>
    public required double LastReturn { get; init; }

    /// <summary>The mean return of the last 100 episodes; NaN before the first.</summary>
    public required double MeanReturn { get; init; }

    /// <summary>The best mean return over 100 episodes; NaN before the first.</summary>
    public required double BestMeanReturn { get; init; }

    /// <summary>When the environment was solved.</summary>
    public required SolvedMark? Solved { get; init; }

    /// <summary>The last evaluation.</summary>
    public required EvaluationReport? Evaluation { get; init; }

    /// <summary>The last value of one of the agent's figures; NaN where there is none.</summary>
    public double Figure(string name) => Figures.Where(figure => figure.Name == name).Select(figure => figure.Value).DefaultIfEmpty(double.NaN).First();

    /// <summary>Takes a snapshot; called on the training's own thread.</summary>
    public static TrainingSnapshot Of(TrainingContext context) => new()
    {
        Timestamp = Stopwatch.GetTimestamp(),
        Step = context.Step,
        Episode = context.Episode,
        Updates = context.Agent.Updates,
        Seconds = context.Elapsed.TotalSeconds,
        Figures = [.. context.Agent.Metrics.Scalars.Where(scalar => !scalar.IsDetail).Select(scalar => (scalar.Name, scalar.Last))],
        LastReturn = context.LastEpisode?.Return ?? double.NaN,
        MeanReturn = context.MeanReturn,
        BestMeanReturn = context.BestMeanReturn,
        Solved = context.Solved,
        Evaluation = context.LastEvaluation,
    };
}
