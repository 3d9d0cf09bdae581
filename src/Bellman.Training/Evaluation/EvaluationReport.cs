namespace Bellman.Training;

/// <summary>What came of an evaluation: the return and length of each episode, and what they are taken together.</summary>
public sealed record EvaluationReport
{
    /// <summary>Creates the report of finished episodes.</summary>
    /// <param name="seed">The seed of the first episode; each further one has the next.</param>
    /// <param name="returns">Each episode's undiscounted sum of rewards.</param>
    /// <param name="lengths">Each episode's number of steps.</param>
    /// <exception cref="ArgumentException">There are not as many lengths as returns.</exception>
    public EvaluationReport(ulong seed, IReadOnlyList<double> returns, IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(lengths);
        if (returns.Count != lengths.Count)
            throw new ArgumentException($"There are {lengths.Count} lengths for {returns.Count} returns.", nameof(lengths));
        Seed = seed;
        Returns = returns;
        Lengths = lengths;
        if (returns.Count == 0) return;
        Mean = returns.Average();
        Std = Math.Sqrt(returns.Average(value => (value - Mean) * (value - Mean)));
        Minimum = returns.Min();
        Maximum = returns.Max();
        MeanLength = lengths.Average();
    }

    /// <summary>The seed of the first episode; each further one has the next.</summary>
    public ulong Seed { get; }

    /// <summary>Each episode's undiscounted sum of rewards.</summary>
    public IReadOnlyList<double> Returns { get; }

    /// <summary>Each episode's number of steps.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The number of finished episodes.</summary>
    public int Episodes => Returns.Count;

    /// <summary>The mean return; NaN where no episode finished.</summary>
    public double Mean { get; } = double.NaN;

    /// <summary>
    /// The standard deviation of the returns, of these episodes as a whole (divided by their number); NaN where no episode finished.
    /// </summary>
    public double Std { get; } = double.NaN;

    /// <summary>The smallest return; NaN where no episode finished.</summary>
    public double Minimum { get; } = double.NaN;

    /// <summary>The largest return; NaN where no episode finished.</summary>
    public double Maximum { get; } = double.NaN;

    /// <summary>The mean number of steps; NaN where no episode finished.</summary>
    public double MeanLength { get; } = double.NaN;

    /// <summary>At how many environment steps of the training it was made; 0 outside of one.</summary>
    public long Step { get; init; }

    /// <summary>
    /// The mean of the largest action value over the validation states; <see langword="null"/> where it was not computed.
    /// </summary>
    public double? MeanMaxActionValue { get; init; }
}
