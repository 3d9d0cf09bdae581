using Bellman.Core;

namespace Bellman.Training;

/// <summary>When each world's episode began, and when the last of all ended.</summary>
internal sealed class EpisodeClock(int worlds)
{
    private readonly double[] _start = new double[worlds];
    private double _lastEnd;
    private long _lastEndStep;

    /// <summary>Environment steps for each second between the last two ends of episodes.</summary>
    public double StepsPerSecond { get; private set; } = double.NaN;

    /// <summary>Notes that one or more episodes end with this step.</summary>
    public void Mark(double seconds, long step)
    {
        StepsPerSecond = (step - _lastEndStep) / Math.Max(seconds - _lastEnd, 1e-9);
        (_lastEnd, _lastEndStep) = (seconds, step);
    }

    /// <summary>How long the episode of a world took; its next one begins.</summary>
    public double Next(int world, double seconds)
    {
        double took = seconds - _start[world];
        _start[world] = seconds;
        return took;
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("start", _start.AsSpan());
        writer.Write("last_end", _lastEnd);
        writer.Write("last_end_step", _lastEndStep);
    }

    public void Load(CheckpointReader reader)
    {
        reader.Read("start", _start.AsSpan());
        _lastEnd = reader.ReadDouble("last_end");
        _lastEndStep = reader.ReadInt64("last_end_step");
    }
}
