using Bellman.Core;

namespace Bellman.Training;

/// <summary>The returns of the last finished episodes, their mean, and the best mean so far.</summary>
internal sealed class ReturnHistory(int window)
{
    private readonly double[] _returns = new double[window];

    public long Episodes { get; private set; }

    /// <summary>The mean of the last returns, of all while there are fewer than the window; NaN before the first.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>The largest mean over a full window; NaN before the first full one.</summary>
    public double BestMean { get; private set; } = double.NaN;

    public bool Full => Episodes >= window;

    public void Add(double episodeReturn)
    {
        _returns[Episodes % window] = episodeReturn;
        Episodes++;

        // Summed anew each time: a running sum would gather rounding errors, and differ after a resume.
        int count = (int)Math.Min(Episodes, window);
        double sum = 0;
        for (int i = 0; i < count; i++) sum += _returns[i];
        Mean = sum / count;
        if (Full && !(Mean <= BestMean)) BestMean = Mean;
    }

    public void Save(CheckpointWriter writer)
    {
        writer.Write("episodes", Episodes);
        writer.Write("returns", _returns.AsSpan());
        writer.Write("mean", Mean);
        writer.Write("best_mean", BestMean);
    }

    public void Load(CheckpointReader reader)
    {
        Episodes = reader.ReadInt64("episodes");
        reader.Read("returns", _returns.AsSpan());
        Mean = reader.ReadDouble("mean");
        BestMean = reader.ReadDouble("best_mean");
    }
}
