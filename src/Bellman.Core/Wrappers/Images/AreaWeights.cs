namespace Bellman.Core;

/// <summary>
/// How much each old sample along one dimension of an image counts for each new one when its length changes: the part of the new sample that the old one
/// covers. Along a shorter dimension the new samples are means over areas; along a longer one they are copies, mixed where two meet.
/// </summary>
internal sealed class AreaWeights
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    public AreaWeights(int from, int to)
    {
        _first = new int[to];
        _weights = new float[to][];
        double ratio = (double)from / to;
        for (int i = 0; i < to; i++)
        {
            // In units of old samples; the last new one ends exactly where the last old one does.
            double start = i * ratio, end = i == to - 1 ? from : (i + 1) * ratio;
            int first = Math.Min((int)start, from - 1), last = Math.Min((int)Math.Ceiling(end), from) - 1;
            _first[i] = first;
            _weights[i] = [.. Enumerable.Range(first, last - first + 1).Select(old => (float)((Math.Min(end, old + 1) - Math.Max(start, old)) / (end - start)))];
        }
    }

    /// <summary>The first old sample that counts for a new one.</summary>
    public int First(int index) => _first[index];

    /// <summary>How much each old sample counts from the first on; their sum is 1.</summary>
    public ReadOnlySpan<float> Of(int index) => _weights[index];
}
