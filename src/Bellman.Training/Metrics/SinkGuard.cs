namespace Bellman.Training;

/// <summary>Stands before a sink: after its first failure it warns once and keeps everything from it.</summary>
internal sealed class SinkGuard(IMetricSink sink, UnwrittenFiles unwritten)
{
    private bool _failed;

    public IMetricSink Sink => sink;

    public void Scalar(string name, double value, long step)
    {
        if (_failed || !double.IsFinite(value)) return;
        try
        {
            sink.Scalar(name, value, step);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public void Episode(in EpisodeRecord episode)
    {
        Scalar("episode_return", episode.Return, episode.Step);
        Scalar("episode_steps", episode.Length, episode.Step);
        Scalar("episode_seconds", episode.Seconds, episode.Step);
        Scalar("steps_per_second", episode.StepsPerSecond, episode.Step);
        Scalar("mean_return_last_100", episode.MeanReturn, episode.Step);
        Scalar("memory_used", ProcessMemory.UsedBytes, episode.Step);
    }

    public void Histogram(string name, ReadOnlySpan<float> values, long step)
    {
        if (_failed || values.IsEmpty) return;
        try
        {
            sink.Histogram(name, values, step);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public void Flush()
    {
        if (_failed) return;
        try
        {
            sink.Flush();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _failed = true;
        unwritten.Failed(sink.Name, $"{sink.Name} fails and gets no more metrics in this training: {exception.Message}");
    }
}
