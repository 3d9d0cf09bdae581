namespace Bellman.Training;

/// <summary>
/// A first look at a figure in a long file: a few rows from each of some places that are spread evenly over it, so that its whole course can be drawn long before everything is read.
/// What stands at a place is a mean over rows just before it, of as many as a running mean takes but no more than a sample holds; extremes are not known.
/// </summary>
internal static class CurveSketch
{
    private const int Samples = 48;

    // More values than a sample has rows.
    private const int MostRows = 1024;

    /// <summary>Looks at a file.</summary>
    /// <param name="files">The file.</param>
    /// <param name="parser">Knows the figure; it stays as it is.</param>
    /// <param name="window">Over how many values means are taken, as far as they are at hand.</param>
    /// <returns>A value for each place.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Curve Of(GrowingFiles files, CurveParser parser, int window)
    {
        Curve sketch = new(Samples), rows = new(MostRows);
        byte[] block = new byte[parser.SampleLength];
        long values = 0, bytes = 0;
        using GrowingFiles.Opened opened = files.Open();
        long last = Math.Max(0, opened.Length - block.Length);
        for (int i = 0; i < Samples; i++)
        {
            // The first sample has what the others need: a table's header, the time of the first event.
            long at = i * last / (Samples - 1);
            ReadOnlySpan<byte> sample = block.AsSpan(0, opened.Read(at, block));
            parser = parser.At(bytes > 0 ? Math.Round(at * (double)values / bytes) : 0);
            int begin = at > 0 ? parser.Synchronize(sample) : 0;
            rows.Clear();
            bytes += parser.Parse(sample[begin..], at + begin, rows);
            values += rows.Rows;
            if (LastMean(rows.Buckets, window) is { } mean) sketch.Add(mean);
        }

        return sketch;
    }

    /// <summary>The mean over the last values, at the place of the last of them.</summary>
    private static CurveSample? LastMean(ReadOnlySpan<Curve.Bucket> buckets, int window)
    {
        double sum = 0;
        long count = 0;
        for (int i = buckets.Length - 1; i >= 0 && count < window; i--)
        {
            sum += buckets[i].Sum;
            count += buckets[i].Count;
        }

        return count == 0 ? null : new CurveSample(buckets[^1].Step, buckets[^1].Episode, buckets[^1].Seconds, sum / count, buckets[0].Offset);
    }
}
