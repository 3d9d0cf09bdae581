namespace Bellman.Experiments;

/// <summary>What the trainings of one setting come to. A training's score is the mean return of the greedy episodes at its end.</summary>
public sealed record SweepRow
{
    /// <summary>Sums up a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="trials">Its finished trainings.</param>
    public SweepRow(SweepSetting setting, IReadOnlyList<SweepTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(trials);
        Setting = setting;
        Trials = trials;
        double[] scores = [.. trials.Where(trial => trial.Failure is null).Select(trial => trial.Score)];
        if (scores.Length == 0) return;
        Mean = scores.Average();
        InterquartileMean = Statistics.InterquartileMean(scores);
        if (scores.Length == 1) return;
        MeanInterval = Statistics.Bootstrap(scores);
        InterquartileInterval = Statistics.Bootstrap(scores, Statistics.InterquartileMean);
    }

    /// <summary>The setting.</summary>
    public SweepSetting Setting { get; }

    /// <summary>Its finished trainings, in the order of the seeds.</summary>
    public IReadOnlyList<SweepTrial> Trials { get; }

    /// <summary>The mean score; NaN where every training failed.</summary>
    public double Mean { get; } = double.NaN;

    /// <summary>The bootstrap interval of the mean at 95 %; <see langword="null"/> for fewer than two scores.</summary>
    public ConfidenceInterval? MeanInterval { get; }

    /// <summary>The interquartile mean of the scores; NaN where every training failed.</summary>
    public double InterquartileMean { get; } = double.NaN;

    /// <summary>Its bootstrap interval at 95 %; <see langword="null"/> for fewer than two scores.</summary>
    public ConfidenceInterval? InterquartileInterval { get; }

    /// <summary>How many trainings failed.</summary>
    public int Failures => Trials.Count(trial => trial.Failure is not null);

    /// <summary>How many trainings solved the environment.</summary>
    public int Solved => Trials.Count(trial => trial.Summary is { Solved: true });

    /// <summary>
    /// The median of the environment steps after which it was solved, a training that did not solve it counted as never; <see langword="null"/> where the median is never.
    /// </summary>
    public double? MedianSolvedStep
    {
        get
        {
            double median = Statistics.Median(Trials.Select(trial => trial.Summary?.SolvedAtStep is { } step ? step : double.PositiveInfinity));
            return double.IsFinite(median) ? median : null;
        }
    }

    /// <summary>The mean, over the trainings, of the mean return of their last 100 episodes; NaN where none has one.</summary>
    public double MeanReturnLast100 => Trials.Select(trial => trial.Summary?.MeanReturnLast100).OfType<double>().DefaultIfEmpty(double.NaN).Average();

    /// <summary>The mean of the seconds that a training took; NaN where every one failed.</summary>
    public double MeanSeconds => Trials.Select(trial => trial.Summary?.WallSeconds).OfType<double>().DefaultIfEmpty(double.NaN).Average();
}
