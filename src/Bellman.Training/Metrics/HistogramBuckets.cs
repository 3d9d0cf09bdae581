namespace Bellman.Training;

/// <summary>
/// A distribution as TensorBoard takes it: sums, and counts in buckets of equal width from the smallest to the largest value.
/// </summary>
internal sealed class HistogramBuckets
{
    private const int Count = 30;

    private readonly double[] _limits = new double[Count];
    private readonly double[] _counts = new double[Count];
    private int _used;

    public double Minimum { get; private set; }

    public double Maximum { get; private set; }

    public double Sum { get; private set; }

    public double SumOfSquares { get; private set; }

    public int Number { get; private set; }

    /// <summary>The right end of each bucket.</summary>
    public ReadOnlySpan<double> Limits => _limits.AsSpan(0, _used);

    /// <summary>How many values each bucket has.</summary>
    public ReadOnlySpan<double> Counts => _counts.AsSpan(0, _used);

    /// <summary>Takes in the finite ones of some values.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Fill(ReadOnlySpan<float> values)
    {
        Summarize(values);
        if (Number == 0) return false;
        _counts.AsSpan().Clear();
        double width = (Maximum - Minimum) / Count;
        _used = width > 0 ? Count : 1;
        for (int i = 0; i < _used; i++) _limits[i] = i == _used - 1 ? Maximum : Minimum + ((i + 1) * width);
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) continue;
            int bucket = width > 0 ? (int)((value - Minimum) / width) : 0;
            _counts[Math.Min(bucket, _used - 1)]++;
        }

        return true;
    }

    private void Summarize(ReadOnlySpan<float> values)
    {
        (Minimum, Maximum, Sum, SumOfSquares, Number) = (double.PositiveInfinity, double.NegativeInfinity, 0, 0, 0);
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) continue;
            Minimum = Math.Min(Minimum, value);
            Maximum = Math.Max(Maximum, value);
            Sum += value;
            SumOfSquares += (double)value * value;
            Number++;
        }
    }
}
