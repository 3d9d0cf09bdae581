namespace Bellman.Cli;

/// <summary>The mean returns of a training as a line of block characters, the whole training squeezed into its width.</summary>
internal sealed class ReturnCurve(int width)
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    private readonly List<double> _points = [];
    private long _episode = -1;
    private long _stride = 1;

    /// <summary>The curve.</summary>
    public string Line { get; private set; } = "";

    /// <summary>The curve, squeezed further where there is less room than its own width.</summary>
    public string Fit(int columns)
    {
        string line = Line;
        return line.Length <= columns ? line : string.Create(columns, line, static (part, whole) =>
        {
            for (int i = 0; i < part.Length; i++) part[i] = whole[(int)((long)(i + 1) * whole.Length / part.Length) - 1];
        });
    }

    /// <summary>Takes in the mean return after so many episodes.</summary>
    public void Add(long episode, double meanReturn)
    {
        if (!double.IsFinite(meanReturn) || episode < _episode + _stride) return;
        _episode = episode;
        _points.Add(meanReturn);

        // Where the width is full, every second point goes, and from now on points come half as often.
        if (_points.Count > width)
        {
            for (int i = _points.Count - 2; i >= 0; i -= 2) _points.RemoveAt(i);
            _stride *= 2;
        }

        double low = _points.Min(), high = _points.Max();
        Line = string.Concat(_points.Select(point => Blocks[high > low ? (int)((point - low) / (high - low) * (Blocks.Length - 1)) : 0]));
    }
}
