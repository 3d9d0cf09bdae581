namespace Bellman.Core;

/// <summary>
/// The named scalars and histograms that an agent records. An agent asks for each once, when it is made, and keeps it;
/// recording is then a few instructions and allocates nothing. Who reports them decides when they are reset.
/// </summary>
public sealed class Metrics
{
    private readonly List<ScalarMetric> _scalars = [];
    private readonly List<HistogramMetric> _histograms = [];

    /// <summary>All scalars, in the order in which they were asked for.</summary>
    public IReadOnlyList<ScalarMetric> Scalars => _scalars;

    /// <summary>All histograms, in the order in which they were asked for.</summary>
    public IReadOnlyList<HistogramMetric> Histograms => _histograms;

    /// <summary>The scalar of this name, made where it is new.</summary>
    public ScalarMetric Scalar(string name)
    {
        ScalarMetric? metric = Find(name);
        if (metric is null) _scalars.Add(metric = new ScalarMetric(name));
        return metric;
    }

    /// <summary>The scalar of this name, or <see langword="null"/> where the agent records none.</summary>
    public ScalarMetric? Find(string name)
    {
        // Asked for at the end of each episode, also for what an agent does not record: a lambda would be allocated each time.
        foreach (ScalarMetric scalar in _scalars)
        {
            if (scalar.Name == name) return scalar;
        }

        return null;
    }

    /// <summary>The histogram of this name, made where it is new.</summary>
    public HistogramMetric Histogram(string name)
    {
        HistogramMetric? metric = _histograms.Find(histogram => histogram.Name == name);
        if (metric is null) _histograms.Add(metric = new HistogramMetric(name));
        return metric;
    }

    /// <summary>Writes what has been recorded.</summary>
    public void Save(CheckpointWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (ScalarMetric scalar in _scalars) scalar.Save(writer);
        foreach (HistogramMetric histogram in _histograms) histogram.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote; the same metrics must have been asked for.</summary>
    public void Load(CheckpointReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        foreach (ScalarMetric scalar in _scalars) scalar.Load(reader);
        foreach (HistogramMetric histogram in _histograms) histogram.Load(reader);
    }
}
