using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// The agent's own figures, as the training reports them: each scalar's mean from one end of an episode to the next. What the table
/// of progress shows is found by name: <c>epsilon</c>, <c>loss</c>, <c>max_q</c>.
/// </summary>
internal sealed class AgentMetrics(Core.Metrics metrics)
{
    private ScalarMetric? _epsilon;
    private ScalarMetric? _loss;
    private ScalarMetric? _maxQ;

    /// <summary>The last value, which is what the agent acted by.</summary>
    public double Epsilon => (_epsilon ??= metrics.Find("epsilon"))?.Last ?? double.NaN;

    public double Loss => (_loss ??= metrics.Find("loss"))?.Mean ?? double.NaN;

    public double MaxQ => (_maxQ ??= metrics.Find("max_q"))?.Mean ?? double.NaN;

    /// <summary>The scalars that the table of progress shows besides those three.</summary>
    public static IEnumerable<ScalarMetric> BesideTheTable(Core.Metrics metrics) =>
        metrics.Scalars.Where(scalar => scalar.Name is not ("epsilon" or "loss" or "max_q") && !scalar.IsDetail);

    public void ReportScalars(SinkGuard sink, long step)
    {
        IReadOnlyList<ScalarMetric> scalars = metrics.Scalars;
        for (int i = 0; i < scalars.Count; i++)
        {
            if (scalars[i].Count > 0) sink.Scalar(scalars[i].Name, scalars[i].Mean, step);
        }
    }

    public void ResetScalars()
    {
        IReadOnlyList<ScalarMetric> scalars = metrics.Scalars;
        for (int i = 0; i < scalars.Count; i++) scalars[i].Reset();
    }

    public void ReportHistograms(SinkGuard[] sinks, long step)
    {
        IReadOnlyList<HistogramMetric> histograms = metrics.Histograms;
        for (int i = 0; i < histograms.Count; i++)
        {
            foreach (SinkGuard sink in sinks) sink.Histogram(histograms[i].Name, histograms[i].Values, step);
            histograms[i].Reset();
        }
    }
}
