namespace Bellman.Training;

/// <summary>
/// The sums of a curve up to any place, from which running means follow by one subtraction. Within a bucket of several values they are
/// taken as spread evenly.
/// </summary>
internal readonly ref struct RunningSums
{
    private readonly ReadOnlySpan<Curve.Bucket> _buckets;
    private readonly CurveAxis _axis;
    private readonly bool _spread;
    private readonly double[] _counts;
    private readonly double[] _sums;

    public RunningSums(Curve curve, CurveAxis axis)
    {
        _buckets = curve.Buckets;
        _axis = axis;
        _spread = curve.RowsPerBucket > 1;
        _counts = new double[_buckets.Length + 1];
        _sums = new double[_buckets.Length + 1];
        for (int i = 0; i < _buckets.Length; i++)
        {
            _counts[i + 1] = _counts[i] + _buckets[i].Count;
            _sums[i + 1] = _sums[i] + _buckets[i].Sum;
        }
    }

    /// <summary>How many values lie up to a place.</summary>
    public double CountUpTo(double place)
    {
        int bucket = FirstBeyond(place);
        if (!_spread || bucket == _buckets.Length) return _counts[bucket];
        double from = bucket > 0 ? _buckets[bucket - 1].On(_axis) : 0, to = _buckets[bucket].On(_axis);
        double share = to > from ? Math.Clamp((place - from) / (to - from), 0, 1) : 0;
        return _counts[bucket] + (share * _buckets[bucket].Count);
    }

    /// <summary>The mean of the last values up to a number of them.</summary>
    public double MeanOfLast(double window, double count)
    {
        double from = Math.Max(0, count - window);
        if (!_spread && count - from == 1) return Value(count);
        return (SumOf(count) - SumOf(from)) / (count - from);
    }

    /// <summary>The extremes of the buckets that reach into (before, place], and the first bucket that ends beyond it.</summary>
    public (double Low, double High, int Next) Extremes(int bucket, double place, double before)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (; bucket < _buckets.Length; bucket++)
        {
            bool beyond = _buckets[bucket].On(_axis) > place;
            // A bucket of several values that ends beyond the place has some before it, unless it begins there.
            if (beyond && (!_spread || (bucket > 0 && _buckets[bucket - 1].On(_axis) >= place))) break;
            if (_buckets[bucket].Count > 0 && _buckets[bucket].On(_axis) > before)
            {
                low = Math.Min(low, _buckets[bucket].Minimum);
                high = Math.Max(high, _buckets[bucket].Maximum);
            }

            if (beyond) break;
        }

        return low <= high ? (low, high, bucket) : (double.NaN, double.NaN, bucket);
    }

    /// <summary>The first bucket that ends beyond a place.</summary>
    public int FirstBeyond(double place)
    {
        int low = 0, high = _buckets.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_buckets[middle].On(_axis) <= place) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    // A single value is itself to the last digit, which the difference of two sums is not.
    private double Value(double count)
    {
        int bucket = Array.BinarySearch(_counts, count) - 1;
        while (_buckets[bucket].Count == 0) bucket--;
        return _buckets[bucket].Sum;
    }

    private double SumOf(double count)
    {
        int found = Array.BinarySearch(_counts, count);
        if (found >= 0) return _sums[found];
        int bucket = ~found - 1;
        if (bucket >= _buckets.Length) return _sums[^1];
        return _sums[bucket] + ((count - _counts[bucket]) / _buckets[bucket].Count * _buckets[bucket].Sum);
    }
}
