using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// A figure of a training over its course, in bounded memory however long it gets: neighbouring values share a bucket with their sum, smallest
/// and largest value. Up to <see cref="Capacity"/> values every one has a bucket of its own; whenever the buckets run out, pairs are merged. Sums are kept, so that
/// running means are exact up to the edges of buckets, and extremes are never lost.
/// </summary>
public sealed class Curve
{
    private readonly Bucket[] _buckets;
    private int _used;
    private long _rowsPerBucket = 1;
    private long _rowsInLast;

    /// <summary>Creates an empty curve.</summary>
    /// <param name="capacity">How many buckets there are at most; an even number of at least 2. Default 4096.</param>
    public Curve(int capacity = 4096)
    {
        Check.Range(capacity, 2, 1 << 24);
        if (capacity % 2 != 0) throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "The number of buckets must be even.");
        _buckets = new Bucket[capacity];
    }

    /// <summary>How many buckets there are at most.</summary>
    public int Capacity => _buckets.Length;

    /// <summary>How many values were added, those that are not numbers included.</summary>
    public long Rows { get; private set; }

    /// <summary>How many values the buckets hold each; 1 while every value is kept.</summary>
    public long RowsPerBucket => _rowsPerBucket;

    /// <summary>The buckets, in the order in which their values were added.</summary>
    internal ReadOnlySpan<Bucket> Buckets => _buckets.AsSpan(0, _used);

    /// <summary>Appends a value.</summary>
    public void Add(in CurveSample sample)
    {
        if (_used == 0 || _rowsInLast == _rowsPerBucket) Begin(sample.Offset);
        ref Bucket last = ref _buckets[_used - 1];
        (last.Step, last.Episode, last.Seconds) = (sample.Step, sample.Episode, sample.Seconds);
        _rowsInLast++;
        Rows++;
        if (!double.IsFinite(sample.Value)) return;
        last.Sum += sample.Value;
        last.Count++;
        last.Minimum = Math.Min(last.Minimum, sample.Value);
        last.Maximum = Math.Max(last.Maximum, sample.Value);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => (_used, _rowsPerBucket, _rowsInLast, Rows) = (0, 1, 0, 0);

    private void Begin(long offset)
    {
        if (_used == _buckets.Length) MergePairs();
        if (_used > 0 && _rowsInLast < _rowsPerBucket) return;
        _buckets[_used++] = new Bucket { Offset = offset, Minimum = double.PositiveInfinity, Maximum = double.NegativeInfinity };
        _rowsInLast = 0;
    }

    private void MergePairs()
    {
        for (int i = 0; i < _used / 2; i++)
        {
            ref Bucket first = ref _buckets[2 * i];
            Bucket second = _buckets[(2 * i) + 1];
            second.Offset = first.Offset;
            second.Sum += first.Sum;
            second.Count += first.Count;
            second.Minimum = Math.Min(first.Minimum, second.Minimum);
            second.Maximum = Math.Max(first.Maximum, second.Maximum);
            _buckets[i] = second;
        }

        _used /= 2;
        _rowsPerBucket *= 2;
        _rowsInLast = _rowsPerBucket;
    }

    /// <summary>Neighbouring values. The place is that of the last of them.</summary>
    internal struct Bucket
    {
        public double Step;
        public double Episode;
        public double Seconds;
        public double Sum;
        public double Minimum;
        public double Maximum;
        public long Count;
        public long Offset;

        public readonly double On(CurveAxis axis) => axis switch
        {
            CurveAxis.Steps => Step,
            CurveAxis.Episodes => Episode,
            _ => Seconds,
        };
    }
}
