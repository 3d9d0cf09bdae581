namespace Bellman.Core;

/// <summary>
/// The mean and variance of rows of numbers, kept up with each row (Gymnasium's <c>RunningMeanStd</c>): they begin as those of a normal variable with
/// the weight of 1/10000 of a row. Parts that were seen apart are merged exactly (Chan, Golub and LeVeque, "Updating formulae and a
/// pairwise algorithm for computing sample variances", 1979). Nothing is allocated after the construction.
/// </summary>
public sealed class RunningStatistics
{
    private const double InitialCount = 1e-4;

    private readonly double[] _mean;
    private readonly double[] _variance;
    private readonly double[] _row;
    private readonly double[] _recentMean;
    private readonly double[] _recentSquares;
    private double _recentCount;
    private RunningStatistics? _source;

    /// <summary>Begins with mean 0 and variance 1.</summary>
    /// <param name="size">How many numbers a row has, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    public RunningStatistics(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _mean = new double[size];
        _variance = new double[size];
        _row = new double[size];
        _recentMean = new double[size];
        _recentSquares = new double[size];
        Array.Fill(_variance, 1);
        Count = InitialCount;
    }

    /// <summary>How many rows have been seen, and 1/10000 for the beginning.</summary>
    public double Count { get; private set; }

    /// <summary>The mean of each number.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The variance of each number, divided by <see cref="Count"/>.</summary>
    public ReadOnlySpan<double> Variance => _variance;

    /// <summary>Whether rows are also kept apart until they are gathered by the statistics of another world.</summary>
    internal bool IsGathered { get; set; }

    /// <summary>Takes in a row.</summary>
    /// <param name="row">As many numbers as the size.</param>
    /// <exception cref="ArgumentException"><paramref name="row"/> has another length.</exception>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != _mean.Length) throw new ArgumentException($"The row has {row.Length} numbers, but {_mean.Length} are needed.", nameof(row));
        for (int i = 0; i < row.Length; i++) _row[i] = row[i];
        Add((ReadOnlySpan<double>)_row);
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{float})"/>
    public void Add(ReadOnlySpan<double> row)
    {
        if (row.Length != _mean.Length) throw new ArgumentException($"The row has {row.Length} numbers, but {_mean.Length} are needed.", nameof(row));
        double count = Count + 1;
        for (int i = 0; i < row.Length; i++)
        {
            double delta = row[i] - _mean[i];
            _mean[i] += delta / count;
            _variance[i] = ((_variance[i] * Count) + (delta * delta * Count / count)) / count;
        }

        Count = count;
        if (IsGathered) AddRecent(row);
    }

    /// <summary>Writes (x - mean) / sqrt(variance + epsilon), limited to [-clip, clip].</summary>
    internal void Normalize(ReadOnlySpan<float> row, Span<float> normalized, double epsilon, float clip)
    {
        for (int i = 0; i < row.Length; i++)
            normalized[i] = Math.Clamp((float)((row[i] - _mean[i]) / Math.Sqrt(_variance[i] + epsilon)), -clip, clip);
    }

    /// <summary>Takes in what another world has seen since the last time, and lets it forget that.</summary>
    internal void Gather(RunningStatistics other)
    {
        if (other._recentCount == 0) return;
        double count = Count + other._recentCount;
        for (int i = 0; i < _mean.Length; i++)
        {
            double delta = other._recentMean[i] - _mean[i];
            _mean[i] += delta * other._recentCount / count;
            _variance[i] = ((_variance[i] * Count) + other._recentSquares[i] + (delta * delta * Count * other._recentCount / count)) / count;
        }

        Count = count;
        other._recentCount = 0;
    }

    /// <summary>Becomes equal to other statistics.</summary>
    internal void TakeOver(RunningStatistics other)
    {
        other._mean.CopyTo(_mean, 0);
        other._variance.CopyTo(_variance, 0);
        Count = other.Count;
    }

    /// <summary>Goes after other statistics from now on, at each <see cref="Refresh"/>.</summary>
    internal void Follow(RunningStatistics source) => _source = source;

    /// <summary>Catches up with what is followed, if anything is.</summary>
    internal void Refresh()
    {
        if (_source is not null) TakeOver(_source);
    }

    internal void Save(CheckpointWriter writer)
    {
        writer.Write("mean", (ReadOnlySpan<double>)_mean);
        writer.Write("variance", (ReadOnlySpan<double>)_variance);
        writer.Write("count", Count);
    }

    internal void Load(CheckpointReader reader)
    {
        reader.Read("mean", _mean.AsSpan());
        reader.Read("variance", _variance.AsSpan());
        Count = reader.ReadDouble("count");
        _recentCount = 0;
    }

    /// <summary>Welford's update, with the sum of squares around the mean.</summary>
    private void AddRecent(ReadOnlySpan<double> row)
    {
        bool first = _recentCount == 0;
        _recentCount++;
        for (int i = 0; i < row.Length; i++)
        {
            if (first) (_recentMean[i], _recentSquares[i]) = (0, 0);
            double delta = row[i] - _recentMean[i];
            _recentMean[i] += delta / _recentCount;
            _recentSquares[i] += delta * (row[i] - _recentMean[i]);
        }
    }
}
