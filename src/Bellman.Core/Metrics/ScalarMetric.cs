namespace Bellman.Core;

/// <summary>A named number that is recorded often and reported now and then: its mean, extremes and last value since it was reset.</summary>
public sealed class ScalarMetric
{
    private double _sum;

    internal ScalarMetric(string name) => Name = name;

    /// <summary>The name, for instance <c>loss</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether it is a detail of another figure, such as the gradient's norm of one layer: its name has a slash. Details go to files for TensorBoard, and not into tables and displays.
    /// </summary>
    public bool IsDetail => Name.Contains('/', StringComparison.Ordinal);

    /// <summary>How many values were recorded since the last reset.</summary>
    public long Count { get; private set; }

    /// <summary>The last value that was recorded, resets notwithstanding; NaN before the first.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>The mean since the last reset; NaN where nothing was recorded.</summary>
    public double Mean => Count == 0 ? double.NaN : _sum / Count;

    /// <summary>The largest value since the last reset; NaN where nothing was recorded.</summary>
    public double Maximum { get; private set; } = double.NaN;

    /// <summary>Records a value.</summary>
    public void Record(double value)
    {
        _sum += value;
        Maximum = Count == 0 ? value : Math.Max(Maximum, value);
        Count++;
        Last = value;
    }

    /// <summary>Forgets what was recorded, but for <see cref="Last"/>.</summary>
    public void Reset()
    {
        _sum = 0;
        Count = 0;
        Maximum = double.NaN;
    }

    internal void Save(CheckpointWriter writer) => writer.Write(Name, [_sum, Last, Maximum, Count]);

    internal void Load(CheckpointReader reader)
    {
        Span<double> state = stackalloc double[4];
        reader.Read(Name, state);
        (_sum, Last, Maximum, Count) = (state[0], state[1], state[2], (long)state[3]);
    }
}
