using System.Diagnostics;

namespace Bellman.Training;

/// <summary>
/// Reads one figure of a run out of its file, and what has been added since with every further call. A file that was cut back or replaced, as on a resume, is read
/// anew. Several threads may use it.
/// </summary>
public sealed class CurveReader
{
    private const int BlockLength = 1 << 20, LongestRow = 1 << 28, WorthASketch = 1 << 20;

    private readonly GrowingFiles _files;
    private readonly CurveParser _parser;
    private readonly int _episodes;
    private readonly Curve _curve = new();
    private readonly Lock _gate = new();
    private byte[] _mark = [];
    private long _read;
    private Curve? _sketch;
    private int _sketchWindow;

    /// <summary>Reads a figure.</summary>
    /// <param name="paths">Its files.</param>
    /// <param name="parser">How they are read.</param>
    /// <param name="episodes">Of how many episodes each value is the mean already, at least 1: a running mean needs as many times fewer of them. Default: 1.</param>
    internal CurveReader(IReadOnlyList<string> paths, CurveParser parser, int episodes = 1) => (_files, _parser, _episodes) = (new GrowingFiles(paths), parser, episodes);

    /// <summary>What share of the file is read, from 0 to 1.</summary>
    public double Progress => Math.Min(1, _files.Length is var length and > 0 ? _read / (double)length : 1);

    /// <summary>Why the rest of the file can't be read; <see langword="null"/> while all is well.</summary>
    public string? Damage => _parser.Damage;

    /// <summary>
    /// Looks into what is not read yet at a few places, where that is much. Until everything is read, traces then go on in a sketch, without extremes.
    /// </summary>
    /// <param name="window">Over how many values running means will be taken.</param>
    /// <returns>Whether there is a sketch now; where so little is left that reading is as quick, there is none.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    public bool Sketch(int window)
    {
        window = Math.Max(1, window / _episodes);
        lock (_gate)
        {
            if (_sketch is not null && _sketchWindow == window) return true;
            if (Damage is not null || _files.Length - _read < WorthASketch) return false;
            (_sketch, _sketchWindow) = (CurveSketch.Of(_files, _parser, window), window);
            return true;
        }
    }

    /// <summary>Reads on.</summary>
    /// <param name="budget">When to stop, also before the end; at least one block of a megabyte is read.</param>
    /// <returns>Whether the end was reached: half a row that is being written is left for the next call.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    public bool Read(TimeSpan budget)
    {
        lock (_gate)
        {
            long begin = Stopwatch.GetTimestamp();
            if (_files.Length < _read || !IsUnchanged()) Restart();
            byte[] block = new byte[(int)Math.Min(BlockLength, Math.Max(4096, _files.Length - _read))];
            bool ended;
            do ended = Block(ref block, _parser, _curve, ref _read, long.MaxValue) == 0 || _read >= _files.Length;
            while (!ended && Stopwatch.GetElapsedTime(begin) < budget);
            if (ended) _sketch = null;
            return ended;
        }
    }

    /// <summary>Looks at what has been read, at the places of a grid.</summary>
    /// <inheritdoc cref="CurveTrace.Of"/>
    public CurveTrace Trace(CurveAxis axis, ReadOnlySpan<double> grid, int window, double after = double.NegativeInfinity)
    {
        window = Math.Max(1, window / _episodes);
        lock (_gate)
        {
            Curve curve = grid.Length > 0 && NeedsDetail(axis, after, grid[^1]) ? Detail(axis, after, grid[^1], window) : _curve;
            CurveTrace trace = CurveTrace.Of(curve, axis, grid, window, after);
            if (_sketch is null) return trace;
            double read = _curve.Buckets is [.., var last] ? last.On(axis) : double.NegativeInfinity;
            double[] rough = CurveTrace.Of(_sketch, axis, grid, 1, Math.Max(after, read)).Mean;
            return trace with { Mean = [.. trace.Mean.Select((mean, i) => double.IsNaN(mean) ? rough[i] : mean)] };
        }
    }

    /// <summary>The places of all values in (after, to] where there are at most so many; otherwise <see langword="null"/>.</summary>
    public double[]? Places(CurveAxis axis, double after, double to, int most)
    {
        lock (_gate)
        {
            if (_curve.RowsPerBucket > 1 || _sketch is not null) return null;
            int from = Beyond(axis, after), end = Beyond(axis, to);
            if (end - from > most) return null;
            var places = new List<double>(end - from);
            foreach (Curve.Bucket bucket in _curve.Buckets[from..end])
            {
                if (bucket.Count > 0) places.Add(bucket.On(axis));
            }

            return [.. places];
        }
    }

    /// <summary>The last values; where several share a bucket by now, their mean stands for them.</summary>
    public List<double> Last(int most)
    {
        lock (_gate)
        {
            var values = new List<double>();
            ReadOnlySpan<Curve.Bucket> buckets = _curve.Buckets;
            for (int i = Math.Max(0, buckets.Length - most); i < buckets.Length; i++)
            {
                if (buckets[i].Count > 0) values.Add(buckets[i].Sum / buckets[i].Count);
            }

            return values;
        }
    }

    /// <summary>Where the first and the last value stand; <see langword="null"/> where there is none.</summary>
    public (double First, double Last)? Range(CurveAxis axis)
    {
        lock (_gate)
        {
            ReadOnlySpan<Curve.Bucket> buckets = _sketch is { Rows: > 0 } ? _sketch.Buckets : _curve.Buckets;
            return buckets.IsEmpty ? null : ((_curve.Rows > 0 ? _curve.Buckets : buckets)[0].On(axis), buckets[^1].On(axis));
        }
    }

    private int Beyond(CurveAxis axis, double place) => double.IsNegativeInfinity(place) ? 0 : new RunningSums(_curve, axis).FirstBeyond(place);

    /// <summary>Whether a part of the curve is so small that its buckets are too coarse for it, and so far away that it has to be read again.</summary>
    private bool NeedsDetail(CurveAxis axis, double after, double to)
    {
        if (_curve.RowsPerBucket == 1 || double.IsNegativeInfinity(after)) return false;
        return Beyond(axis, to) - Beyond(axis, after) < _curve.Capacity / 4;
    }

    /// <summary>Reads a part of the file again, with as many values before it as its first running mean needs.</summary>
    private Curve Detail(CurveAxis axis, double after, double to, int window)
    {
        ReadOnlySpan<Curve.Bucket> buckets = _curve.Buckets;
        int before = (int)Math.Min(buckets.Length, (window / _curve.RowsPerBucket) + 2);
        int first = Math.Max(0, Math.Min(Beyond(axis, after), buckets.Length - 1) - before);
        int end = Math.Min(buckets.Length, Beyond(axis, to) + 1);
        long at = buckets[first].Offset, stop = end < buckets.Length ? buckets[end].Offset : _read;
        CurveParser parser = _parser.At(first * (double)_curve.RowsPerBucket);
        var detail = new Curve(_curve.Capacity);
        byte[] block = new byte[BlockLength];
        while (at < stop && Block(ref block, parser, detail, ref at, stop) > 0)
        {
        }

        return detail;
    }

    /// <summary>Reads and parses one block; a row that is longer than the block makes it grow.</summary>
    private int Block(ref byte[] block, CurveParser parser, Curve curve, ref long at, long stop)
    {
        int filled = 0;
        while (true)
        {
            int room = (int)Math.Min(block.Length - filled, stop - at - filled);
            int count = room > 0 ? _files.Read(at + filled, block.AsSpan(filled, room)) : 0;
            filled += count;
            int used = count == 0 ? 0 : parser.Parse(block.AsSpan(0, filled), at, curve);
            if (used > 0)
            {
                at += used;
                if (stop == long.MaxValue) _mark = block.AsSpan(Math.Max(0, used - 64), Math.Min(64, used)).ToArray();
                return used;
            }

            if (count == 0 || parser.Damage is not null) return 0;
            if (filled < block.Length) continue;
            if (block.Length >= LongestRow) return 0;
            Array.Resize(ref block, 2 * block.Length);
        }
    }

    /// <summary>Whether the last bytes that were read still stand there.</summary>
    private bool IsUnchanged()
    {
        if (_mark.Length == 0) return true;
        Span<byte> now = stackalloc byte[64];
        now = now[.._mark.Length];
        return _files.Read(_read - now.Length, now) == now.Length && now.SequenceEqual(_mark);
    }

    private void Restart()
    {
        _curve.Clear();
        _sketch = null;
        _parser.Restart();
        (_read, _mark) = (0, []);
    }
}
