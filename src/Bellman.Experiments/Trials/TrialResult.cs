using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>What one seed's training led to.</summary>
public sealed record TrialResult
{
    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The training that the options ask for.</summary>
    public required TrainingReport Training { get; init; }

    /// <summary>Greedy episodes with the last weights of that training.</summary>
    public required EvaluationReport Evaluation { get; init; }

    /// <summary>The same in the form of a run's <c>summary.json</c>, with the checksum of the model.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>
    /// The lowest 100-episode mean while the training was gone on with for as many steps again; <see langword="null"/> where it was not gone on with.
    /// </summary>
    public double? LowestMeanAfterwards { get; init; }

    /// <summary>Greedy episodes after the continued training; <see langword="null"/> where there was none.</summary>
    public EvaluationReport? EvaluationAfterwards { get; init; }
}
